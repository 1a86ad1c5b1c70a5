# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Sources, objects and images: build, pack, dump, and every verb that reads what those made."""

import json
import os
import re
import shutil
import subprocess
import unittest

from harness import FEMTO, CommandTest, contents, objects, some_object

CLANG = os.environ.get("FEMTO_CLANG", "clang")
SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "objects")
HEADERS = ("fc28", "fc32", "extended")


class ImageTest(CommandTest):
    def packed(self, program, layout, *options):
        path = os.path.join(self.folder.name, f"packed.{layout}")
        self.check(["pack", program, "-o", path, "--layout", layout, *options], 0)
        return path


class Build(ImageTest):
    def build(self, *arguments):
        done = subprocess.run([FEMTO, "build", *arguments], capture_output=True, timeout=60)
        self.assertNotIn(b"terminate", done.stderr)
        return done.returncode, done.stdout, done.stderr.decode()

    def source(self, text, name="prog.c"):
        return self.file(name, text.encode())

    def target(self):
        return os.path.join(self.folder.name, "prog.o")

    def test_a_source_becomes_an_object_that_runs(self):
        source = os.path.join(SOURCES, "answers.c")
        self.assertEqual(self.build(source, "-o", self.target(), "--clang", CLANG), (0, b"", ""))
        self.check(["run", self.target()], 0, b"0x2a\n")
        self.check(["run", self.target(), "--function", "sum", "--ctx", "0102"], 0, b"0x3\n")

    def test_cpp_is_compiled_as_containers_are(self):
        source = self.source("#include <femto/guest/container.h>\n"
                             "struct four { constexpr operator int() const { return 4; } };\n"
                             "FEMTO_ENTRY uint64_t answer() { return four{}; }\n", "prog.cpp")
        self.assertEqual(self.build(source, "-o", self.target(), "--clang", CLANG), (0, b"", ""))
        self.check(["run", self.target()], 0, b"0x4\n")

    def test_every_level_of_the_instruction_set_can_be_asked_for(self):
        # 32-bit comparisons come with v3.
        source = self.source("int f(int *c) { return c[0] > 5 ? 1 : 7; }\n")
        for cpu, is_short in (("v1", False), ("v2", False), ("v3", True)):
            self.assertEqual(self.build(source, "-o", self.target(), "--clang", CLANG,
                                        "--cpu", cpu), (0, b"", ""))
            self.assertEqual(b" w" in self.femto("disasm", self.target()).out, is_short, cpu)

    def test_arguments_behind_two_dashes_go_to_clang(self):
        source = self.source("int f(void) { return VALUE; }\n")
        self.assertEqual(self.build(source, "-o", self.target(), "--clang", CLANG,
                                    "--", "-DVALUE=9", "-Wall"), (0, b"", ""))
        self.check(["run", self.target()], 0, b"0x9\n")

    def test_faults_of_what_it_made_have_lines(self):
        source = self.source("int f(volatile char *c) {\n  return c[9];\n}\n")
        self.assertEqual(self.build(source, "-o", self.target(), "--clang", CLANG)[0], 0)
        self.assertIn(b".debug_line", contents(self.target()))

    def test_what_clang_says_is_passed_on_and_nothing_is_written(self):
        source = self.source("int f(void) { return nothing; }\n")
        status, out, err = self.build(source, "-o", self.target(), "--clang", CLANG)
        self.assertEqual((status, out), (1, b""))
        self.assertRegex(err, r"(?s)\A.*prog\.c:1:\d+: error: .*\n"
                              r"refused: [^\n]*prog\.c: [^\n]* did not compile it\n\Z")
        self.assertFalse(os.path.exists(self.target()))

    def test_warnings_are_passed_on_too(self):
        source = self.source("#warning careful\nint f(void) { return 1; }\n")
        status, _, err = self.build(source, "-o", self.target(), "--clang", CLANG)
        self.assertEqual((status, "careful" in err), (0, True))
        self.check(["run", self.target()], 0, b"0x1\n")

    def test_an_object_that_was_there_outlives_a_failure(self):
        before = self.file("prog.o", b"before")
        source = self.source("int f(void) { return nothing; }\n")
        self.assertEqual(self.build(source, "-o", before, "--clang", CLANG)[0], 1)
        self.assertEqual(contents(before), b"before")

    def test_what_clang_makes_must_be_an_object(self):
        source = self.source("int f(void) { return 1; }\n")
        for option in ("-S", "-E", "-fsyntax-only", "-emit-llvm"):
            self.check(["build", source, "-o", self.target(), "--clang", CLANG, "--", option], 1,
                       b"", r"refused: [^\n]*prog\.c: [^\n]* made no object of it, .*\n")
            self.assertFalse(os.path.exists(self.target()))

    def test_a_source_may_be_named_like_an_option(self):
        self.source("int f(void) { return 1; }\n", "-x.c")
        done = subprocess.run([FEMTO, "build", "-o", self.target(), "--clang", CLANG, "--", "-x.c"],
                              capture_output=True, timeout=60, cwd=self.folder.name)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.check(["run", self.target()], 0, b"0x1\n")

    def test_a_folder_for_what_is_on_its_way_must_be_there(self):
        source = self.source("int f(void) { return 1; }\n")
        for folder in ("/nowhere", source):
            done = subprocess.run([FEMTO, "build", source, "-o", self.target(), "--clang", CLANG],
                                  capture_output=True, timeout=60,
                                  env={**os.environ, "TMPDIR": folder})
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, rb"\Arefused: the folder that TMPDIR names: [^\n]+\n\Z")

    def test_what_cannot_be_is_refused_in_one_line(self):
        source = self.source("int f(void) { return 1; }\n")
        rows = [
            (["-", "-o", self.target()], 2, "refused: build: .* standard input has none\n"),
            (["/nowhere.c", "-o", self.target()], 1, "refused: /nowhere.c: No such file.*\n"),
            ([source, "-o", "/nowhere/out", "--clang", CLANG], 1, "refused: /nowhere/out: .*\n"),
            ([source, "-o", self.target(), "--clang", "/no/clang"], 1,
             "refused: /no/clang: No such file or directory; --clang names a compiler\n"),
            ([source, "-o", self.target(), "--cpu", "v9"], 2, "refused: --cpu: .*\n"),
            ([source], 2, "refused: .*--output is required.*\n"),
        ]
        for arguments, status, err in rows:
            self.check(["build", *arguments], status, b"", err)
            self.assertFalse(os.path.exists(self.target()))


