# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Who follows what a device prints: when the device refuses it, and when it is started again."""

import re
import select
import subprocess
import time

from coap_peers import ACK, CONTENT, ScriptedServer, reply
from harness import FEMTO
from network import CLASS, TENANTS, VENDOR, NetworkTest

OBSERVE = 6
NUMBER, CHARACTERS = b"\x18\x18", b"\x18\x1a"  # keys of the answer, in CBOR
# "hi", by bpf_printf of a text on the stack
PRINTS = "r1 = 0x0a6968\n*(u64 *)(r10 - 8) = r1\nr1 = r10\nr1 += -8\ncall 0x1\nr0 = 0\nexit"


class Follow(NetworkTest):
    def follow(self, device, *options, who="ops"):
        out = subprocess.Popen([FEMTO, "log", "--follow", *self.as_(who, device), *options],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.addCleanup(lambda: (out.kill(), out.wait(), out.stdout.close(), out.stderr.close()))
        return out

    def line(self, stream, seconds=30):
        ready, _, _ = select.select([stream], [], [], seconds)
        return stream.readline() if ready else b""

    def tenants(self, text, sequence):
        """An envelope with a list of tenants that the root key signed."""
        self.text_file("new.toml", text)
        self.done("tenants", self.path("new.toml"), "-o", self.path("new"))
        self.done("sign", self.path("new"), "--tenants", "--key", self.path("root"), "--vendor", VENDOR,
                  "--class", CLASS, "--sequence", str(sequence), "-o", self.path("new.suit"))
        return self.path("new.suit")

    def test_who_loses_the_right_to_follow_is_told_so_and_the_device_goes_on(self):
        device = self.device()
        self.done("push", self.signed(PRINTS), device.uri)
        following = self.follow(device)
        self.assertEqual(self.line(following.stdout), b"hi\n")
        self.done("push", self.tenants(re.sub("administrators.*\n", "", TENANTS), 100), device.uri)
        self.assertEqual(following.wait(timeout=30), 1)
        self.assertRegex(following.stderr.read(), rb"\Arefused: not_authorised: [^\n]+\n\Z")
        self.assertIsNone(device.process.poll())
        self.refused(["log", *self.as_("ops", device)], "not_authorised")

        self.done("push", self.tenants(TENANTS, 101), device.uri)
        following = self.follow(device)
        self.assertEqual([self.line(following.stdout) for _ in range(100)], [b"hi\n"] * 100)
        self.assertEqual(device.end(), 0)

    def test_a_device_that_was_killed_and_started_again_is_followed_on(self):
        device = self.device()
        self.done("push", self.signed(PRINTS), device.uri)
        following = self.follow(device, "--renew", "1")
        self.assertEqual(self.line(following.stdout), b"hi\n")
        device.kill()
        ports = [uri.rsplit(":", 1)[1] for uri in (device.uri, device.secure)]
        again = self.device(ports=ports)
        self.assertEqual(again.secure, device.secure)
        self.assertRegex(self.line(following.stderr, 60).decode(),
                         rf"\A{device.secure}: .*, asking again with a new connection\n\Z")
        self.assertEqual([self.line(following.stdout) for _ in range(300)], [b"hi\n"] * 300)
        following.terminate()
        self.assertEqual(following.wait(timeout=30), 0)

    def test_a_device_that_does_not_come_back_is_said_to_be_silent(self):
        device = self.device()
        self.done("push", self.signed(PRINTS), device.uri)
        following = self.follow(device, "--renew", "1")
        self.assertEqual(self.line(following.stdout), b"hi\n")
        device.kill()
        started = time.monotonic()
        where = device.secure + ": "
        self.assertEqual(following.wait(timeout=90), 2)
        self.assertGreater(time.monotonic() - started, 20)
        self.assertRegex(following.stderr.read().decode(),
                         rf"\A{where}[a-z ]+, asking again with a new connection\nrefused: {where}[^\n]+\n\Z")

    def test_what_a_device_prints_after_a_restart_is_not_taken_for_what_was_shown(self):
        texts = [b"one\n", b"one\ntwo\n", b"six\nten\ntwo\nend\n"]  # the last after a restart

        def log(request):
            text = texts.pop(0) if len(texts) > 1 else texts[0]
            return reply(request, ACK, CONTENT, [(OBSERVE, bytes([9 - len(texts)]))],
                         b"\xa2" + NUMBER + b"\0" + CHARACTERS + bytes([0x40 + len(text)]) + text)

        server = ScriptedServer(log)
        self.addCleanup(server.close)
        out = subprocess.Popen([FEMTO, "log", "--follow", "--renew", "1", server.uri],
                               stdout=subprocess.PIPE, bufsize=0)
        self.addCleanup(lambda: (out.kill(), out.wait(), out.stdout.close()))
        self.assertEqual([self.line(out.stdout) for _ in range(6)],
                         [b"one\n", b"two\n", b"six\n", b"ten\n", b"two\n", b"end\n"])

    def test_how_long_silence_lasts_is_a_number_of_seconds(self):
        for text in ("0", "3601", "-1", "x", ""):
            self.refused(["log", "--follow", "--renew", text, "coap://127.0.0.1"],
                         "--renew: .* is no number from 1 to 3600", 2)
        self.refused(["log", "--renew", "5", "coap://127.0.0.1"], "--renew.*--follow", 2)
