// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
//
// The package `coap` of npm as a client of femto's server, and as a server for femto's client.
//
//     node_peer.js serve                                  prints its port, ends with its input
//     node_peer.js get|put|post|delete|follow URI BLOCK   payload: the input; answer: the output
const coap = require('coap')
const fs = require('fs')

function serve () {
  let store = Buffer.alloc(0)
  let time = 0
  const server = coap.createServer((asked, out) => {
    const path = asked.url.split('?')[0]
    if (path === '/clock') {
      out.write(String(time))
      if (asked.headers.Observe !== 0) return out.end()
      const timer = setInterval(() => out.write(String(++time)), 500)
      out.on('finish', () => clearInterval(timer))
    } else if (path === '/echo') {
      out.code = '2.04'
      out.end(asked.payload)
    } else if (path === '/store' && asked.method === 'GET') {
      out.end(store)
    } else if (path === '/store' && asked.method === 'PUT') {
      store = asked.payload
      out.code = '2.04'
      out.end()
    } else if (path === '/store' && asked.method === 'DELETE') {
      store = Buffer.alloc(0)
      out.code = '2.02'
      out.end()
    } else {
      out.code = '4.04'
      out.end()
    }
  })
  server.listen(0, '127.0.0.1', () => console.log(server._port || server._sock.address().port))
  process.stdin.on('end', () => process.exit(0)).resume()
}

function ask (verb, uri, block) {
  const exponent = Math.log2(block) - 4
  const method = { follow: 'get' }[verb] || verb
  const asked = coap.request(Object.assign(target(uri), { method: method.toUpperCase(), observe: verb === 'follow' }))
  if (verb === 'get') asked.setOption('Block2', Buffer.of(exponent))
  const payload = verb === 'put' || verb === 'post' ? fs.readFileSync(0) : Buffer.alloc(0)
  if (payload.length > block) asked.setOption('Block1', Buffer.of(exponent))
  asked.on('response', answer => {
    if (verb === 'follow') {
      let heard = 0
      answer.on('data', news => {
        console.log(news.toString())
        if (++heard === 2) answer.close(), setTimeout(() => process.exit(0), 100)
      })
      return
    }
    process.stdout.write(answer.payload)
    const ok = answer.code.startsWith('2.')
    if (!ok) console.error(answer.code)
    setTimeout(() => process.exit(ok ? 0 : 1), 20)
  })
  asked.on('error', why => { console.error(String(why)); process.exit(2) })
  asked.end(payload)
  setTimeout(() => process.exit(2), 15000)
}

function target (uri) {
  const at = new URL(uri.replace('coap:', 'http:'))
  return { hostname: at.hostname, port: Number(at.port), pathname: at.pathname, query: at.search.slice(1) }
}

if (process.argv[2] === 'serve') serve()
else ask(process.argv[2], process.argv[3], Number(process.argv[4]))
