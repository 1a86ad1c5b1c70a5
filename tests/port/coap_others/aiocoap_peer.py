# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""aiocoap as a client of femto's server, and as a server for femto's client.

    aiocoap_peer.py serve                       prints its port, ends with its input
    aiocoap_peer.py get|put|post|delete|follow URI BLOCK    payload: the input; answer: the output
"""
import asyncio
import socket
import sys

import aiocoap
import aiocoap.resource as resource
from aiocoap.optiontypes import BlockOption


class Store(resource.Resource):
    content = b""

    async def render_get(self, request):
        return aiocoap.Message(payload=self.content)

    async def render_put(self, request):
        self.content = request.payload
        return aiocoap.Message(code=aiocoap.CHANGED)

    async def render_delete(self, request):
        self.content = b""
        return aiocoap.Message(code=aiocoap.DELETED)


class Echo(resource.Resource):
    async def render_post(self, request):
        return aiocoap.Message(code=aiocoap.CHANGED, payload=request.payload)


class Clock(resource.ObservableResource):
    time = 0

    def tick(self):
        self.time += 1
        self.updated_state()
        asyncio.get_event_loop().call_later(0.5, self.tick)

    async def render_get(self, request):
        return aiocoap.Message(payload=str(self.time).encode())


async def serve():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clock = Clock()
    site = resource.Site()
    for name, it in (("store", Store()), ("echo", Echo()), ("clock", clock)):
        site.add_resource([name], it)
    await aiocoap.Context.create_server_context(site, bind=("127.0.0.1", port))
    clock.tick()
    print(port, flush=True)
    await asyncio.get_event_loop().run_in_executor(None, sys.stdin.read)


async def ask(verb, uri, block):
    client = await aiocoap.Context.create_client_context()
    exponent = block.bit_length() - 5
    code = {"put": aiocoap.PUT, "post": aiocoap.POST, "delete": aiocoap.DELETE}.get(
        verb, aiocoap.GET)
    payload = sys.stdin.buffer.read() if verb in ("put", "post") else b""
    message = aiocoap.Message(code=code, uri=uri, payload=payload)
    if verb == "get":
        message.opt.block2 = BlockOption.BlockwiseTuple(0, False, exponent)
    else:
        message.remote.maximum_block_size_exp = exponent
    if verb == "follow":
        message.opt.observe = 0
        request = client.request(message)
        print((await request.response).payload.decode())
        async for news in request.observation:
            print(news.payload.decode())
            break
        return 0
    answer = await client.request(message).response
    sys.stdout.buffer.write(answer.payload)
    if not answer.code.is_successful():
        print(answer.code, file=sys.stderr)
    return 0 if answer.code.is_successful() else 1


if sys.argv[1] == "serve":
    asyncio.run(serve())
else:
    sys.exit(asyncio.run(asyncio.wait_for(ask(sys.argv[1], sys.argv[2], int(sys.argv[3])), 15)))
