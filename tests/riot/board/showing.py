# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What `femto` does to a board of RIOT, and what the board refuses: each step says what has to come of it.

    RIOTBASE=... python3 showing.py managed|flash|draft09 FEMTO SCRATCH
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import board as riot


VENDOR = "fa6b4a53-d5ad-5fdf-be9d-e663e4d41ffe"
KIND = "1492af14-2569-5e48-bf42-9b2d51f2ab45"


class Showing:
    def __init__(self, femto, application, board):
        self.femto = femto
        self.folder = application.folder
        self.board = board
        self.wrong = 0

    def step(self, words, wanted, status=0, who=None, patience=20, until=None):
        """Runs a command, and looks for what it has to say; `{}` in it is the board."""
        where = f"coaps://{self.board.address}:5684" if who else f"coap://{self.board.address}:5683"
        words = words.replace("{}", where).split()
        if who:
            words += ["--psk-file", "peers", "--identity", who]
        shown = ["femto", *words]
        print("$", *[each.replace("%" + riot.TAP, "") for each in shown], flush=True)
        process = subprocess.Popen([self.femto, *words], cwd=self.folder, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if until:
            time.sleep(until)
            process.terminate()
        try:
            said, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.communicate()[0] + "\n(no end)"
        print(said.rstrip())
        is_right = wanted in said and process.returncode == status
        if not is_right:
            print(f"WRONG: status {process.returncode}, wanted {status} and {wanted!r}")
            self.wrong += 1
        return said


def installing(it):
    it.step("push first.suit {}", "installed")
    it.step("push first.suit {}", "installed")  # the same again changes nothing
    it.step("list {}", "greet")
    time.sleep(2)
    it.step("push second.suit {}", "installed", who="ann-laptop")
    it.step("push first.suit {}", "stale_sequence", 1)
    it.step("push forged.suit {}", "bad_signature", 1)
    it.step("push eve.suit {}", "unknown_key", 1)
    it.step("push trespass.suit {}", "slot_not_granted", 1)
    it.step("push bob.suit {}", "installed")  # by ECDSA over P-256
    it.step("list {}", "greeting")


def operating(it):
    it.step("stop 0 {}", "not_authorised", 1)
    it.step("stop 0 {}", "", who="ann-laptop")
    it.step("list {}", "stopped", who="ann-laptop")  # the longest answer
    it.step("exec 0 {}", "0x2", who="ann-laptop")
    it.step("start 0 {}", "", who="ann-laptop")
    it.step("stats {}", "installed")
    it.step("faults {}", "no faults", who="ann-laptop")


def attacking(it):
    for verb in ("stop", "start", "exec", "remove"):
        it.step(f"{verb} 1 {{}}", "not_authorised", 1, who="ann-laptop")
        it.step(f"{verb} 0 {{}}", "not_authorised", 1, who="bob-laptop")
    it.step("log {}", "not_authorised", 1, who="ann-laptop")
    it.step("log --follow {}", "not_authorised", 1, who="bob-laptop")
    it.step("list {}", "greeting")


def following(it):
    lines = it.step("log --follow {}", "good morning", who="operator", until=5).splitlines()
    if len([each for each in lines if each == "good morning"]) < 4:
        print("WRONG: the log was told once, and then no more")
        it.wrong += 1


@contextlib.contextmanager
def serving(it):
    server = subprocess.Popen([it.femto, "serve", ".", "--bind", "::"], cwd=it.folder, stdout=subprocess.DEVNULL)
    time.sleep(1)
    yield
    server.terminate()
    server.wait()


def fetching(it):
    with serving(it):
        it.step(f"pull coap://[{riot.HOST}]/third.suit {{}}", "", who="ann-laptop", patience=60)
        time.sleep(2)
        it.step("list {}", " 3 ")


def ending(it):
    it.step("remove 0 {}", "", who="ann-laptop")
    it.step("remove 1 {}", "", who="operator")
    it.step("list {}", "empty")


def sign(application, femto, image, key, slot, sequence, out):
    application.run(femto, "sign", image, "--key", key, "--slot", str(slot), "--hook", "timer", "--name", "greet",
                    "--sequence", str(sequence), "--vendor", VENDOR, "--class", KIND, "-o", out)


def forge(signed, out):
    """One bit of the signature, a byte string of 64, is another."""
    envelope = bytearray(signed.read_bytes())
    envelope[envelope.index(b"\x58\x40") + 20] ^= 1
    out.write_bytes(envelope)


def manifests(application, femto):
    """More of them than the page of the application has."""
    application.run(femto, "keygen", "eve.pem")
    sign(application, femto, "first.fc32", "eve.pem", 0, 9, "eve.suit")
    sign(application, femto, "first.fc32", "ann.pem", 1, 9, "trespass.suit")
    sign(application, femto, "first.fc32", "ann.pem", 0, 3, "third.suit")
    forge(application.folder / "third.suit", application.folder / "forged.suit")


def show_managed(femto, scratch):
    application = riot.Application("managed", scratch, femto)
    manifests(application, femto)
    with riot.Board(application) as board:
        it = Showing(femto, application, board)
        it.step("info {}", "native64")
        for part in (installing, operating, attacking, following):
            part(it)
    with riot.Board(application) as board:  # what its flash kept is there again
        it.board = board
        it.step("list {}", "greeting")
        it.step("push first.suit {}", "stale_sequence", 1)
        fetching(it)
        ending(it)
    return it.wrong


def show_flash(femto, scratch):
    """Images in the flash of the processor, read there. That of native64 is made like that of nrf52840."""
    pages = " ".join(f"-DFLASHPAGE_{each}" for each in (
        "SIZE=4096", "NUMOF=16", "WRITE_BLOCK_SIZE=4", "WRITE_BLOCK_ALIGNMENT=4", "ERASE_STATE=0xFF"))
    application = riot.Application("managed", scratch, femto, "USEMODULE += femto_riot_flash\n"
                                   f"CFLAGS += -DCONFIG_FEMTO_RIOT_UPDATE_RAM=0 {pages}\n")
    manifests(application, femto)
    with riot.Board(application) as board:
        it = Showing(femto, application, board)
        for part in (installing, operating, ending):
            part(it)
    return it.wrong


def show_draft09(femto, scratch):
    """A manifest as RIOT's own tool makes it, which says where the image is."""
    application = riot.Application("managed", scratch, femto, "USEMODULE += femto_riot_draft09\n")
    description = {"manifest-version": 1, "manifest-sequence-number": 7, "components": [
        {"install-id": ["femto", "0"], "vendor-id": VENDOR.replace("-", ""), "class-id": KIND.replace("-", ""),
         "file": "first.fc32", "uri": f"coap://[{riot.HOST}]/first.fc32", "bootable": False}]}
    (application.folder / "first.json").write_text(json.dumps(description))
    tool = riot.suit_tool(application)
    application.run(*tool, "create", "-f", "suit", "-i", "first.json", "-o", "unsigned.suit")
    application.run(*tool, "sign", "-k", "ann.pem", "-m", "unsigned.suit", "-o", "signed.suit")
    application.run(*tool, "sign", "-k", "bob.pem", "-m", "unsigned.suit", "-o", "bobs.suit")
    forge(application.folder / "signed.suit", application.folder / "forged.suit")
    with riot.Board(application) as board:
        it = Showing(femto, application, board)
        it.step("push forged.suit {}", "bad_signature", 1)
        it.step("push bobs.suit {}", "slot_not_granted", 1)
        with serving(it):
            it.step("push signed.suit {}", "installed", patience=60)
        it.step("push second.suit {}", "refused", 1)  # it is of the other form
        it.step("list {}", " 7 ")
        it.step("exec 0 {}", "0x1", who="ann-laptop")
        it.step("exec 0 {}", "not_authorised", 1, who="bob-laptop")
        it.step("remove 0 {}", "", who="ann-laptop")
    return it.wrong


def main(part, femto, scratch):
    riot.want_riot()
    if part == "draft09":
        riot.make_venv(Path(scratch).parent / "venv")
    riot.enter_network()
    wrong = globals()[f"show_{part}"](str(Path(femto).resolve()), scratch)
    if wrong:
        sys.exit(f"{wrong} steps did not go as told")
    print("all went as told")


if __name__ == "__main__":
    main(*sys.argv[1:4])
