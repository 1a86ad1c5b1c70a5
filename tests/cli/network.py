# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Devices that are processes on loopback, and the people around them."""

import json
import os
import re
import select
import signal
import subprocess
import time

from deploy import DeployTest
from harness import FEMTO

VENDOR = "33f89ea0-6e1d-5901-ba68-7a3b2720d882"
CLASS = "530dd755-dbad-548d-bea0-02da4bfb71c9"
KEYS = {"ops": "000102030405060708090a0b0c0d0e0f", "ann": "101112131415161718191a1b1c1d1e1f",
        "bob": "202122232425262728292a2b2c2d2e2f", "eve": "303132333435363738393a3b3c3d3e3f"}
# bob may do little: his one slot, the timer, no helper.
TENANTS = """
administrators = ["ops"]
[[tenant]]
name = "ann"
identities = ["ann"]
slots = [0, 1, 2, 3]
hooks = "all"
helpers = "all"
budget = 20000
store_entries = 8
[[tenant]]
name = "bob"
identities = ["bob"]
slots = [4]
hooks = ["timer"]
helpers = []
budget = 1000
[[key]]
tenant = "ann"
file = "ann.pub"
[[key]]
tenant = "bob"
file = "bob.pub"
"""
CRASHES = "r1 = 0\nr0 = *(u64 *)(r1 + 0)\nexit"


class Device:
    """A process of `femto device --listen`."""

    def __init__(self, arguments, log):
        self.log = open(log, "ab")
        self.process = subprocess.Popen([FEMTO, "device", *arguments, "--json"],
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.told = b""

    def wait_until_there(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        line = self.process.stdout.readline() if ready else b""
        if not line:
            raise AssertionError(f"the device did not start: {self.process.poll()}")
        about = json.loads(line)
        self.uri, self.secure, self.id = about["coap"], about["coaps"], about["device"]
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self, how=signal.SIGTERM):
        """The exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def close(self):
        self.kill()
        self.process.stdout.close()
        self.log.close()

    def rss_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"^VmRSS:\s*(\d+)", file.read(), re.MULTILINE).group(1))


class NetworkTest(DeployTest):
    def setUp(self):
        super().setUp()
        for name in ("root", "ann", "bob", "eve"):
            self.done("keygen", self.path(name))
        self.text_file("tenants.toml", TENANTS)
        self.keys = self.secret("psk", "".join(f"{name}:{key}\n" for name, key in KEYS.items()))
        self.sequence = 0

    def secret(self, name, text):
        """The path of a file that nobody else may read."""
        path = self.text_file(name, text)
        os.chmod(path, 0o600)
        return path

    def begin(self, name="device", *options, period=20, ports=("0", "0")):
        """A device that may not be there yet."""
        device = Device(["--listen", ports[0], "--secure-port", ports[1], "--state", self.path(name),
                         "--psk", self.keys, "--roots", self.path("root.pub"),
                         "--tenants", self.path("tenants.toml"), "--name", name,
                         "--period", str(period), "--relaxed", *options],
                        self.path(name + ".log"))
        self.addCleanup(device.close)
        return device

    def device(self, name="device", *options, **how):
        return self.begin(name, *options, **how).wait_until_there()

    def serve(self, *options, by="uri"):
        """A server of the folder `shared`, and where it is."""
        os.makedirs(self.path("shared"), exist_ok=True)
        server = subprocess.Popen(
            [FEMTO, "serve", self.path("shared"), "--port", "0", "--json", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (server.kill(), server.wait(), server.stdout.close()))
        return server, json.loads(server.stdout.readline())[by]

    def as_(self, who, device):
        """The arguments of a verb that `who` gives."""
        return ["--device", device.secure, "--identity", who, "--psk-file", self.keys]

    def image(self, source):
        text = self.file("text", self.femto("asm", "-", stdin=source.encode()).out)
        self.done("pack", text, "--from", "text", "-o", self.path("image"))
        return self.path("image")

    def signed(self, source, *options, by="ann", slot=0, sequence=None, hook="timer"):
        """The path of an envelope of a container; each with a higher number."""
        self.sequence += 1
        out = self.path(f"{by}-{self.sequence}.suit")
        self.done("sign", self.image(source), "--key", self.path(by), "--vendor", VENDOR,
                  "--class", CLASS, "--slot", str(slot), "--name", f"{by}-{self.sequence}",
                  "--sequence", str(sequence or self.sequence), "-o", out,
                  *(["--hook", hook] if hook else []), *options)
        return out

    def returning(self, number, **options):
        return self.signed(f"r0 = {number}\nexit", **options)

    def padded(self, number, **options):
        """An envelope of several blocks."""
        return self.signed(f"r0 = {number}\n" + "r1 = 0\n" * 1000 + "exit", **options)

    def slots(self, device):
        return json.loads(self.done("list", device.uri, "--json"))["slots"]

    def ask(self, device, *verb, who="ops"):
        return json.loads(self.done(*verb, *self.as_(who, device), "--json"))

    def runs(self, device, slot=0):
        """What the container of a slot returns."""
        return int(self.done("exec", str(slot), *self.as_("ops", device)), 16)

    def until(self, seconds, holds):
        end = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), end, "it does not come about")
            time.sleep(0.02)
