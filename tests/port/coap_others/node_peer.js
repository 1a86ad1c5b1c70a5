// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
//
// The package `coap` of npm as a server for femto's client, and as a client of femto's server; see
// peers.py. It has no DTLS.
const coap = require('coap')
const { version } = require('coap/package.json')
const lines = require('readline').createInterface({ input: process.stdin })

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

function ask (verb, uri, block, payload) {
  const exponent = Math.log2(block) - 4
  const at = new URL(uri.replace('coap:', 'http:'))
  const follows = verb === 'follow'
  const asked = coap.request({
    hostname: at.hostname,
    port: Number(at.port),
    pathname: at.pathname,
    query: at.search.slice(1),
    method: follows ? 'GET' : verb.toUpperCase(),
    observe: follows
  })
  if (verb === 'get') asked.setOption('Block2', Buffer.of(exponent))
  if (payload.length > block) asked.setOption('Block1', Buffer.of(exponent))
  return new Promise((resolve, reject) => {
    asked.on('error', reject)
    setTimeout(() => reject(new Error('no answer')), 15000).unref()
    asked.on('response', answer => {
      if (!follows) return resolve([answer.code, answer.payload])
      const heard = []
      answer.on('data', news => {
        if (heard.push(news.toString()) < 2) return
        answer.close()
        resolve([answer.code, Buffer.from(heard.join('\n'))])
      })
    })
    asked.end(payload)
  })
}

server.listen(0, '127.0.0.1', () => console.log(version, server._port || server._sock.address().port))
lines.on('line', async line => {
  const [verb, uri, block, payload] = line.split(' ')
  const [code, body] = await ask(verb, uri, Number(block), Buffer.from(payload.replace('-', ''), 'hex'))
    .catch(why => { console.error(String(why)); return ['none', Buffer.alloc(0)] })
  console.log(code, body.toString('hex') || '-')
})
lines.on('close', () => process.exit(0))
