# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""CoAP between femto and implementations of others, in both directions, over UDP and over DTLS.

    interop.py --stand EXE --ask EXE [--femto EXE] [--over UDP|DTLS] [--rows FILE] KIND=PLACE...

KIND is one of peers.py: libcoap=openssl|gnutls, aiocoap=PYTHON, node=FOLDER, node_dtls=FOLDER,
californium=FOLDER. With the command line of femto a whole device is managed, too. Prints a row of a table for each
way of talking, keeps them in a file, and ends with status 1 if anything failed.
"""
import argparse
import os
import sys

from exchanges import they_answer, they_ask
from peers import KINDS


class Report:
    """What was tried with one implementation."""

    def __init__(self, peer, over):
        self.over = over
        self.name = f"{peer.name} {peer.version}"
        self.parts = {}
        self.failed = 0

    def part(self, direction, transport, is_there=True):
        """What takes down each thing that was tried; nothing, if none of it is to be."""
        if not is_there or self.over not in (None, transport):
            return None
        done = self.parts.setdefault((direction, transport), [])

        def add(what, passed, why=""):
            done.append((what, passed))
            if not passed:
                self.failed += 1
                print(f"{self.name} {direction}, {transport}, {what}: {why!r}", file=sys.stderr)

        return add

    def rows(self):
        for (direction, transport), done in self.parts.items():
            passed = sum(each for _, each in done)
            told = ", ".join(what if each else f"NOT {what}" for what, each in done)
            yield f"| {self.name} | {direction} | {transport} | {passed} of {len(done)} | {told} |\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stand", required=True)
    parser.add_argument("--ask", required=True)
    parser.add_argument("--femto")
    parser.add_argument("--over", choices=("UDP", "DTLS"))
    parser.add_argument("--rows")
    parser.add_argument("peers", nargs="+")
    given = parser.parse_args()
    rows, failed = [], 0
    for each in given.peers:
        kind, _, place = each.partition("=")
        peer = KINDS[kind](place)
        try:
            report = Report(peer, given.over)
            they_ask(report, given.stand, peer)
            they_answer(report, given.ask, peer)
            if given.femto:
                from whole_device import manage
                manage(report, given.femto, given.ask, peer)
        finally:
            peer.close()
        rows += report.rows()
        failed += report.failed
    print("".join(rows), end="")
    if given.rows:
        os.makedirs(os.path.dirname(given.rows), exist_ok=True)
        with open(given.rows, "w", encoding="utf-8") as file:
            file.writelines(rows)
    return 1 if failed or not rows else 0


sys.exit(main())
