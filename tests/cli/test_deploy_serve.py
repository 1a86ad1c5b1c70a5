# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto serve`, asked by libcoap's client and by hand."""

import json
import os
import random
import re
import signal
import socket
import struct
import subprocess
import unittest

from deploy import DeployTest, examples
from harness import FEMTO, contents

CLIENT = os.environ.get("FEMTO_COAP_CLIENT", "")


def option(number, value, before):
    delta, length = number - before, len(value)
    assert delta < 13 and length < 269
    head = bytes([delta << 4 | min(length, 13)]) + (bytes([length - 13]) if length >= 13 else b"")
    return head + value


class Serve(DeployTest):
    def setUp(self):
        super().setUp()
        self.root = self.path("shared")
        os.mkdir(self.root)

    def serve(self, *options):
        """A server, and its port; ended with the test."""
        server = subprocess.Popen([FEMTO, "serve", self.root, "--port", "0", "--json", *options],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(lambda: (server.kill(), server.wait(), server.stdout.close(),
                                 server.stderr.close()))
        uri = json.loads(server.stdout.readline())["uri"]
        return server, int(uri.rstrip("/").rsplit(":", 1)[1])

    def share(self, name, data):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    def ask(self, port, *segments, code=1):
        """Code and payload of the answer to a request made by hand."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            link.settimeout(2)
            link.connect(("127.0.0.1", port))
            message = struct.pack("!BBH", 0x40, code, random.getrandbits(16))
            for index, each in enumerate(segments):
                message += option(11, each, 0 if index == 0 else 11)
            answer = None
            for _ in range(5):  # a datagram may be lost, on loopback too
                link.send(message)
                try:
                    answer = link.recv(2048)
                    break
                except TimeoutError:
                    pass
            self.assertIsNotNone(answer, segments)
        # The number of the message may have the byte that the payload begins with.
        return answer[1] >> 5, answer[1] & 31, answer[4:].split(b"\xff", 1)[-1]

    @unittest.skipUnless(CLIENT, "there is no client of libcoap")
    def test_a_file_comes_in_blocks_as_it_is(self):
        for size in (0, 1, 1023, 1024, 1025, 100000):
            self.share(f"files/of-{size}", random.Random(size).randbytes(size))
        server, port = self.serve()
        for size in (1, 1023, 1024, 1025, 100000):
            for options in ([], ["-b", "64"] if size < 2000 else ["-b", "512"]):
                got = self.path("got")
                done = subprocess.run([CLIENT, *options, "-o", got,
                                       f"coap://127.0.0.1:{port}/files/of-{size}"],
                                      capture_output=True, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(contents(got), contents(f"{self.root}/files/of-{size}"))
        self.assertEqual(self.ask(port, b"files", b"of-0")[:2], (2, 5))

    def test_nothing_outside_of_the_folder_is_served(self):
        self.file("outside", b"secret")
        self.share("inside", b"open")
        self.share("folder/inner", b"inner")
        self.share(".hidden", b"hidden")
        os.symlink("../outside", self.root + "/link")
        os.symlink("..", self.root + "/up")
        os.mkfifo(self.root + "/pipe")
        server, port = self.serve()
        self.assertEqual(self.ask(port, b"inside"), (2, 5, b"open"))
        self.assertEqual(self.ask(port, b"folder", b"inner"), (2, 5, b"inner"))
        rows = [
            (b"..", b"outside"), (b"../outside",), (b"folder", b"..", b"..", b"outside"),
            (b"link",), (b"up", b"outside"), (b"pipe",), (b"folder",), (b".hidden",), (b".",),
            (self.path("outside").encode(),), (b"", self.path("outside").encode()[1:]), (b"",),
            (b"folder/inner",), (b"inside\x00",), (b"inside", b""), (b"inside", b"x"), (b"\xff",),
            (b"folder", b"", b"inner"), tuple([b"folder"] * 7), (b"/etc/passwd",), (b"x" * 255,),
        ]
        for segments in rows:
            with self.subTest(segments=segments):
                self.assertEqual(self.ask(port, *segments)[:2], (4, 4))

    def test_files_are_read_only_and_keys_and_large_ones_stay(self):
        private, public = self.keygen("shared/key.pem")
        self.share("large", bytes((1 << 20) + 1))
        self.share("largest", bytes(1 << 20))
        server, port = self.serve()
        self.assertEqual(self.ask(port, b"key.pem"), (4, 3, b"private keys are not served"))
        self.assertEqual(self.ask(port, b"key.pub.pem")[2], contents(public))
        self.assertEqual(self.ask(port, b"large")[:2], (5, 0))
        self.assertEqual(self.ask(port, b"largest")[:2], (2, 5))
        for code in (2, 3, 4, 5, 6, 7):
            self.assertEqual(self.ask(port, b"key.pub.pem", code=code)[:2][0], 4)
        self.assertEqual(self.ask(port, b"key.pub.pem")[2], contents(public))

    def test_what_others_may_not_read_is_not_served(self):
        secret = self.file("shared/psk", b"ops:000102030405060708090a0b0c0d0e0f\n")
        server, port = self.serve()
        for mode, code in ((0o600, (4, 3)), (0o400, (4, 3)), (0o640, (2, 5)), (0o644, (2, 5))):
            with self.subTest(mode=oct(mode)):
                os.chmod(secret, mode)
                *got, said = self.ask(port, b"psk")
                self.assertEqual(tuple(got), code)
                self.assertEqual(b"chmod a+r" in said, code == (4, 3))

    def test_whatever_is_sent_it_goes_on(self):
        self.share("file", b"here")
        server, port = self.serve()
        chance = random.Random(5)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            link.connect(("127.0.0.1", port))
            for _ in range(300):
                try:
                    link.send(b"\x40\x01" + chance.randbytes(chance.randrange(2, 60)))
                    link.send(chance.randbytes(chance.randrange(0, 60)))
                except OSError:
                    pass
        self.assertEqual(self.ask(port, b"file"), (2, 5, b"here"))
        self.assertIsNone(server.poll())

    def test_a_signal_ends_it_with_status_0(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            server, port = self.serve()
            server.send_signal(number)
            self.assertEqual(server.wait(10), 0)
            self.assertEqual(server.stderr.read(), b"0 requests answered\n")

    def test_the_address_is_told_at_once_and_each_request_is(self):
        self.share("file", b"here")
        server = subprocess.Popen([FEMTO, "serve", self.root, "--port", "0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = server.stdout.readline().decode()
        self.assertRegex(line, r"\Acoap://127\.0\.0\.1:\d+/ serves .*/shared\n\Z")
        [shown] = examples("serve")
        self.assertEqual(re.sub(r":\d+/ serves .*/shared", ":5683/ serves firmware", line),
                         shown.splitlines()[1] + "\n")
        port = int(line.split("/ serves")[0].rsplit(":", 1)[1])
        self.ask(port, b"file")
        self.ask(port, b"a\nb\x1b[2J")
        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=10)
        *requests, last = err.decode().splitlines()
        # A request that got no answer in time was sent again.
        self.assertEqual(list(dict.fromkeys(requests)),
                         ["GET /file: 2.05 Content, 4 bytes",
                          "GET /a\\x0ab\\x1b[2J: 4.04 Not Found, 0 bytes"])
        self.assertEqual(last, f"{len(requests)} requests answered")

    def test_what_makes_no_sense_or_cannot_be_is_told(self):
        server, port = self.serve()
        rows = [
            (["serve"], "DIR is required", 2),
            (["serve", self.root, "--port", "x"], "--port", 2),
            (["serve", self.root, "--port", "65536"], "--port", 2),
            (["serve", self.path("none")], "none: No such file", 1),
            (["serve", self.file("file", b"")], "file: Not a directory", 1),
            (["serve", self.root, "--port", str(port), "--json"], "in use", 1),
            (["serve", self.root, "--bind", "nowhere"], "Invalid argument", 1),
            (["serve", self.root, "--port", "0", "--bind", "203.0.113.1"], "203.0.113.1", 1),
        ]
        for arguments, err, status in rows:
            self.refused(arguments, err, status)


class WithoutCoap(DeployTest):
    def test_a_build_without_libcoap_says_so(self):
        self.refused(["serve", self.folder.name], "this femto has no CoAP", 2)


if __name__ == "__main__":
    unittest.main()
