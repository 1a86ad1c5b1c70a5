# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Whatever the command `femto` is given: one line, an exit status, nothing half done."""

import json
import os
import random
import subprocess
import unittest

from harness import FEMTO, CommandTest, contents, objects, some_object

# The runs each kind of spoilt input gets; the seed is fixed, so a failure comes again.
RUNS = int(os.environ.get("FEMTO_HOSTILE_RUNS", "60"))


class WrongUsage(CommandTest):
    def test_the_command_must_make_sense(self):
        program = some_object()
        rows = [
            ([], "subcommand is required"),
            (["fly"], "there is no verb fly"),
            (["--fast", "fly"], "there is no verb fly"),
            (["--fast"], "subcommand is required"),
            (["RUN", program], "there is no verb RUN"),
            (["run"], "FILE is required"),
            (["verify"], "FILE is required"),
            (["disasm"], "FILE is required"),
            (["asm"], "FILE is required"),
            (["embed"], "FILE is required"),
            (["run", program, "--fly"], "--fly"),
            (["run", program, "more"], "more"),
            (["run", program, "--json=perhaps"], "perhaps|json"),
            (["run", program, "--dispatch", "magic"], "magic"),
            (["run", program, "--memory", ""], "--memory"),
            (["run", program, "--ctx"], "--ctx"),
            (["run", program, "--ctx", "00", "--ctx-file", program], "--ctx"),
            (["run", "-", "--ctx-file", "-"], "cannot both be standard input"),
            (["run", program, "--function", ""], "--function.*the name is empty"),
            (["verify", program, "--function="], "--function"),
            (["disasm", program, "--section", ""], "--section.*the name is empty"),
            (["run", program, "--ctx-out", "x"], "--ctx-out needs --ctx or --ctx-file"),
            (["run", program, "--ctx", "", "--ctx-out", "-"], "--ctx-out.*standard output"),
            (["asm", program, "--hex", "-o", "x"], "--hex|--output"),
            (["plugin", "00", "11"], "unexpected argument 11"),
            (["plugin", "0"], "MEMORY: odd number"),
            (["plugin", "0x1g"], "MEMORY: character 4 "),
        ]
        for arguments, err in rows:
            self.check(arguments, 2, b"", f"refused: .*({err}).*\n")

    def test_who_wants_json_has_it_of_a_command_without_sense_too(self):
        for arguments, err in ((["run"], "FILE is required"), (["run", "--fly"], "--fly|FILE"),
                               (["run", some_object(), "--budget", "x"], "--budget"),
                               (["fly"], "there is no verb fly"), (["--json", "fly"], "there is no verb fly"),
                               (["pack"], "FILE|--output"),
                               (["verify", some_object(), "--stack"], "--stack")):
            for line in ([*arguments, "--json"], [*arguments[:1], "--json", *arguments[1:]]):
                with self.subTest(line=line):
                    done = self.femto(*line)
                    told = json.loads(done.out)
                    self.assertEqual((done.status, told["error"], told["at"]), (2, "usage", 0))
                    self.assertEqual(done.err, f"refused: {told['message']}\n")
                    self.assertRegex(told["message"], err)
        # What stands behind "--" is for a compiler.
        self.check(["build", "no.c", "-o", "no.o", "--fly", "--", "--json"], 2, b"", ".*\n")

    def test_the_help_that_is_named_is_that_of_the_verb(self):
        for arguments, verb in (([], ""), (["fly"], ""), (["run"], "run "), (["asm", "--x"], "asm "),
                                (["pack", "x", "--layout"], "pack ")):
            self.check(arguments, 2, b"", rf"refused: .* \(femto {verb}--help\)\n")

    def test_an_embedded_program_needs_a_name_in_cpp(self):
        for name in ("", "1", "a-b", "a b", "switch", "a::b", "\u00e9", "a\n"):
            self.check(["embed", some_object(), "--name", name], 2, b"", "refused: .*\n")
            self.check(["embed", some_object(), f"--name={name}"], 2, b"", "refused: .*\n")
        for name in ("fc", "std", "main"):
            self.check(["embed", some_object(), "--name", name], 2, b"",
                       f'refused: --name: "{name}" is taken in C\\+\\+\n')
            self.check(["embed", self.file(name + ".o", b"")], 2, b"",
                       f'refused: "{name}" is taken in C\\+\\+: give another one with --name\n')
        for name in ("1.o", ".o", "for.o", "\u00e9.o"):
            path = self.file(name, b"")
            self.check(["embed", path], 2, b"", "refused: .*is no name in C\\+\\+: .*--name\n")
        self.check(["embed", "-"], 2, b"", "refused: .*--name\n")

    def test_helpers_are_ids_ranges_or_any(self):
        for text in ("", ",", "5,", ",5", "5-", "-5", "5-4", "0x", "x", "5x", "0x7f000000", "all",
                     "0-0x7f000000", "4294967296", "5=", "5=x", "5=--1", "5=18446744073709551616",
                     "any-5", "5 ", "1-2-3", "=5"):
            for verb in ("run", "verify"):
                self.check([verb, some_object(), f"--helpers={text}"], 2, b"",
                           "refused: --helpers.*\n")
                self.check([verb, some_object(), "--helpers", text], 2, b"",
                           "refused: --helpers.*\n")

    def test_a_stack_is_one_that_a_config_can_have(self):
        for text in ("", "0", "56", "65", "65536", "-64", "many", "64 ", "99999999999"):
            for verb in ("run", "verify"):
                self.check([verb, some_object(), f"--stack={text}"], 2, b"", "refused: --stack.*\n")
        self.assertEqual(self.femto("verify", some_object(), "--stack", "65528").status, 0)
        self.check(["run", some_object(), "--stack", "72"], 2, b"",
                   "refused: --stack: the desk has no vm with 72 bytes of stack, but with 64, .*\n")

    def test_a_config_is_a_ready_made_one(self):
        for options, err in ((["--config", "huge"], "--config.*huge"),
                             (["--config", "tiny", "--dispatch", "switched"], "excludes"),
                             (["--config", "fast", "--memory", "segmented"], "excludes")):
            self.check(["run", some_object(), *options], 2, b"", f"refused: .*{err}.*\n")
        self.check(["verify", some_object(), "--config", ""], 2, b"", "refused: .*--config.*\n")

    def test_hexadecimal_must_be_whole(self):
        rows = [
            ("0", "odd number of hexadecimal digits"),
            ("012", "odd number of hexadecimal digits"),
            ("0g", "character 2 is no hexadecimal digit"),
            ("00x00", "character 3 is no hexadecimal digit"),
            ("0x0", "odd number of hexadecimal digits"),
            ("0x00 0x11", "character 7 is no hexadecimal digit"),
            ("00-11", "character 3 is no hexadecimal digit"),
            ("0 0", "character 2 splits a byte"),
            ("0:0", "character 2 splits a byte"),
            ("\u00e4\u00e4", "character 1 is no hexadecimal digit"),
            ("00\x1b[31m", "character 3 is no hexadecimal digit"),
        ]
        for text, err in rows:
            self.check(["run", some_object(), "--ctx", text], 2, b"", f"refused: --ctx: {err}.*\n")

    def test_a_budget_is_a_number_from_1_to_134217727(self):
        for text in ("0", "-1", "-0", "+5", "134217728", "4294967296", "99999999999999999999",
                     "-99999999999999999999", "1e3", "0x10", "1.5", "", " 7", "7 ", "many", "1;2"):
            self.check(["run", some_object(), f"--budget={text}"], 2, b"",
                       "refused: --budget.*\n")
        self.check(["run", some_object(), "--budget", "134217727"], 0, b"0x2a\n")


