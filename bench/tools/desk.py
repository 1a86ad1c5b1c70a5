# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Devices on this machine, and what is sent to them: what measuring over loopback needs."""

import os
import subprocess
import tempfile
from pathlib import Path

from . import toolchain

FOLDER = toolchain.BENCH / "updating"
FEMTO = toolchain.ROOT / "build" / "release" / "bin" / "femto"
VENDOR = "33f89ea0-6e1d-5901-ba68-7a3b2720d882"
CLASS = "530dd755-dbad-548d-bea0-02da4bfb71c9"
IDENTITY, KEY = "ops", "000102030405060708090a0b0c0d0e0f"
TENANTS = """administrators = ["ops"]
[[tenant]]
name = "bench"
slots = "all"
hooks = "all"
helpers = "all"
budget = 20000
[[key]]
tenant = "bench"
file = "ed25519.pub"
[[key]]
tenant = "bench"
file = "p256.pub"
"""


def add_options(parser):
    parser.add_argument("--femto", default=FEMTO, metavar="FILE", type=Path,
                        help="the command line [%(default)s]")
    parser.add_argument("--build", default=toolchain.ROOT / "build" / "bench", metavar="DIR")
    parser.add_argument("--json", action="store_true", help="all figures as one JSON object")


def program(build, name):
    """Compiles one of the programs here."""
    toolchain.require("g++", "pkg-config")
    flags, _ = toolchain.run(["pkg-config", "--cflags", "--libs", "libcoap-3-openssl"])
    source = FOLDER / f"{name}.cpp"
    return build.make(f"updating/{name}", [
        "g++", "-std=c++20", "-O2", "-DNDEBUG", f"-I{toolchain.INCLUDE}", source,
        *flags.split(), "-lsodium", "-lmbedcrypto"], [source])


class Desk:
    """A folder with keys and a list of tenants, and the devices that were started there."""

    def __init__(self, femto):
        if not os.access(femto, os.X_OK):
            raise toolchain.Failure(f"there is no {femto}: `cmake --workflow --preset release` "
                                    "builds it, --femto names another")
        self.femto = str(femto)
        self._folder = tempfile.TemporaryDirectory(prefix="femto-bench-")
        self.devices = []
        self._sequence = 0

    def __enter__(self):
        for kind in ("ed25519", "p256"):
            self.run("keygen", self.path(kind), "--type", kind)
        self.write("tenants.toml", TENANTS)
        self.run("tenants", self.path("tenants.toml"), "-o", self.path("tenants"))
        os.chmod(self.write("psk", f"{IDENTITY}:{KEY}\n"), 0o600)
        return self

    def __exit__(self, *_):
        for each in self.devices:
            each.kill()
            each.wait()
            each.stdout.close()
        self._folder.cleanup()

    def path(self, name):
        return os.path.join(self._folder.name, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="ascii") as file:
            file.write(text)
        return self.path(name)

    def run(self, *arguments):
        return toolchain.run([self.femto, *arguments])[0]

    def start(self, command):
        """A device, which may not be there yet."""
        it = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, text=True)
        self.devices.append(it)
        return it

    def device(self, name):
        """A process of `femto device`."""
        return self.start([self.femto, "device", "--listen", "0", "--secure-port", "0", "--psk",
                           self.path("psk"), "--tenants", self.path("tenants"), "--state",
                           self.path(name), "--name", name, "--relaxed", "--json"])

    @staticmethod
    def first_line(of):
        """What a device says when it is there."""
        line = of.stdout.readline()
        if not line:
            raise toolchain.Failure(f"it did not start: {' '.join(of.args)}")
        return line

    def image(self, bytes_, lines=("r0 = 0",)):
        """An image of so many bytes, which does what the lines say, and as little as it can beside."""
        filling = 0
        while True:
            text = "\n".join([*lines, *["r1 = 0"] * filling, "exit"]) + "\n"
            self.run("asm", self.write("lines", text), "-o", self.path("text"))
            self.run("pack", self.path("text"), "--from", "text", "-o", self.path("image"))
            missing = bytes_ - os.path.getsize(self.path("image"))
            if missing <= 0:
                return self.path("image")
            filling += (missing + 7) // 8

    def envelope(self, image, kind="ed25519"):
        """A signed container with a number above that of all before."""
        self._sequence += 1
        out = self.path(f"{self._sequence}.suit")
        self.run("sign", image, "--key", self.path(kind), "--vendor", VENDOR, "--class", CLASS,
                 "--slot", "0", "--hook", "timer", "--name", "bench", "--sequence",
                 str(self._sequence), "-o", out)
        return out
