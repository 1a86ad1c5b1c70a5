# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto run --report`: the line of the source behind a fault, and what is said with it."""

import json
import os
import random
import re
import shutil
import subprocess
import unittest

import harness
from harness import FEMTO, CommandTest, contents

OBJECTS = os.environ.get("FEMTO_FAULTS", "")
SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "objects")
CLANG = os.environ.get("FEMTO_CLANG", "clang")
RUNS = int(os.environ.get("FEMTO_HOSTILE_RUNS", "60"))


def marked(mark):
    """"faults.c", 12: the file and line that end in `line: mark`."""
    for name in ("faults.c", "faults.h"):
        with open(os.path.join(SOURCES, name), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.rstrip().endswith(f"// line: {mark}"):
                    return name, number
    raise KeyError(mark)


def objects():
    return sorted(os.path.join(OBJECTS, name) for name in os.listdir(OBJECTS)
                  if name.endswith(".o"))


def some_object():
    return next(path for path in objects() if "-O2" in path)


# Function, options, error, the mark of its line.
FAULTS = [
    ("null_read", [], "illegal_memory", "null_read"),
    ("behind_context", ["--ctx", "0001"], "illegal_memory", "behind_context"),
    ("write_behind", ["--ctx", "0001"], "illegal_memory", "write_behind"),
    ("for_ever", ["--ctx", "00", "--budget", "1000"], "budget_exhausted", "for_ever"),
    ("helper", ["--helpers", "0x20"], "missing_helper", "helper"),
    ("helper", [], "illegal_call", "helper"),
    ("in_header", ["--ctx", "0001"], "illegal_memory", "peek"),
    ("in_function", ["--ctx", "0001"], "illegal_memory", "deeper"),
    ("in_sections", ["--ctx", "0001"], "illegal_memory", "far_away"),
]


class ReportTest(CommandTest):
    def report(self, path, *options):
        """Runs the command itself: a report has more than the one line the harness expects."""
        done = subprocess.run([FEMTO, "run", path, "--report", *options], capture_output=True,
                              timeout=60)
        self.assertIn(done.returncode, (0, 1), (path, options, done.stderr[-2000:]))
        err = done.stderr.decode()
        self.assertFalse(re.search(r"[\x00-\x09\x0b-\x1f\x7f]", err), err)
        if done.returncode == 1:
            self.assertRegex(err, r"\A(refused|fault): [^\n]+\n(?:  [^\n]*\n)*\Z")
        return done.returncode, done.stdout, err


class Report(ReportTest):
    """Of a build that found libdw."""

    def test_every_fault_has_its_line_in_every_object(self):
        for path in objects():
            for function, options, error, mark in FAULTS:
                file, line = marked(mark)
                with self.subTest(path=os.path.basename(path), function=function):
                    status, out, err = self.report(path, "--function", function, *options)
                    self.assertEqual((status, out), (1, b""))
                    self.assertRegex(err, rf"\A(fault|refused): \S*\b{re.escape(file)}:{line}: ")
                    told = json.loads(self.femto("run", path, "--function", function, "--json",
                                                 *options).out)
                    self.assertEqual((os.path.basename(told["file"]), told["line"], told["error"]),
                                     (file, line, error))

    def test_division_by_zero_is_no_fault(self):
        for path in objects():
            self.assertEqual(self.report(path, "--function", "division"), (0, b"0x0\n", ""))

    def test_the_line_of_the_source_is_shown(self):
        _, _, err = self.report(some_object(), "--function", "behind_context", "--ctx", "0001")
        line = marked("behind_context")[1]
        self.assertIn(f"\n  {line} |     total += bytes[100]; // line: behind_context\n", err)

    def test_inlined_code_has_the_place_it_was_inlined_at(self):
        for path in objects():
            _, _, err = self.report(path, "--function", "in_header", "--ctx", "0001")
            inlined = rf"\n  peek, inlined at \S*faults\.c:{marked('in_header')[1]}\n  slot "
            if "-O0" in path:
                self.assertNotIn("inlined", err)
            else:
                self.assertRegex(err, inlined)

    def test_slot_registers_and_memory_are_shown(self):
        _, _, err = self.report(some_object(), "--function", "behind_context", "--ctx", "0001")
        self.assertRegex(err, r"\n  slot \d+ in behind_context: r\d = \*\(u8 \*\)\(r1 \+ 0x64\)\n")
        self.assertRegex(err, r"\n  r0 0x\w+ +r1 0x2000000 ")
        self.assertRegex(err, r"\n  0x2000000 +context, 2 bytes, read-write\n"
                              r"  0x2000064 +<- reads 1 byte\n")

    def test_a_refused_instruction_has_no_registers(self):
        _, _, err = self.report(some_object(), "--function", "helper")
        self.assertRegex(err, r"\Arefused: .*\n  \d+ \|.*\n  slot \d+ in helper: call 0x20\n\Z")

    def test_verify_has_the_line_of_what_it_refuses(self):
        line = marked("helper")[1]
        done = subprocess.run([FEMTO, "verify", some_object(), "--function", "helper", "--report"],
                              capture_output=True, timeout=60)
        self.assertRegex(done.stderr.decode(), rf"\Arefused: \S*faults\.c:{line}: .*\n  {line} \| ")
        told = json.loads(self.femto("verify", some_object(), "--function", "helper", "--json").out)
        self.assertEqual((told["line"], told["error"]), (line, "illegal_call"))

    def test_a_source_that_is_gone_is_not_shown(self):
        source = self.file("gone.c", b"unsigned long f(volatile char *b) {\n  return b[9];\n}\n")
        target = os.path.join(self.folder.name, "gone.o")
        subprocess.run([CLANG, "--target=bpf", "-O2", "-g", "-c", source, "-o", target],
                       check=True, timeout=60)
        os.remove(source)
        status, _, err = self.report(target)
        self.assertEqual(status, 1)
        self.assertRegex(err, r"\Afault: \S*gone\.c:2: .*\n  slot ")

    def test_a_file_beneath_the_working_directory_is_named_as_seen_from_there(self):
        self.file("here.c", b"unsigned long f(volatile char *b) {\n  return b[9];\n}\n")
        subprocess.run([CLANG, "--target=bpf", "-O2", "-g", "-c", "here.c"],
                       check=True, timeout=60, cwd=self.folder.name)
        done = subprocess.run([FEMTO, "run", "here.o", "--report"], capture_output=True,
                              timeout=60, cwd=self.folder.name)
        self.assertRegex(done.stderr, rb"\Afault: here\.c:2: ")

    def test_an_object_without_lines_says_how_to_get_them(self):
        plain = harness.some_object()
        _, _, err = self.report(plain, "--function", "out_of_bounds")
        self.assertRegex(err, r"\Afault: slot \d+ in out_of_bounds \(.*\n"
                              r"  the object has no line numbers; clang's -g adds them\n  slot ")
        told = json.loads(self.femto("run", plain, "--function", "out_of_bounds", "--json").out)
        self.assertEqual(set(told), {"error", "at", "message"})

    def test_bare_text_has_no_lines(self):
        text = self.assembled("r0 = *(u8 *)(r1 + 5)\nexit\n")
        _, _, err = self.report(text)
        self.assertRegex(err, r"\Afault: slot 0 \(.*\n  only an object has line numbers\n  slot 0: ")

    @unittest.skipUnless(shutil.which("llvm-link"), "needs llvm-link")
    def test_objects_of_several_sources_name_the_right_one(self):
        parts = []
        for name in ("one", "two", "three"):
            other = {"one": "two", "two": "three", "three": ""}[name]
            call = f"{other}(b + 1)" if other else "b[77]"
            declared = f"unsigned long {other}(volatile char *b);\n" if other else "\n"
            source = self.file(f"{name}.c", f"{declared}unsigned long {name}(volatile char *b) {{\n"
                               f"  return {call} + 1;\n}}\n".encode())
            parts.append(source[:-2] + ".bc")
            subprocess.run([CLANG, "--target=bpf", "-O2", "-g", "-emit-llvm", "-c", source,
                            "-o", parts[-1]], check=True, timeout=60)
        whole = os.path.join(self.folder.name, "whole")
        subprocess.run(["llvm-link", *parts, "-o", whole + ".bc"], check=True, timeout=60)
        subprocess.run([CLANG, "--target=bpf", "-c", whole + ".bc", "-o", whole + ".o"],
                       check=True, timeout=60, capture_output=True)
        for function in ("one", "two", "three"):
            _, _, err = self.report(whole + ".o", "--function", function)
            self.assertRegex(err, r"\Afault: \S*three\.c:3: ")


class WithoutReader(ReportTest):
    """Of a build that did not."""

    def test_it_says_so(self):
        _, _, err = self.report(some_object(), "--function", "null_read")
        self.assertRegex(err, r"\Afault: slot \d+ in null_read .*\n"
                              r"  this femto was built without a reader of line numbers, libdw\n")


class HostileDebugInformation(ReportTest):
    """No crash, no hang, one line and what belongs to it, whatever the debug sections hold."""

    def setUp(self):
        super().setUp()
        self.random = random.Random(self.id())

    def sections(self, data):
        """(name, where its header lies, offset, size) of every debug section."""
        at = int.from_bytes(data[40:48], "little")
        count, names = (int.from_bytes(data[i:i + 2], "little") for i in (60, 62))

        def field(index, offset, size):
            begin = at + index * 64 + offset
            return int.from_bytes(data[begin:begin + size], "little")
        strings = field(names, 24, 8)
        out = []
        for index in range(count):
            begin = strings + field(index, 0, 4)
            name = data[begin:data.index(0, begin)].decode()
            if ".debug" in name and field(index, 32, 8):
                out.append((name, at + index * 64, field(index, 24, 8), field(index, 32, 8)))
        return out

    def feed(self, data):
        path = self.file("hostile.o", bytes(data))
        function, options, _, _ = self.random.choice(FAULTS)
        self.report(path, "--function", function, *options)

    def test_mutated_sections(self):
        for _ in range(5 * RUNS):
            data = bytearray(contents(self.random.choice(objects())))
            _, _, offset, size = self.random.choice(self.sections(data))
            for _ in range(self.random.choice((1, 1, 2, 8, 64))):
                data[offset + self.random.randrange(size)] = self.random.choice(
                    (0, 1, 0x7F, 0x80, 0xFF, self.random.randrange(256)))
            self.feed(data)

    def test_mutated_headers_of_line_tables(self):
        for _ in range(2 * RUNS):
            data = bytearray(contents(self.random.choice(objects())))
            _, _, offset, size = next(each for each in self.sections(data)
                                      if each[0] == ".debug_line")
            for _ in range(self.random.choice((1, 2, 4))):
                data[offset + self.random.randrange(min(size, 60))] = self.random.randrange(256)
            self.feed(data)

    def test_cut_sections(self):
        for _ in range(2 * RUNS):
            data = bytearray(contents(self.random.choice(objects())))
            _, header, _, size = self.random.choice(self.sections(data))
            cut = self.random.randrange(size)
            data[header + 32:header + 40] = cut.to_bytes(8, "little")
            self.feed(data)

    def test_spoilt_section_headers(self):
        for _ in range(2 * RUNS):
            data = bytearray(contents(self.random.choice(objects())))
            _, header, _, _ = self.random.choice(self.sections(data))
            data[header + self.random.randrange(64)] = self.random.randrange(256)
            self.feed(data)


if __name__ == "__main__":
    unittest.main(verbosity=2)
