# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Requests one by one: what a transport has to do."""
import subprocess

from peers import ALICE, run

BODY = bytes((i * 7 + i // 251) % 256 for i in range(3072))
SIZES = (64, 256, 1024)
TOLD = "64, 256 and 1024"
BOB = ("alice", b"secret of bob")
MALLORY = ("mallory", ALICE[1])


class Stand:
    """femto's server, a process that prints its ports and ends with its input."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ports = [int(word) for word in self.process.stdout.readline().split()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def they_ask(report, stand, peer):
    """Their client asks femto's server."""
    with Stand(stand) as server:
        if add := report.part("asks femto", "UDP"):
            asked(add, peer, f"coap://127.0.0.1:{server.ports[0]}", None)
        add = report.part("asks femto", "DTLS", peer.asks_by_dtls)
        if not add:
            return
        secure = f"coaps://127.0.0.1:{server.ports[1]}"
        got = peer.ask("get", secure + "/who", keys=ALICE)
        add("the right key", got == ("2.05", b"secure:alice"), got)
        asked(add, peer, secure, ALICE)
        for name, keys in (("a wrong key", BOB), ("an unknown identity", MALLORY)):
            got = peer.ask("get", secure + "/who", keys=keys)
            add(name + " refused", got == ("none", b""), got)


def asked(add, peer, uri, keys):
    def ask(verb, path, *more):
        return peer.ask(verb, uri + path, *more, keys=keys)

    got = ask("get", "/hello")
    add("GET", got == ("2.05", b"hello"), got)
    got = ask("post", "/echo", 1024, b"said twice")
    add("POST", got == ("2.05", b"said twice"), got)
    got = ask("get", "/.well-known/core")
    add("/.well-known/core", got[0] == "2.05" and b"</clock>" in got[1], got)
    wrong = {}
    for size in SIZES:
        sent = BODY if peer.asks_in_blocks else BODY[:size]
        got, after = ask("put", "/store", size, sent), ask("get", "/store")
        if got[0] != "2.04" or after != ("2.05", sent):
            wrong[size] = (got, after[0])
    add(f"PUT {'in blocks ' if peer.asks_in_blocks else ''}of {TOLD}", not wrong, wrong)
    got = [ask("get", f"/pattern?bytes={len(BODY)}", size) for size in SIZES]
    add(f"GET in blocks of {TOLD}", all(each == ("2.05", pattern(len(BODY))) for each in got), got)
    got = ask("delete", "/store")
    after = ask("get", "/store/size")
    add("DELETE", got[0] == "2.02" and after[1] == b"0", (got, after))
    got = ask("get", "/nowhere")
    add("4.04", got[0] == "4.04", got)
    got = ask("follow", "/clock")
    add("Observe", two_news(got[1]), got)


def pattern(count):
    """What femto's server makes (coap_resources.hpp)."""
    out, state = bytearray(), 1
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out.append(state >> 24)
    return bytes(out)


def two_news(text):
    """Two different numbers, however they are separated."""
    words = text.split()
    return len(set(words)) >= 2 or (len(words) == 1 and len(set(words[0])) >= 2)


def they_answer(report, program, peer):
    """femto's client asks their server."""
    if add := report.part("answers femto", "UDP", len(peer.ports) > 0):
        answered(add, program, peer, f"coap://127.0.0.1:{peer.ports[0]}", ())
    if add := report.part("answers femto", "DTLS", len(peer.ports) > 1):
        uri = f"coaps://127.0.0.1:{peer.ports[1]}"
        answered(add, program, peer, uri, ALICE)
        got = run([program, "get", uri, peer.paths["store"], "1024", *BOB])
        add("a wrong key refused", got[0] == 2 and b"no secure connection" in got[2], got)


def answered(add, program, peer, uri, keys):
    """Status 0 is a success, 1 another code, which the error says."""
    def ask(verb, what, block=1024, payload=b""):
        return run([program, verb, uri, peer.paths.get(what, what), str(block), *keys], payload)

    got, after = ask("put", "store", payload=b"a few bytes"), ask("get", "store")
    add("GET", after[:2] == (0, b"a few bytes"), (got, after))
    if "echo" in peer.paths:
        got = ask("post", "echo", payload=b"said twice")
        add("POST", got[:2] == (0, b"said twice"), got)
    wrong = {}
    for size in SIZES:
        got, after = ask("put", "store", size, BODY), ask("get", "store")
        if got[0] != 0 or after[1] != BODY:
            wrong[size] = (got, after[0])
    add(f"PUT in blocks of {TOLD}", not wrong, wrong)
    got = [ask("get", "store", size) for size in SIZES]
    add(f"GET in blocks of {TOLD}", all(each[:2] == (0, BODY) for each in got),
        [each[2] for each in got])
    got = ask("resume", "store", 256)
    add("GET from the middle", got[:2] == (0, BODY), (got[0], got[2]))
    ask("put", "gone", payload=b"x")
    got = ask("delete", "gone")
    add("DELETE", got[0] == 0, got)
    got = ask("get", "nowhere")
    add("4.04", got[0] == 1 and b"4.04" in got[2], got)
    got = ask("follow", "clock")
    add("Observe", got[0] == 0 and len(set(got[1].splitlines())) == 2, got)
