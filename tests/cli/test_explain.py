# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto explain`: what a device's fault report means."""

import json
import os
import re
import subprocess

from harness import FEMTO, CommandTest, contents
from test_report import FAULTS, objects, some_object

REGISTERS = ",".join(["0x0"] * 11)


class Explain(CommandTest):
    def explain(self, *arguments):
        done = self.femto("explain", *arguments)
        self.assertEqual((done.status, done.err), (0, ""))
        return done.out.decode()

    def test_says_what_run_says_of_every_fault_in_every_object(self):
        seen = 0
        for path in objects():
            for function, options, error, _ in FAULTS:
                command = [FEMTO, "run", path, "--function", function, "--report", *options]
                said = subprocess.run(command, capture_output=True, timeout=60).stderr.decode()
                if not said.startswith("fault: ") or error == "missing_helper":
                    continue
                slot = re.search(r"\n  slot (\d+) in ", said).group(1)
                registers = [re.search(rf"\br{i} (0x\w+)", said).group(1) for i in range(11)]
                context = len(options[options.index("--ctx") + 1]) // 2 if "--ctx" in options else 0
                with self.subTest(path=os.path.basename(path), function=function):
                    self.assertEqual(said, self.explain(
                        path, "--function", function, "--slot", slot, "--cause", error,
                        "--registers", ",".join(registers), "--context", str(context)))
                    seen += 1
        self.assertGreater(seen, 20)

    def test_without_registers_and_context_it_says_what_is_left(self):
        options = ["--function", "behind_context", "--ctx", "0001"]
        at = json.loads(self.femto("run", some_object(), "--json", *options).out)["at"]
        asked = [some_object(), "--function", "behind_context", "--slot", str(at), "--cause"]
        told = self.explain(*asked, "illegal_memory")
        self.assertRegex(told, r"\Afault: \S*faults\.c:\d+: [^\n:]*\n  \d+ \| .*\n  slot \d+ in ")
        self.assertEqual(told, self.explain(*asked, "-2"))
        self.assertEqual(told, self.explain(*asked[:-1], "--cause=-2"))
        registers = REGISTERS.replace("0x0", "2000000")
        self.assertIn("reads 1 byte at 0x2000064, 100 bytes from the start of the context, whose "
                      "length is not known", self.explain(*asked, "-2", "--registers", registers))

    def test_json_has_the_line(self):
        told = json.loads(self.explain(some_object(), "--function", "behind_context", "--slot", "1",
                                       "--cause", "illegal_memory", "--json"))
        self.assertEqual((told["error"], told["at"], os.path.basename(told["file"])),
                         ("illegal_memory", 1, "faults.c"))
        self.assertGreater(told["line"], 0)

    def test_a_write_to_what_is_read_only_is_told_so(self):
        function = ["--function", "write_behind"]
        listing = self.femto("disasm", some_object(), *function).out.decode()
        at = re.search(r"^\s*(\d+):.*\*\(u8 \*\)\(r1 \+ 0x0\) = ", listing, re.MULTILINE).group(1)
        told = self.explain(some_object(), *function, "--slot", at, "--cause", "illegal_memory",
                            "--registers", REGISTERS.replace("0x0", "0x2000000"), "--context", "2",
                            "--read-only")
        self.assertIn("in the context, which is read-only (2 bytes at 0x2000000)", told)

    def test_what_cannot_have_been_is_refused(self):
        rows = [
            (["--slot", "60000", "--cause", "-2"], 1, r"refused: slot 60000: the program has \d+\n"),
            (["--slot", "70000", "--cause", "-2"], 2, r"refused: --slot: .* is no number, or .*\n"),
            (["--slot", "-1", "--cause", "-2"], 2, r"refused: .*\n"),
            (["--slot", "x", "--cause", "-2"], 2, r"refused: --slot: .*\n"),
            (["--cause", "-2"], 2, r"refused: --slot is required.*\n"),
            (["--slot", "1"], 2, r"refused: --cause is required.*\n"),
            (["--slot", "1", "--cause", "ok"], 2, r"refused: --cause: .*\n"),
            (["--slot", "1", "--cause", "100"], 2, r"refused: --cause: .*\n"),
            (["--slot", "1", "--cause", "-2", "--registers", "1,2"], 2, r"refused: --registers: .*\n"),
            (["--slot", "1", "--cause", "-2", "--registers", REGISTERS + ",1"], 2,
             r"refused: --registers: .*\n"),
            (["--slot", "1", "--cause", "-2", "--registers", REGISTERS[:-1] + "g"], 2,
             r"refused: --registers: .*\n"),
            (["--slot", "1", "--cause", "-2", "--context", "x"], 2, r"refused: --context: .*\n"),
            (["--slot", "1", "--cause", "-2", "--stack", "9"], 2, r"refused: --stack: .*\n"),
        ]
        for options, status, err in rows:
            self.check(["explain", some_object(), *options], status, err=err)
        self.check(["explain", self.file("x", b"\x95" + bytes(6)), "--slot", "0", "--cause", "-2"],
                   1, err=r"refused: .*\n")

    def test_hostile_objects_and_slots_are_survived(self):
        whole = bytearray(contents(some_object()))
        for step in range(0, len(whole), max(1, len(whole) // 60)):
            spoilt = bytes(whole[:step]) + b"\xff" + bytes(whole[step + 1:])
            self.femto("explain", self.file("spoilt.o", spoilt), "--slot", str(step % 40),
                       "--cause", "illegal_memory", "--registers", REGISTERS)