class Pack(ImageTest):
    def test_every_layout_runs_as_its_object_does(self):
        for path in objects():
            if not os.path.basename(path).startswith("answers."):
                continue
            for layout in (*HEADERS, "elf"):
                image = self.packed(path, layout)
                rows = [([], b"0x2a\n"), (["--function", "sum", "--ctx", "0102"], b"0x3\n"),
                        (["--function", "own_data", "--ctx", "02"], b"0xa\n")]
                for options, r0 in rows:
                    self.check(["run", image, *options], 0, r0)
                    self.check(["run", image, "--layout", layout, *options], 0, r0)

    def test_every_verb_reads_every_layout(self):
        for layout in (*HEADERS, "elf"):
            image = self.packed(some_object(), layout)
            self.assertEqual(self.femto("verify", image, "--function", "sum").status, 0)
            listing = self.femto("disasm", image).out
            self.assertIn(b" <sum>:\n", listing)
            self.assertEqual(self.femto("embed", image, "--name", "x").status, 0)

    def test_functions_of_an_image_have_numbers_too(self):
        for layout in HEADERS:
            image = self.packed(some_object(), layout)
            names = [each["name"] for each in
                     json.loads(self.femto("dump", image, "--json").out)["functions"]]
            number = str(names.index("sum"))
            self.check(["run", image, "--function", number, "--ctx", "0304"], 0, b"0x7\n")
            for wrong in (str(len(names)), "-1", "99999999999999999999", "nowhere"):
                self.check(["run", image, f"--function={wrong}"], 1, b"",
                           f"refused: {wrong}: there is no such function\n")

    def test_text_holds_instructions_alone(self):
        program = self.assembled("r0 = 7\nexit\n")
        image = self.packed(program, "text")
        self.assertEqual(contents(image), contents(program))
        self.check(["pack", some_object(), "-o", os.path.join(self.folder.name, "no"), "--layout",
                    "text", "--function", "own_data"], 1, b"",
                   "refused: text cannot say it: .*text alone.*\n")
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "no")))

    def test_an_array_in_c_has_the_bytes_of_the_image(self):
        for layout in (*HEADERS, "elf"):
            image = contents(self.packed(some_object(), layout))
            target = os.path.join(self.folder.name, "array.h")
            self.check(["pack", some_object(), "--layout", layout, "--c-array", "answers",
                        "-o", target], 0, b"")
            header = contents(target).decode()
            self.assertIn("static const uint8_t answers[] __attribute__((aligned(4))) = {", header)
            self.assertEqual(bytes(int(byte, 16) for byte in re.findall("0x..", header)), image)

    def test_an_array_needs_a_name_that_c_has(self):
        target = os.path.join(self.folder.name, "no")
        for name in ("", "7up", "a-b", "while", "class", "main", "a b", "x;"):
            self.check(["pack", some_object(), "--c-array", name, "-o", target], 2, b"",
                       f'.*--c-array: "{re.escape(name)}" is no name in C\n')
        self.assertFalse(os.path.exists(target))

    def test_a_start_elsewhere_than_in_slot_0_needs_fc32(self):
        self.check(["run", self.packed(some_object(), "fc32", "--function", "sum"),
                    "--ctx", "0102"], 0, b"0x3\n")
        target = os.path.join(self.folder.name, "no")
        for layout in ("fc28", "extended"):
            self.check(["pack", some_object(), "-o", target, "--layout", layout, "--function",
                        "sum"], 1, b"",
                       rf"refused: {layout} cannot say it: slot \d+ in sum: .*\n")
            self.assertFalse(os.path.exists(target))

    def test_addresses_in_data_need_an_object(self):
        source = self.file("table.c", b"static int a(int x) { return x; }\n"
                           b"static int b(int x) { return x + 1; }\n"
                           b"int (*table[])(int) = {a, b};\n"
                           b"int f(unsigned char *c) { return table[c[0] & 1](5); }\n")
        target = os.path.join(self.folder.name, "table.o")
        self.check(["build", source, "-o", target, "--clang", CLANG], 0)
        for layout in HEADERS:
            self.check(["pack", target, "-o", target + ".out", "--layout", layout], 1, b"",
                       rf"refused: {layout} cannot say it: byte 0 of data: .*addresses.*\n")
        self.check(["run", self.packed(target, "elf"), "--function", "f", "--ctx", "01"], 0, b"0x6\n")

    def test_helpers_an_extended_image_calls_are_listed(self):
        program = some_object("calls_helper")
        image = self.packed(program, "extended")
        self.assertEqual(json.loads(self.femto("dump", image, "--json").out)["helpers"], [5])
        self.check(["run", image, "--helpers", "5=7"], 0, b"0x8\n")
        other = self.packed(program, "extended", "--helpers", "1-3,5-6")
        self.assertEqual(json.loads(self.femto("dump", other, "--json").out)["helpers"],
                         [1, 2, 3, 5, 6])
        self.assertEqual(contents(other)[-2:], b"\x05\x06")
        lacking = self.file("lacking", contents(other)[:-2] + b"\x06")
        self.check(["run", lacking, "--helpers", "any=1"], 1, b"",
                   r"refused: .*; the image does not list helper 0x5\n")
        self.check(["pack", program, "-o", other, "--layout", "extended", "--helpers", "1-3,6"], 1,
                   b"", r"refused: extended cannot say it: slot \d+ in calls_helper \(call 0x5\): "
                   r"the list of helpers lacks 0x5\n")
        far = self.assembled("call 0x132\nexit\n")
        self.check(["pack", far, "-o", image, "--layout", "extended"], 1, b"",
                   "refused: extended cannot say it: helper 0x132: its ids are below 256\n")
        for layout in ("fc28", "fc32", "text"):
            self.check(["pack", program, "-o", image, "--layout", layout, "--helpers", "5"], 2,
                       b"", "refused: --helpers: only extended lists helpers .*\n")

    def test_what_another_layout_cannot_say_is_dropped_only_when_that_is_said(self):
        listed = self.packed(some_object("calls_helper"), "extended")
        noted = os.path.join(self.folder.name, "noted")
        source = self.file("layout.c", b"#include <femto/guest/container.h>\n"
                           b"__attribute__((section(\".femto.layout\"), used))\n"
                           b"static const uint32_t layout[] = {1, 2};\n"
                           b"FEMTO_ENTRY uint64_t f(void) { return 7; }\n")
        built = os.path.join(self.folder.name, "layout.o")
        self.check(["build", source, "-o", built, "--clang", CLANG], 0)
        self.check(["pack", built, "-o", noted, "--contract", "5"], 0)
        fingerprint = json.loads(self.femto("dump", noted, "--json").out)["fingerprint"]
        self.assertEqual(fingerprint, [1, 2])
        list_of, notes = "list the helpers", "hold a contract, a fingerprint or a proof"
        target = os.path.join(self.folder.name, "target")
        for program, layout, dropped, what in (
                (listed, "fc28", ["helpers"], list_of),
                (listed, "fc32", ["helpers"], list_of),
                (built, "fc28", ["fingerprint"], notes),
                (built, "extended", ["fingerprint"], notes),
                (noted, "fc28", ["fingerprint", "contract"], notes),
                (noted, "extended", ["contract", "fingerprint"], notes)):
            told = (f"refused: {layout} cannot say it: the layout cannot {what}.*; "
                    "--drop leaves it out\n")
            for options in ([], *(["--drop", each] for each in dropped if len(dropped) > 1)):
                self.check(["pack", program, "-o", target, "--layout", layout, *options], 1, b"",
                           told)
                self.assertFalse(os.path.exists(target))
            self.check(["pack", program, "-o", target, "--layout", layout, "--drop",
                        ",".join(dropped)], 0)
            os.remove(target)
        self.check(["pack", built, "-o", target, "--layout", "elf", "--contract", "5"], 1, b"",
                   f"refused: elf cannot say it: the layout cannot {notes}\n")
        self.check(["pack", built, "-o", target, "--layout", "elf", "--drop", "contract"], 2, b"",
                   "refused: --layout elf: an object is kept as it is\n")
        self.check(["pack", built, "-o", target, "--drop", "text"], 2, b"", "refused: --drop: .*\n")

    def test_a_contract_is_noted_in_fc32(self):
        image = self.packed(some_object(), "fc32", "--contract", "0xfe")
        self.assertEqual(json.loads(self.femto("dump", image, "--json").out)["contract"], 254)
        self.check(["pack", some_object(), "-o", image, "--layout", "fc28", "--contract", "1"],
                   1, b"", "refused: fc28 cannot say it: .*a contract.*\n")
        self.check(["pack", some_object(), "-o", image, "--contract", "x"], 2, b"",
                   'refused: --contract: "x" is no number .*\n')

    def test_an_image_can_be_packed_again(self):
        for layout in HEADERS:
            first = self.packed(some_object(), "fc32")
            other = self.packed(first, layout)
            again = os.path.join(self.folder.name, "again")
            self.check(["pack", other, "-o", again, "--layout", "fc32"], 0) # no helpers are lost
            self.check(["run", again, "--function", "own_data", "--ctx", "02"], 0, b"0xa\n")

    def test_the_layout_of_what_is_packed_can_be_named(self):
        image = self.packed(some_object(), "fc28")
        again = os.path.join(self.folder.name, "again")
        self.check(["pack", image, "-o", again, "--from", "fc28", "--layout", "fc28"], 0)
        self.assertEqual(contents(again), contents(image))
        self.check(["pack", image, "-o", again, "--from", "elf"], 1, b"", "refused: .*\n")

    def test_an_object_is_made_of_an_image(self):
        made = os.path.join(self.folder.name, "made.o")
        for layout in HEADERS:
            image = self.packed(some_object(), layout)
            dropped = ["--drop", "helpers"] if layout == "extended" else []
            self.check(["pack", image, "-o", made, "--layout", "elf", *dropped], 0)
            self.check(["run", made, "--function", "sum", "--ctx", "0102"], 0, b"0x3\n")
            self.check(["run", made, "--function", "own_data", "--ctx", "02"], 0, b"0xa\n")
            for tool, options, expected in (("llvm-objdump", ["-d"], b"<own_data>:"),
                                            ("llvm-readelf", ["-r"], b"R_BPF_64_64")):
                found = shutil.which(tool) or shutil.which(tool + "-14")
                if found:
                    done = subprocess.run([found, *options, made], capture_output=True,
                                          timeout=60, check=True)
                    self.assertIn(expected, done.stdout)
                    self.assertEqual(done.stderr, b"")
        self.check(["pack", some_object(), "-o", made, "--layout", "elf", "--function", "sum"], 2,
                   b"", "refused: --layout elf: .*\n")

    def test_what_every_device_refuses_is_not_packed(self):
        bad = self.assembled("r10 = 1\nexit\n")
        target = os.path.join(self.folder.name, "out")
        for layout in (*HEADERS, "text"):
            self.check(["pack", bad, "-o", target, "--layout", layout], 1, b"",
                       r"refused: slot 0 \(r10 = 0x1\): .*\n")
            self.assertFalse(os.path.exists(target))


