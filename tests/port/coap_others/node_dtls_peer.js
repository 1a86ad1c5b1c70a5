// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
//
// The package `node-coap-client` of npm, which asks only, over UDP and over a DTLS of its own; see
// peers.py. Its requests have one block, and say that they are JSON.
const { CoapClient } = require('node-coap-client')
const { version } = require('node-coap-client/package.json')
const lines = require('readline').createInterface({ input: process.stdin })

async function ask (verb, uri, block, payload, identity, key) {
  const { hostname } = new URL(uri)
  if (identity) {
    const psk = { [identity]: Buffer.from(key, 'hex').toString('latin1') }
    CoapClient.setSecurityParams(hostname, { psk })
  }
  try {
    if (verb === 'follow') return await follow(uri)
    const body = Buffer.from(payload.replace('-', ''), 'hex')
    const options = verb === 'get' ? { preferredBlockSize: block } : {}
    const answer = await within(10000, CoapClient.request(uri, verb, body, options))
    return [answer.code.toString(), answer.payload || Buffer.alloc(0)]
  } finally {
    CoapClient.reset()
  }
}

function follow (uri) {
  const heard = []
  return within(15000, new Promise((resolve, reject) => {
    CoapClient.observe(uri, 'get', news => {
      if (heard.push(news.payload.toString()) < 2) return
      CoapClient.stopObserving(uri)
      resolve([news.code.toString(), Buffer.from(heard.join('\n'))])
    }).catch(reject)
  }))
}

function within (milliseconds, answer) {
  return Promise.race([answer, new Promise((resolve, reject) =>
    setTimeout(() => reject(new Error('no answer')), milliseconds).unref())])
}

// A request that was given up may still fail.
process.on('unhandledRejection', why => console.error(String(why)))
console.log(version)
let before = Promise.resolve()
lines.on('line', line => {
  const [verb, uri, block, ...rest] = line.split(' ')
  before = before.then(() => ask(verb, uri, Number(block), ...rest))
    .catch(why => { console.error(String(why)); return ['none', Buffer.alloc(0)] })
    .then(([code, body]) => console.log(code, body.toString('hex') || '-'))
})
lines.on('close', () => process.exit(0))
