# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Implementations of others, each as a client that is told what to ask, and as a server.

Programs of others that are libraries are given a peer of ours, which speaks in lines. Its first is
`VERSION [PORT [SECURE_PORT]]`, the places at which it serves: /store keeps what is PUT there, /echo says it
again, /clock can be observed. After that a line
`get|put|post|delete|follow URI BLOCK PAYLOAD [IDENTITY KEY]` has it ask somebody; payload and key are in
hexadecimal digits, `-` for none. It answers with a line `CODE PAYLOAD`, or `none -` if nobody answered; the
payload of `follow` is two news, each on a line.
"""
import os
import re
import select
import socket
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ALICE = ("alice", b"secret of alice")
KEY = (ALICE[0], ALICE[1].hex())
PATHS = {"store": "store", "echo": "echo", "clock": "clock", "gone": "store"}


def run(command, payload=b"", seconds=30):
    """Status and output; status 124 when it takes too long."""
    try:
        done = subprocess.run(command, input=payload, capture_output=True, timeout=seconds)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return 124, late.stdout or b"", late.stderr or b""


class Peer:
    """What speaks in lines; `ports` are those at which it serves."""
    paths = PATHS
    asks_in_blocks = True
    asks_by_dtls = True

    def __init__(self, name, command, **more):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more)
        greeting = self.line(60).split()
        self.version = greeting[0]
        self.ports = [int(word) for word in greeting[1:]]

    def line(self, seconds):
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        return self.process.stdout.readline().decode() if ready else ""

    def ask(self, verb, uri, block=1024, payload=b"", keys=None):
        """Code and payload of the answer."""
        words = [verb, uri, str(block), payload.hex() or "-"]
        words += [keys[0], keys[1].hex()] if keys else []
        self.process.stdin.write((" ".join(words) + "\n").encode())
        self.process.stdin.flush()
        code, body = (self.line(40) or "none -").split()
        return code, b"" if body == "-" else bytes.fromhex(body)

    def close(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Libcoap:
    """Its programs, with either of its DTLS libraries; femto's side has OpenSSL."""
    paths = {"store": "example_data", "clock": "time", "gone": "made"}
    asks_in_blocks = True
    asks_by_dtls = True

    def __init__(self, tls):
        self.tls = tls
        self.name = f"libcoap ({tls})"
        told = run([f"coap-client-{tls}", "-?"])
        self.version = re.search(rb"v(\d[\d.]*\d)", told[2] + told[1]).group(1).decode()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.ports = [port, port + 1]
        self.process = subprocess.Popen(
            [f"coap-server-{tls}", "-A", "127.0.0.1", "-p", str(port), "-d", "10", "-k", ALICE[1]],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(50):
            if self.ask("get", f"coap://127.0.0.1:{port}/time")[0] == "2.05":
                break

    def ask(self, verb, uri, block=1024, payload=b"", keys=None):
        with tempfile.TemporaryDirectory() as folder:
            sent, got = os.path.join(folder, "sent"), os.path.join(folder, "got")
            with open(sent, "wb") as file:
                file.write(payload)
            method = "get" if verb == "follow" else verb
            command = [f"coap-client-{self.tls}", "-v", "6", "-B", "5", "-b", str(block), "-m", method,
                       "-o", got]
            command += ["-f", sent] if payload else []
            command += ["-s", "3", "-w"] if verb == "follow" else []
            command += ["-u", keys[0], "-k", keys[1]] if keys else []
            _, out, error = run([*command, uri])
            # It says in its log what it was told, and ends with status 0 whatever that was.
            codes = re.findall(rb" c:([2-5]\.\d\d) ", out + error)
            body = b""
            if os.path.exists(got):
                with open(got, "rb") as file:
                    body = file.read()
            return (codes[-1].decode() if codes else "none"), body

    def close(self):
        self.process.terminate()
        self.process.wait()


class Aiocoap(Peer):
    def __init__(self, python):
        super().__init__("aiocoap", [python, os.path.join(HERE, "aiocoap_peer.py"), *KEY],
                         stderr=subprocess.DEVNULL)
        self.asks_by_dtls = len(self.ports) == 2


class Node(Peer):
    asks_by_dtls = False

    def __init__(self, folder):
        super().__init__("coap (npm)", ["node", os.path.join(HERE, "node_peer.js")],
                         env=dict(os.environ, NODE_PATH=os.path.join(folder, "node_modules")))


class NodeDtls(Peer):
    asks_in_blocks = False

    def __init__(self, folder):
        super().__init__("node-coap-client (npm)", ["node", os.path.join(HERE, "node_dtls_peer.js")],
                         env=dict(os.environ, NODE_PATH=os.path.join(folder, "node_modules")),
                         stderr=subprocess.DEVNULL)


class Californium(Peer):
    def __init__(self, folder):
        super().__init__("Californium", ["java", "-XX:TieredStopAtLevel=1", "-cp",
                                         f"{folder}/jars/*:{folder}", "Peer", *KEY],
                         stderr=subprocess.DEVNULL)


KINDS = {"libcoap": Libcoap, "aiocoap": Aiocoap, "node": Node, "node_dtls": NodeDtls,
         "californium": Californium}
