# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""A board of RIOT that is a process, native64, built and run here, in a network of its own."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
APPLICATIONS = ROOT / "examples" / "riot" / "apps"
TAP = "tap0"
HOST = "fe80::99"


def skip(why):
    print(f"skipped: {why}")
    sys.exit(0)


def want_riot():
    if not os.environ.get("RIOTBASE"):
        skip("RIOTBASE does not say where RIOT is")


def make_venv(folder):
    """For RIOT's tool, while there is a network."""
    python = Path(folder) / "bin" / "python"
    needs = [str(python), "-c", "import cbor2, colorama, cryptography"]
    if not python.exists() or subprocess.run(needs, capture_output=True).returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        made = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "cbor2", "colorama", "cryptography"],
                              capture_output=True, text=True)
        if made.returncode != 0:
            skip("cbor2, colorama and cryptography cannot be installed here\n" + made.stderr)


def enter_network():
    """Begins again where there is no network but loopback and one interface to the board."""
    if os.environ.get("FEMTO_NETWORK") != "own":
        how = ["unshare", "--net"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
        for tool in ("unshare", "ip", "ping"):
            if shutil.which(tool) is None:
                skip(f"there is no {tool}")
        if subprocess.run([*how, "ip", "tuntap", "add", "dev", TAP, "mode", "tap"],
                          capture_output=True).returncode != 0:
            skip("there can be no network namespace with a tap interface here")
        os.environ["FEMTO_NETWORK"] = "own"
        os.execvp(how[0], [*how, sys.executable, *sys.argv])
    for each in ("all", "default"):
        path = Path(f"/proc/sys/net/ipv6/conf/{each}/disable_ipv6")
        if path.exists() and path.read_text().strip() != "0":
            try:
                path.write_text("0")
            except OSError:
                skip("there is no IPv6 here")
    for command in ("link set lo up", f"tuntap add dev {TAP} mode tap", f"link set {TAP} up"):
        subprocess.run(["ip", *command.split()], check=True)


class Application:
    """An application of femto's, made in a folder as its page says, with lines of make added."""

    def __init__(self, name, folder, femto, more=""):
        self.folder = Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(APPLICATIONS / name, self.folder)
        page = (self.folder / "README.md").read_text(encoding="utf-8")
        make = re.search(r"```make\n(.*?)```", page, re.S).group(1)
        (self.folder / "Makefile").write_text(make.replace("include $(RIOTBASE)", more + "include $(RIOTBASE)"))
        self.environment = os.environ | {
            "FEMTO": str(ROOT), "PATH": f"{Path(femto).parent}:{os.environ['PATH']}"}
        keys = next(each for each in re.findall(r"```\n(.*?)```", page, re.S) if "keygen" in each)
        self.run("sh", "-ec", keys)
        self.run("make", "BOARD=native64", "-j2", "all")
        self.elf = next(self.folder.glob("bin/native64/*.elf"))

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print(done.stdout[-4000:])
            sys.exit(f"{' '.join(command[:2])} failed")


def suit_tool(application):
    """RIOT's own tool for manifests, with what it needs of the Python package index."""
    folder = Path(os.environ["RIOTBASE"]) / "dist" / "tools" / "suit" / "suit-manifest-generator"
    python = application.folder.parent / "venv" / "bin" / "python"
    application.environment["PYTHONPATH"] = str(folder)
    return str(python), str(folder / "bin" / "suit-tool")


class Board:
    """The process of a board, whose console is kept."""

    def __init__(self, application):
        self.console = ""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(application.folder)
            os.execv(application.elf, [str(application.elf), TAP])
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self._find()

    def _read(self):
        try:
            while piece := os.read(self.terminal, 4096):
                self.console += piece.decode("utf-8", "replace").replace("\r", "")
        except OSError:
            pass  # the board is gone

    def _find(self):
        for _ in range(10):
            time.sleep(1)
            subprocess.run(["ip", "addr", "replace", f"{HOST}/64", "dev", TAP, "nodad"], check=True)
            heard = subprocess.run(["ping", "-6", "-c", "2", "-w", "3", f"ff02::1%{TAP}"],
                                   capture_output=True, text=True).stdout
            others = set(re.findall(r"fe80::[0-9a-f:]+", heard)) - {HOST}
            # The interface has an address of its own on this side, too.
            here = subprocess.run(["ip", "-6", "addr"], capture_output=True, text=True).stdout
            others = {each.rstrip(":") for each in others if each.rstrip(":") not in here}
            if others:
                return f"[{others.pop()}%{TAP}]"
        print(self.console)
        sys.exit("the board does not answer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """With the processes that it has for its interfaces, which outlive it."""
        print(self.console)
        os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
