# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""aiocoap as a server for femto's client, and as a client of femto's server; see peers.py. Its DTLS is
tinydtls, where the package DTLSSocket is there.

    aiocoap_peer.py IDENTITY KEY
"""
import asyncio
import os
import socket
import sys
from importlib.metadata import version

import aiocoap
import aiocoap.resource as resource
from aiocoap.credentials import CredentialsMap
from aiocoap.defaults import dtls_missing_modules
from aiocoap.optiontypes import BlockOption

METHODS = {"get": aiocoap.GET, "put": aiocoap.PUT, "post": aiocoap.POST, "delete": aiocoap.DELETE,
           "follow": aiocoap.GET}


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


def credentials(where, identity, key):
    out = CredentialsMap()
    out.load_from_dict({where: {"dtls": {"psk": {"hex": key},
                                         "client-identity": {"ascii": identity}}}})
    return out


async def serve(identity, key):
    """What stands in the greeting."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clock = Clock()
    site = resource.Site()
    for name, it in (("store", Store()), ("echo", Echo()), ("clock", clock)):
        site.add_resource([name], it)
    has_dtls = not dtls_missing_modules()
    # The secure port is the one after it.
    transports = ["udp6"] + (["tinydtls_server"] if has_dtls else [])
    serve.context = await aiocoap.Context.create_server_context(
        site, bind=("127.0.0.1", port), transports=transports,
        server_credentials=credentials(":" + identity, identity, key))
    clock.tick()
    return f"{version('aiocoap')} {port}" + (f" {port + 1}" if has_dtls else "")


async def ask(verb, uri, block, payload, identity=None, key=None):
    client = await aiocoap.Context.create_client_context()
    try:
        if identity:
            client.client_credentials.update(credentials(uri, identity, key))
        exponent = int(block).bit_length() - 5
        message = aiocoap.Message(code=METHODS[verb], uri=uri)
        if verb in ("get", "follow"):
            message.opt.block2 = BlockOption.BlockwiseTuple(0, False, exponent)
        if verb in ("put", "post"):
            message.payload = b"" if payload == "-" else bytes.fromhex(payload)
            message.remote.maximum_block_size_exp = exponent
        if verb == "follow":
            message.opt.observe = 0
            request = client.request(message)
            first = await request.response
            async for news in request.observation:
                return first.code.dotted, first.payload + b"\n" + news.payload
        answer = await client.request(message).response
        return answer.code.dotted, answer.payload
    finally:
        await client.shutdown()


async def main():
    print(await serve(*sys.argv[1:]), flush=True)
    loop = asyncio.get_event_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        try:
            code, payload = await asyncio.wait_for(ask(*line.split()), 10)
        except (aiocoap.error.Error, OSError, asyncio.TimeoutError) as why:
            print(repr(why), file=sys.stderr)
            code, payload = "none", b""
        print(code, payload.hex() or "-", flush=True)


asyncio.run(main())
os._exit(0)  # tinydtls waits for what nobody will say
