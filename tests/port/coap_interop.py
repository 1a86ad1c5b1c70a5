# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""CoAP between femto and implementations of others, in both directions.

    coap_interop.py --stand EXE --ask EXE [--libcoap openssl|gnutls] [--aiocoap PYTHON] [--node FOLDER]

Prints a table of what was tried, and ends with status 1 if anything failed. An implementation that is
not given is not tried.
"""
import argparse
import os
import socket
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BODY = bytes((i * 7 + i // 251) % 256 for i in range(3072))
SIZES = (64, 256, 1024)
ALICE = ("alice", "secret of alice")


class Server:
    """A process that prints its ports and ends with its input."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ports = [int(word) for word in self.process.stdout.readline().split()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()


def run(command, payload=b"", seconds=30):
    """Status and output; status 124 when it takes too long."""
    try:
        done = subprocess.run(command, input=payload, capture_output=True, timeout=seconds)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return 124, late.stdout or b"", late.stderr or b""


class Libcoap:
    """Its programs, with either of its DTLS libraries; femto's side has OpenSSL."""
    has_dtls = True
    paths = {"store": "example_data", "clock": "time", "gone": "made"}
    silence = (0, b"", b"")  # its status is 0 whatever happens; what it was told it prints

    def __init__(self, tls):
        self.tls = tls
        self.name = f"libcoap ({tls})"

    def client(self, verb, uri, block, payload=b"", keys=None):
        with tempfile.TemporaryDirectory() as folder:
            sent, got = os.path.join(folder, "sent"), os.path.join(folder, "got")
            with open(sent, "wb") as file:
                file.write(payload)
            method = "get" if verb == "follow" else verb
            command = [f"coap-client-{self.tls}", "-B", "5", "-b", str(block), "-m", method, "-o", got]
            command += ["-f", sent] if verb in ("put", "post") else []
            command += ["-s", "3", "-w"] if verb == "follow" else []
            command += ["-u", keys[0], "-k", keys[1]] if keys else []
            _, _, error = run(command + [uri])
            if os.path.exists(got):
                with open(got, "rb") as file:
                    answer = file.read()
            else:
                answer = b""
            return (1 if error else 0), answer, error

    def server(self):
        return LibcoapServer(self.tls)


