# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Peers on loopback that do what no server and no network does on purpose: a CoAP server by the
letter of a script, and a relay that loses datagrams."""

import select
import socket
import struct
import threading

ETAG, BLOCK2 = 4, 23
ACK, RST = 2, 3
CONTENT = 0x45


class Request:
    """A message, as its bytes say (RFC 7252 section 3)."""

    def __init__(self, data):
        self.id = struct.unpack("!H", data[2:4])[0]
        at = 4 + (data[0] & 15)
        self.token = data[4:at]
        self.options = {}
        number = 0
        while at < len(data) and data[at] != 0xFF:
            delta, length = data[at] >> 4, data[at] & 15
            at += 1
            extended = []
            for nibble in (delta, length):
                size = {13: 1, 14: 2}.get(nibble, 0)
                extended.append(nibble + int.from_bytes(data[at:at + size], "big")
                                + (255 if nibble == 14 else 0))
                at += size
            number += extended[0]
            self.options.setdefault(number, []).append(data[at:at + extended[1]])
            at += extended[1]

    def block2(self):
        """Offset and size of the block that is asked for."""
        value = int.from_bytes(self.options.get(BLOCK2, [b"\x06"])[0], "big")
        size = 16 << (value & 7)
        return (value >> 4) * size, size


def reply(to, kind, code=0, options=(), payload=b""):
    """The bytes of an answer; options are pairs of a number and at most 12 bytes, in order."""
    out = struct.pack("!BBH", 0x40 | kind << 4 | (len(to.token) if code else 0), code, to.id)
    out += to.token if code else b""
    before = 0
    for number, value in options:
        delta = number - before
        out += bytes([min(delta, 13) << 4 | len(value)])
        out += bytes([delta - 13]) if delta >= 13 else b""
        out += value
        before = number
    return out + (b"\xff" + payload if payload else b"")


def block_of(request, body, etag):
    """The block of `body` that a request is for."""
    offset, size = request.block2()
    more = offset + size < len(body)
    value = offset // size << 4 | (8 if more else 0) | (size.bit_length() - 5)
    where = value.to_bytes(3, "big").lstrip(b"\0")
    return reply(request, ACK, CONTENT, [(ETAG, etag), (BLOCK2, where)], body[offset:offset + size])


class Peer:
    """A socket on loopback with a thread that answers at it, until `close`."""

    def __init__(self):
        self.front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.front.bind(("127.0.0.1", 0))
        self.port = self.front.getsockname()[1]
        self.uri = f"coap://127.0.0.1:{self.port}"
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def close(self):
        self.ended.set()
        self.thread.join()
        self.front.close()


class ScriptedServer(Peer):
    """Answers each new request with the bytes that `answer` returns; None for no answer."""

    def __init__(self, answer):
        self.answer = answer
        self.answers = {}
        super().__init__()

    def run(self):
        while not self.ended.is_set():
            if select.select([self.front], [], [], 0.05)[0]:
                data, sender = self.front.recvfrom(2048)
                if data[0] >> 4 & 3 < 2 and data[1] != 0:
                    self.handle(Request(data), sender)

    def handle(self, request, sender):
        seen = (sender, request.id)
        if seen not in self.answers:  # else it came again
            self.answers[seen] = self.answer(request)
        if self.answers[seen] is not None:
            self.front.sendto(self.answers[seen], sender)


class Relay(Peer):
    """Between one client and a server. `forth` and `back` are called with the number of each datagram,
    counted from 1, and lose it when they say False."""

    def __init__(self, port, forth=lambda number: True, back=lambda number: True):
        self.server = ("127.0.0.1", port)
        self.passes = [forth, back]
        self.counts = [0, 0]
        self.client = None
        self.rear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        super().__init__()

    def run(self):
        while not self.ended.is_set():
            ready, _, _ = select.select([self.front, self.rear], [], [], 0.05)
            for each in ready:
                self.carry(each)
        self.rear.close()

    def carry(self, source):
        try:
            data, sender = source.recvfrom(2048)
        except OSError:  # nobody is at the other end at the moment
            return
        way = 0 if source is self.front else 1
        self.client = self.client if way else sender
        self.counts[way] += 1
        if self.passes[way](self.counts[way]):
            if way == 0:
                self.rear.sendto(data, self.server)
            else:
                self.front.sendto(data, self.client)