class BadFiles(CommandTest):
    VERBS = ("run", "verify", "disasm", "asm")

    def test_a_file_must_be_there_and_readable(self):
        for verb in self.VERBS:
            self.check([verb, "/nowhere/at/all"], 1, b"",
                       "refused: /nowhere/at/all: No such file or directory\n")
            self.check([verb, self.folder.name], 1, b"", "refused: .*: is a directory\n")
            self.check([verb, self.file("empty", b"")], 1, b"", "refused: .*: is empty\n")
            self.check([verb, "-"], 1, b"", "refused: standard input: is empty\n")
            self.check([verb, ""], 1, b"", "refused: .*\n")
            self.check([verb, "x" * 5000], 1, b"", "refused: .*\n")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_must_not_be_forbidden(self):
        path = self.file("secret", b"x")
        os.chmod(path, 0)
        for verb in self.VERBS:
            self.check([verb, path], 1, b"", "refused: .*: Permission denied\n")

    def test_a_file_without_end_is_not_read_to_its_end(self):
        for verb in self.VERBS:
            self.check([verb, "/dev/zero"], 1, b"", r"refused: /dev/zero: more than \d+ bytes\n")
        self.check(["run", some_object(), "--ctx-file", "/dev/zero"], 1, b"",
                   r"refused: /dev/zero: more than \d+ bytes\n")

    def test_a_context_file_must_be_there(self):
        self.check(["run", some_object(), "--ctx-file", "/nowhere"], 1, b"",
                   "refused: /nowhere: No such file or directory\n")

    def test_a_text_has_whole_slots_and_65535_at_most(self):
        one = bytes([0xB7, 0, 0, 0, 0, 0, 0, 0])
        end = bytes([0x95, 0, 0, 0, 0, 0, 0, 0])
        for text in (b"\x95", end[:7], one + end[:1], one * 65535 + end):
            self.check(["run", self.file("text", text)], 1, b"",
                       r"refused: the text has \d+ (bytes, which is no multiple of 8"
                       r"|slots, which is more than 65535)\n")
        self.check(["run", self.file("text", one * 65534 + end)], 0, b"0x0\n")

    def test_bare_text_has_no_sections(self):
        text = self.assembled("r0 = 0\nexit\n")
        for option in ("--section", "--function"):
            self.check(["run", text, option, "x"], 1, b"", "refused: bare text has no .*\n")

    def test_more_data_than_a_device_has_is_not_even_allocated(self):
        for memory in ("segmented", "allow_list"):
            self.check(["run", some_object("much_data"), "--memory", memory], 1, b"",
                       "refused: data: the region is larger than the memory policy can address\n")

    def test_a_section_or_function_must_be_there(self):
        for verb in ("run", "verify", "disasm"):
            self.check([verb, some_object(), "--section", ".no"], 1, b"",
                       r"refused: \.no: there is no such section\n")
            self.check([verb, some_object(), "--function", "no"], 1, b"",
                       "refused: no: there is no such function\n")

    def test_a_source_is_named_and_not_taken_for_instructions(self):
        c = b"// An answer.\nint answer(void) {\n    return 42;\n}\n"
        rows = [
            (c, "is C source: make an object of it with `femto build FILE -o OUT`"),
            (c + b" " * (-len(c) % 8),
             "is C source: make an object of it with `femto build FILE -o OUT`"),
            (b"r0 = 0x2a\nexit\n",
             "is assembler: make bare text of it with `femto asm FILE -o OUT`"),
            (b"Dear reader\n", "is no program: neither an ELF object nor bytes of instructions"),
        ]
        for text, sentence in rows:
            path = self.file("source", text)
            for verb in ("run", "verify", "disasm"):
                self.check([verb, path], 1, b"", f"refused: .*source: {sentence}\n")
                self.check([verb, "-"], 1, b"", f"refused: standard input: {sentence}\n",
                           stdin=text)

    def test_what_is_advised_for_a_source_works_when_it_is_typed(self):
        c = self.file("prog.c", b"const char *text = \"{;}\";\nint f(void) { return 42; }\n")
        clang = os.environ.get("FEMTO_CLANG", "clang")
        listing = os.path.join(self.folder.name, "prog.s")
        subprocess.run([clang, "--target=bpf", "-O2", "-g", "-S", c, "-o", listing], check=True)
        for source, what in ((c, "C source"), (listing, "assembler as clang writes it"),
                             (self.file("text", b"r0 = 0x2a\nexit\n"), "assembler")):
            with self.subTest(what=what):
                told = self.femto("verify", source).err
                self.assertIn(f": is {what}: ", told)
                advice = told.split("`")[1].split()
                out = os.path.join(self.folder.name, "out")
                typed = [{"FILE": source, "OUT": out, "femto": FEMTO, "clang": clang}.get(word, word)
                         for word in advice]
                if "build" in typed:
                    typed += ["--clang", clang]
                subprocess.run(typed, check=True)
                self.check(["run", out], 0, b"0x2a\n")

    def test_an_undefined_symbol_is_named(self):
        for verb in ("run", "verify", "disasm"):
            self.check([verb, some_object("undefined")], 1, b"",
                       "refused: missing_function is used but not defined: .*\n")
        told = json.loads(self.femto("verify", some_object("undefined"), "--json").out)
        self.assertEqual(told["error"], "undefined_symbol")

    def test_names_reach_the_terminal_only_as_they_show(self):
        rows = [
            ("caf\u00e9 \u4e2d \U0001f600".encode(), "caf\u00e9 \u4e2d \U0001f600"),
            (b"\x1b[31m", r"\x1b[31m"),
            (b"\x9b31m", r"\x9b31m"),                 # CSI as one byte
            ("\u009b31m".encode(), r"\xc2\x9b31m"),   # and in UTF-8
            ("\u2028".encode(), r"\xe2\x80\xa8"),
            ("\u202e".encode(), r"\xe2\x80\xae"),
            ("a\u200f\u061cb".encode(), r"a\xe2\x80\x8f\xd8\x9cb"),  # what marks a direction
            ("a\u200b\ufeffb".encode(), r"a\xe2\x80\x8b\xef\xbb\xbfb"),  # and what has no width
            (b"\xc0\x9b", r"\xc0\x9b"),               # not the shortest form
            (b"\xed\xa0\x80", r"\xed\xa0\x80"),       # half of a pair
            (b"\xf4\x90\x80\x80", r"\xf4\x90\x80\x80"),
            (b"\xff\xe4", r"\xff\xe4"),
        ]
        for name, shown in rows:
            done = subprocess.run([FEMTO.encode(), b"run", name, b"--json"], capture_output=True,
                                  timeout=60)
            expected = f"{shown}: No such file or directory"
            self.assertEqual((done.returncode, done.stderr.decode()),
                             (1, f"refused: {expected}\n"))
            self.assertEqual(json.loads(done.stdout)["message"], expected)

    def test_output_that_cannot_be_written_is_an_error(self):
        source = self.file("source", b"r0 = 0\nexit\n")
        self.check(["asm", source, "-o", "/nowhere/out"], 1, b"", "refused: /nowhere/out: .*\n")
        self.check(["asm", source, "-o", self.folder.name], 1, b"", "refused: .*\n")
        self.check(["asm", source, "-o", "/dev/full"], 1, b"", "refused: /dev/full: .*\n")
        for target in ("/nowhere/out", self.folder.name, "/dev/full"):
            self.check(["run", some_object(), "--ctx", "00", "--ctx-out", target], 1, b"",
                       f"refused: {target}: .*\n")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([FEMTO, "run", some_object()], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual((done.returncode, done.stderr),
                         (1, b"refused: standard output: cannot be written\n"))


    def test_nothing_is_written_of_what_cannot_be_embedded(self):
        target = os.path.join(self.folder.name, "out.hpp")
        bad = self.file("bad.o", contents(self.assembled("r10 = 1\nexit\n")))
        for file in (bad, some_object("undefined"), self.file("source.o", b"Dear reader\n")):
            self.check(["embed", file, "-o", target], 1, b"", "refused: .*\n")
            self.assertFalse(os.path.exists(target))


class Faults(CommandTest):
    def test_a_fault_names_slot_function_and_instruction(self):
        rows = [
            ("out_of_bounds", "00", r"r0 = \*\(u8 \*\)\(r1 \+ 0x64\)", "outside the memory"),
            ("out_of_bounds", "", r"r0 = \*\(u8 \*\)\(r1 \+ 0x64\)", "outside the memory"),
            ("write_constant", "0000", r"\*\(u8 \*\)\(r\d \+ 0x0\) = .\d", "outside the memory"),
            ("for_ever", "00", ".*goto.*", "budget is used up"),
        ]
        for dispatch in ("compact", "switched", "threaded", "decoded"):
            for function, context, instruction, sentence in rows:
                self.check(["run", some_object(), "--function", function, "--ctx", context,
                            "--dispatch", dispatch, "--budget", "1000"], 1, b"",
                           rf"fault: slot \d+ in {function} \({instruction}\): .*{sentence}.*\n")
            self.check(["run", some_object(), "--function", "too_deep", "--ctx", "00" * 8,
                        "--dispatch", dispatch], 1, b"",
                       r"fault: slot \d+ in deeper \(call .*\): calls are nested too deeply\n")

    def test_an_illegal_access_is_described(self):
        context = r"the context \(4 bytes at 0x2000000\)"
        stack = r"the stack \(16 bytes at 0x1000000\)"
        rows = [
            ("r0 = *(u64 *)(r1 + 0)", f"reads 8 bytes at 0x2000000, the last 4 behind {context}"),
            ("r0 = *(u8 *)(r1 + 4)", f"reads 1 byte at 0x2000004, right behind {context}"),
            ("r0 = *(s16 *)(r1 + 9)", f"reads 2 bytes at 0x2000009, 5 bytes behind {context}"),
            ("r0 = *(u32 *)(r1 - 4)", f"reads 4 bytes at 0x1fffffc, right before {context}"),
            ("r0 = *(u32 *)(r1 - 5)", f"reads 4 bytes at 0x1fffffb, 1 byte before {context}"),
            ("r0 = *(u32 *)(r1 - 1)", f"reads 4 bytes at 0x1ffffff, the first 1 before {context}"),
            ("*(u16 *)(r1 + 3) = r2", f"writes 2 bytes at 0x2000003, the last 1 behind {context}"),
            ("*(u32 *)(r10 + 0) = 1", f"writes 4 bytes at 0x1000010, right behind {stack}"),
            ("lock *(u64 *)(r1 + 8) += r2",
             f"reads and writes 8 bytes at 0x2000008, 4 bytes behind {context}"),
            ("r0 = *(u8 *)(r9 + 5)", "reads 1 byte at 0x5, near no region"),
            ("r0 = *(u8 *)(r9 - 5)", "reads 1 byte at 0xfffffffffffffffb, near no region"),
        ]
        for instruction, what in rows:
            text = self.assembled(f"*(u64 *)(r10 - 16) = 0\n{instruction}\nr0 = 0\nexit\n")
            for dispatch in ("compact", "switched", "threaded", "decoded"):
                self.check(["run", text, "--ctx", "01020304", "--dispatch", dispatch], 1, b"",
                           r"fault: slot 1 \(.*\): the access is outside the memory granted to "
                           f"the program: it {what}\n")
        self.check(["run", self.assembled("r0 = *(u8 *)(r1 + 5)\nexit\n")], 1, b"",
                   ".*: it reads 1 byte at 0x5, and the run has no context\n")
        for memory in ("segmented", "allow_list"):
            self.check(["run", some_object(), "--function", "write_constant", "--ctx", "00",
                        "--memory", memory], 1, b"", r".*: it writes 1 byte at 0x\w+, in the "
                       r"rodata, which is read-only \(4 bytes at 0x\w+\)\n")
        # Which region of the host's memory is nearest there is a matter of chance.
        for memory, near in (("segmented", r"99 bytes behind the context \(1 byte"),
                             ("allow_list", r"\d+ bytes (behind|before) the \w+ \(\d+ bytes?")):
            self.check(["run", some_object(), "--function", "out_of_bounds", "--ctx", "00",
                        "--memory", memory], 1, b"",
                       rf".*: it reads 1 byte at 0x\w+, {near} at 0x\w+\)\n")

    def test_the_default_budget_ends_every_loop(self):
        self.check(["run", self.assembled("again: goto again\nexit\n")], 1, b"",
                   r"fault: slot 0 \(goto -0x1\): the instruction budget is used up\n")


class BadSources(CommandTest):
    def test_the_line_is_named(self):
        rows = [
            ("r0 = 0\nfly\nexit\n", 2, "there is no such instruction"),
            ("r0 = 0\n\n# remark\nr11 = 0\n", 4, "there is no such register"),
            ("r0 = 99999999999\n", 1, "the number does not fit"),
            ("goto nowhere\n", 1, "the label is not defined"),
            ("a: exit\na: exit\n", 2, "the operands do not fit"),
            ("exit exit\n", 1, ""),
        ]
        for source, line, sentence in rows:
            self.check(["asm", "-"], 1, b"", f"refused: line {line}: {sentence}.*\n",
                       stdin=source.encode())

    def test_nothing_is_written_for_a_bad_source(self):
        target = os.path.join(self.folder.name, "out")
        self.check(["asm", "-", "-o", target], 1, b"", "refused: line 2.*\n",
                   stdin=b"r0 = 0\nfly\n")
        self.assertFalse(os.path.exists(target))


class BadPluginInput(CommandTest):
    def test_standard_input_must_be_hexadecimal(self):
        rows = [
            (b"", "standard input: is empty"),
            (b"  \n\n", "standard input: is empty"),
            (b"b7 0", "standard input: odd number"),
            (b"b7 00 zz", "standard input: character 7 is no"),
            (b"\xff\xfe\x00", "standard input: character 1 is no"),
            (b"95 00 00 00 00 00 00", "the text has 7 bytes, which is no multiple of 8"),
            (b"7f 45 4c 46 00 00 00 00", "slot 0"),
        ]
        for stdin, err in rows:
            self.check(["plugin"], 1, b"", f"refused: {err}.*\n", stdin=stdin)
        self.check(["plugin", "--elf"], 1, b"", "refused: .*\n",
                   stdin=b"95 00 00 00 00 00 00 00")


class Hostile(CommandTest):
    """Only what holds of every run is checked, by the harness: no crash, no hang, one line."""

    def setUp(self):
        super().setUp()
        self.random = random.Random(self.id())

    def feed(self, data):
        path = self.file("hostile", data)
        verb = self.random.choice([["run"], ["run", "--json", "--ctx", "00" * 16],
                                   ["run", "--dispatch", "decoded"], ["verify"], ["disasm"],
                                   ["dump"], ["dump", "--json"], ["run", "--function", "1"],
                                   ["asm"], ["run", "--function", "sum"]])
        self.femto(verb[0], path, *verb[1:])

    def mutated(self, data):
        data = bytearray(data)
        for _ in range(self.random.choice((1, 2, 8, 64))):
            at = self.random.randrange(len(data))
            data[at] = self.random.choice((0, 1, 0x7F, 0x80, 0xFF, self.random.randrange(256)))
        return bytes(data)

    def test_random_bytes(self):
        for _ in range(RUNS):
            length = self.random.choice((1, 8, 16, 64, 1000, 4096))
            self.feed(self.random.randbytes(length))
            self.feed(b"\x7fELF" + self.random.randbytes(length))

    def test_random_slots_of_real_opcodes(self):
        opcodes = [0x07, 0x0F, 0x15, 0x18, 0x61, 0x63, 0x71, 0x85, 0x8D, 0x95, 0xB7, 0xBF, 0xDB]
        for _ in range(RUNS):
            text = b"".join(bytes([self.random.choice(opcodes), self.random.randrange(256)]) +
                            self.random.choice((bytes(6), b"\0\0\1\0\0\0", self.random.randbytes(6)))
                            for _ in range(self.random.randrange(1, 40)))
            self.feed(text + bytes([0x95]) + bytes(7))

    def test_truncated_objects(self):
        data = contents(some_object())
        for length in sorted(self.random.sample(range(1, len(data)), RUNS)):
            self.feed(data[:length])

    def test_mutated_objects(self):
        for _ in range(RUNS):
            self.feed(self.mutated(contents(self.random.choice(objects()))))

    def test_mutated_and_truncated_images(self):
        for layout in ("fc28", "fc32", "extended"):
            image = os.path.join(self.folder.name, "image")
            self.check(["pack", some_object(), "-o", image, "--layout", layout], 0)
            data = contents(image)
            for _ in range(RUNS):
                self.feed(self.mutated(data))
                self.feed(self.mutated(data[:40]) + data[40:])
                self.feed(data[:self.random.randrange(1, len(data))])

    def test_objects_with_spoilt_headers(self):
        for _ in range(RUNS):
            data = bytearray(contents(some_object()))
            tables = int.from_bytes(data[40:48], "little")
            first = self.random.choice((0, tables))
            for _ in range(self.random.choice((1, 2, 4))):
                at = first + self.random.randrange(min(64 * 8, len(data) - first))
                data[at] = self.random.choice((0, 1, 0x7F, 0x80, 0xFF))
            self.feed(bytes(data))

    def test_mutated_listings(self):
        listing = self.femto("disasm", some_object()).out
        for _ in range(RUNS):
            self.femto("asm", "-", stdin=self.mutated(listing))

    def test_mutated_hexadecimal(self):
        data = contents(some_object()).hex(" ").encode()
        for _ in range(RUNS):
            self.femto("plugin", "00" * 8, self.random.choice(("--elf", "--other")),
                       stdin=self.mutated(data))

    def test_random_arguments(self):
        pieces = ["run", "verify", "disasm", "asm", "embed", "plugin", "build", "pack", "dump", "-",
                  "--layout", "fc32", "--", "--ctx", "--ctx-file",
                  "--budget", "--json", "--trace", "--config", "tiny",
                  "--helpers", "any", "--stack", "64", "--elf", "-o", "00", "zz", "\x01", "-1", "=", "--=",
                  "---", "@x", "%s%n", "", " ", "\u00fc", some_object(), self.folder.name]
        for _ in range(3 * RUNS):
            chosen = self.random.choices(pieces, k=self.random.randrange(6))
            # What -o may be followed by must not be one of the objects.
            if "-o" not in chosen:
                self.femto(*chosen)


if __name__ == "__main__":
    unittest.main(verbosity=2)