class LibcoapServer:
    def __init__(self, tls):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.ports = [port, port + 1]
        self.process = subprocess.Popen(
            [f"coap-server-{tls}", "-A", "127.0.0.1", "-p", str(port), "-d", "10", "-k", ALICE[1]],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(50):
            status, _, _ = run([f"coap-client-{tls}", "-B", "1", "-m", "get",
                                f"coap://127.0.0.1:{port}/time"], seconds=3)
            if status == 0:
                break

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Script:
    has_dtls = False
    silence = None
    paths = {"store": "store", "clock": "clock", "gone": "store"}

    def client(self, verb, uri, block, payload=b"", keys=None):
        return run(self.command + [verb, uri, str(block)], payload)

    def server(self):
        return Server(self.command + ["serve"])


class Aiocoap(Script):
    name = "aiocoap"

    def __init__(self, python):
        self.command = [python, os.path.join(HERE, "coap_others", "aiocoap_peer.py")]


class Node(Script):
    name = "npm coap"

    def __init__(self, folder):
        self.command = ["node", os.path.join(HERE, "coap_others", "node_peer.js")]
        os.environ["NODE_PATH"] = os.path.join(folder, "node_modules")


class Table:
    """A row for each feature, a column for each implementation and direction."""

    def __init__(self):
        self.columns = []
        self.rows = {}
        self.failed = 0

    def add(self, column, feature, passed, why=b""):
        if column not in self.columns:
            self.columns.append(column)
        self.rows.setdefault(feature, {})[column] = "yes" if passed else "NO"
        if not passed:
            self.failed += 1
            print(f"{column}, {feature}: {why!r}", file=sys.stderr)

    def print(self):
        print("| | " + " | ".join(self.columns) + " |")
        print("| --- |" + " --- |" * len(self.columns))
        for feature, cells in self.rows.items():
            print(f"| {feature} | " + " | ".join(cells.get(each, "-") for each in self.columns) + " |")


def their_client(table, stand, peer):
    """Their client asks femto's server."""
    def add(feature, passed, why=b""):
        table.add(f"{peer.name} asks femto", feature, passed, why)

    with Server([stand]) as server:
        uri = f"coap://127.0.0.1:{server.ports[0]}"
        got = peer.client("get", uri + "/hello", 1024)
        add("GET", got[:2] == (0, b"hello"), got)
        got = peer.client("post", uri + "/echo", 1024, b"said twice")
        add("POST", got[:2] == (0, b"said twice"), got)
        got = peer.client("get", uri + "/.well-known/core", 1024)
        add("/.well-known/core", got[0] == 0 and b"</clock>" in got[1], got)
        for size in SIZES:
            got = peer.client("put", uri + "/store", size, BODY)
            after = peer.client("get", uri + "/store", 1024)
            add(f"PUT of 3 KiB, Block1 of {size}", got[0] == 0 and after[1] == BODY, (got, after[0]))
            got = peer.client("get", uri + "/store", size)
            add(f"GET of 3 KiB, Block2 of {size}", got[:2] == (0, BODY), (got[0], got[2]))
        got = peer.client("delete", uri + "/store", 1024)
        after = peer.client("get", uri + "/store/size", 1024)
        add("DELETE", got[0] == 0 and after[1] == b"0", (got, after))
        got = peer.client("get", uri + "/nowhere", 1024)
        add("GET of what is not there", got[0] != 0, got)
        got = peer.client("follow", uri + "/clock", 1024)
        add("Observe", got[0] == 0 and len(got[1].split()) >= 1 and two_news(got[1]), got)
        if peer.has_dtls:
            secure = f"coaps://127.0.0.1:{server.ports[1]}"
            got = peer.client("get", secure + "/who", 1024, keys=ALICE)
            add("DTLS with the right key", got[:2] == (0, b"secure:alice"), got)
            got = peer.client("put", secure + "/store", 256, BODY, keys=ALICE)
            after = peer.client("get", secure + "/store", 64, keys=ALICE)
            add("DTLS, 3 KiB in blocks", got[0] == 0 and after[1] == BODY, (got, after[0]))
            got = peer.client("get", secure + "/who", 1024, keys=("alice", "secret of bob"))
            add("DTLS refused with a wrong key", got[1] == b"" and got[0] != 0 or got == peer.silence, got)
            got = peer.client("get", secure + "/who", 1024, keys=("mallory", "secret of alice"))
            add("DTLS refused for an unknown identity", got[1] == b"" and got[0] != 0 or got == peer.silence, got)


def two_news(text):
    """Two different numbers, however they are separated."""
    words = text.split()
    return len(set(words)) >= 2 or (len(words) == 1 and len(set(words[0])) >= 2)


def their_server(table, ask, peer):
    """femto's client asks their server."""
    def add(feature, passed, why=b""):
        table.add(f"femto asks {peer.name}", feature, passed, why)

    def ours(verb, path, block=1024, payload=b"", keys=None, secure=False):
        address = f"coap{'s' if secure else ''}://127.0.0.1:{server.ports[1 if secure else 0]}"
        return run([ask, verb, address, path, str(block)] + list(keys or ()), payload)

    with peer.server() as server:
        store, clock, gone = (peer.paths[name] for name in ("store", "clock", "gone"))
        got = ours("put", store, payload=b"a few bytes")
        after = ours("get", store)
        add("GET", after[:2] == (0, b"a few bytes"), (got, after))
        if peer.paths["store"] == "store":
            got = ours("post", "echo", payload=b"said twice")
            add("POST", got[:2] == (0, b"said twice"), got)
        for size in SIZES:
            got = ours("put", store, size, BODY)
            after = ours("get", store)
            add(f"PUT of 3 KiB, Block1 of {size}", got[0] == 0 and after[1] == BODY, (got, after[0]))
            got = ours("get", store, size)
            add(f"GET of 3 KiB, Block2 of {size}", got[:2] == (0, BODY), (got[0], got[2]))
        got = ours("resume", store, 256)
        add("GET gone on with from the middle", got[:2] == (0, BODY), (got[0], got[2]))
        ours("put", gone, payload=b"x")
        got = ours("delete", gone)
        add("DELETE", got[0] == 0, got)
        got = ours("get", "nowhere")
        add("GET of what is not there", got[0] == 1 and b"4.04" in got[2], got)
        got = ours("follow", clock)
        add("Observe", got[0] == 0 and len(set(got[1].splitlines())) == 2, got)
        if peer.has_dtls:
            got = ours("put", store, 256, BODY, ALICE, True)
            after = ours("get", store, 64, keys=ALICE, secure=True)
            add("DTLS, 3 KiB in blocks", got[0] == 0 and after[1] == BODY, (got, after[0]))
            got = ours("get", store, keys=("alice", "secret of bob"), secure=True)
            add("DTLS refused with a wrong key", got[0] == 2 and b"no secure connection" in got[2], got)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stand", required=True)
    parser.add_argument("--ask", required=True)
    parser.add_argument("--libcoap", action="append", choices=("openssl", "gnutls"), default=[])
    parser.add_argument("--aiocoap")
    parser.add_argument("--node")
    given = parser.parse_args()
    peers = [Libcoap(tls) for tls in given.libcoap]
    if given.aiocoap:
        peers.append(Aiocoap(given.aiocoap))
    if given.node:
        peers.append(Node(given.node))
    table = Table()
    for peer in peers:
        their_client(table, given.stand, peer)
        their_server(table, given.ask, peer)
    table.print()
    return 1 if table.failed or not table.rows else 0


sys.exit(main())