class Dump(ImageTest):
    def test_fields_functions_and_notes_are_shown(self):
        image = self.packed(some_object(), "fc32", "--contract", "7")
        out = self.femto("dump", image).out.decode()
        size = len(contents(image))
        self.assertRegex(out, rf"\Alayout +fc32, {size} bytes\n")
        self.assertRegex(out, r"(?m)^magic +at 0, 4 bytes: 0x46504272$")
        self.assertRegex(out, r"(?m)^flags +at 8, 8 bytes: 0x100000000$")
        self.assertRegex(out, r"(?m)^functions +at 28, 4 bytes: \d+$")
        self.assertRegex(out, r"(?m)^function 0 +slot 0: answer$")
        self.assertRegex(out, r"(?m)^contract +0x7$")
        self.assertRegex(out, r"(?m)^starts +slot 0$")

    def test_json_has_the_same(self):
        for layout in (*HEADERS, "elf"):
            told = json.loads(self.femto("dump", self.packed(some_object(), layout), "--json").out)
            self.assertEqual((told["layout"], told["entry"]), (layout, 0))
            self.assertIn("sum", [each["name"] for each in told["functions"]])
            self.assertEqual(told["text_bytes"] % 8, 0)
            if layout != "elf":
                self.assertEqual(told["fields"]["text_bytes"], told["text_bytes"])
                self.assertEqual(told["fields"]["functions"], len(told["functions"]))

    def test_bare_text_has_but_a_length(self):
        out = self.femto("dump", self.assembled("r0 = 1\nexit\n")).out.decode()
        self.assertRegex(out, r"\Alayout +text, 16 bytes\ntext +16 bytes\nstarts +slot 0\n\Z")

    def test_addresses_of_an_object_are_shown(self):
        source = self.file("table.c", b"int a(int x) { return x; }\n"
                           b"int (*table[])(int) = {0, a};\n"
                           b"int f(unsigned char *c) { return table[c[0] & 1](5); }\n")
        target = os.path.join(self.folder.name, "table.o")
        self.check(["build", source, "-o", target, "--clang", CLANG], 0)
        self.assertIn(b"address 0      data + 8: into text\n", self.femto("dump", target).out)

    def test_what_is_wrong_is_named_by_its_byte(self):
        image = contents(self.packed(some_object(), "fc32"))
        rows = [
            (image[:-1], "fc32", r"refused: byte \d+: .*\n"),
            (image[:4] + b"\1" + image[5:], None, "refused: byte 4: .*version.*\n"),
            (image[:8] + b"\1" + image[9:], None, "refused: byte 8: .*compressed.*\n"),
            (image + b"\0" * 600, None, r"refused: byte \d+: .*\n"),
        ]
        for data, layout, err in rows:
            path = self.file("bad", data)
            forced = ["--layout", layout] if layout else []
            for verb in ("dump", "run", "verify", "disasm"):
                self.check([verb, path, *forced], 1, b"", err)

    def test_a_name_that_millions_of_functions_share_is_shown_as_often_as_there_are_slots(self):
        functions, slots = 150_000, 3
        text = bytes([0xB7, *bytes(7)]) * (slots - 1) + bytes([0x95, *bytes(7)])
        rodata = b"n" * 1023 + b"\0"
        head = b"rBPF" + bytes(4) + bytes(8) + b"".join(
            each.to_bytes(4, "little") for each in (0, len(rodata), len(text), functions))
        hostile = self.file("hostile", head + rodata + text + bytes(6) * functions)
        table = self.femto("dump", hostile).out
        self.assertLess(len(table), 2000)
        self.assertIn(b"functions      149997 more\n", table)
        self.assertEqual(table.count(b"n" * 256), slots)
        told = json.loads(self.femto("dump", hostile, "--json").out)
        self.assertEqual([each["name"] for each in told["functions"]], ["n" * 256] * slots)
        self.assertEqual(told["functions_left_out"], functions - slots)

    def test_an_unknown_layout_is_wrong_usage(self):
        for verb in ("run", "verify", "disasm", "dump"):
            self.assertEqual(self.femto(verb, some_object(), "--layout", "tar").status, 2)

    def test_a_forced_layout_is_held_to(self):
        image = self.packed(some_object(), "fc28")
        self.assertEqual(self.femto("run", image, "--layout", "extended").status, 1)
        self.assertEqual(self.femto("run", image, "--layout", "elf").status, 1)
        self.assertEqual(self.femto("dump", image, "--layout", "text").out.split(b",")[0].split(),
                         [b"layout", b"text"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
