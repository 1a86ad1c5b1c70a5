# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Every verb and option of the command `femto`, doing what it is for."""

import itertools
import json
import os
import subprocess
import unittest

from harness import FEMTO, CommandTest, contents, objects, some_object


class Run(CommandTest):
    def test_functions_return_what_they_should_in_every_executor(self):
        rows = [
            ("answer", [], b"0x2a\n"),
            ("sum", ["--ctx", "010203"], b"0x6\n"),
            ("sum", ["--ctx", "01 02  ff"], b"0x102\n"),
            ("sum", ["--ctx", "0x010203"], b"0x6\n"),
            ("sum", ["--ctx", "01:02:ff"], b"0x102\n"),
            ("sum", ["--ctx", ""], b"0x0\n"),
            ("sum", ["--ctx=FFfe"], b"0x1fd\n"),
            ("own_data", ["--ctx", "02"], b"0xa\n"),
            ("registers", [], b"0x0\n"),
            ("registers", ["--ctx", "00000000"], b"0x5\n"),
            ("too_deep", ["--ctx", "0000"], b"0x4\n"),
        ]
        executors = itertools.product(("compact", "switched", "threaded", "decoded"),
                                      ("segmented", "allow_list"))
        for dispatch, memory in executors:
            for function, options, r0 in rows:
                self.check(["run", some_object(), "--function", function, *options,
                            "--dispatch", dispatch, "--memory", memory], 0, r0)

    def test_every_object_answers(self):
        for path in objects():
            if os.path.basename(path).startswith("answers."):
                self.check(["run", path, "--function", "own_data", "--ctx", "03"], 0, b"0xc\n")

    def test_the_first_function_of_text_is_the_default(self):
        self.check(["run", some_object()], 0, b"0x2a\n")

    def test_a_section_can_be_chosen(self):
        self.check(["run", some_object(), "--section", "elsewhere"], 0, b"0x7\n")
        self.check(["run", some_object(), "--section", "elsewhere", "--function", "in_section"],
                   0, b"0x7\n")

    def test_bare_text_runs(self):
        self.check(["run", self.assembled("r0 = 0x2a\nexit\n")], 0, b"0x2a\n")

    def test_r0_is_64_bits(self):
        self.check(["run", self.assembled("r0 = -1\nexit\n")], 0, b"0xffffffffffffffff\n")

    def test_standard_input_serves_as_program_or_context(self):
        program = some_object()
        self.check(["run", "-"], 0, b"0x2a\n", stdin=contents(program))
        self.check(["run", program, "--function", "sum", "--ctx-file", "-"], 0, b"0x6\n",
                   stdin=b"\1\2\3")

    def test_a_context_file_is_taken_as_it_is(self):
        context = self.file("context", bytes([1, 0, 255, 10]))
        self.check(["run", some_object(), "--function", "sum", "--ctx-file", context],
                   0, b"0x10a\n")
        self.assertEqual(contents(context), bytes([1, 0, 255, 10]))

    def test_an_empty_context_file_is_an_empty_context(self):
        self.check(["run", some_object(), "--function", "registers",
                    "--ctx-file", self.file("context", b"")], 0, b"0x0\n")

    def test_a_context_is_written_back_when_it_is_asked_for(self):
        context = self.file("context", bytes([1, 2, 3]))
        result = os.path.join(self.folder.name, "out")
        add = self.assembled("r0 = *(u8 *)(r1 + 0)\n*(u8 *)(r1 + 2) = 0x7\nexit\n")
        for options in (["--ctx", "010203"], ["--ctx-file", context]):
            for memory in ("segmented", "allow_list"):
                self.check(["run", add, *options, "--memory", memory, "--ctx-out", result],
                           0, b"0x1\n")
                self.assertEqual(contents(result), bytes([1, 2, 7]))
                os.remove(result)
        self.check(["run", add, "--ctx-file", context, "--ctx-out", context], 0, b"0x1\n")
        self.assertEqual(contents(context), bytes([1, 2, 7]))

    def test_a_context_is_not_written_back_by_a_run_that_failed(self):
        result = os.path.join(self.folder.name, "out")
        for source in ("*(u8 *)(r1 + 0) = 7\nr0 = *(u8 *)(r1 + 9)\nexit\n", "r10 = 1\nexit\n"):
            done = self.femto("run", self.assembled(source), "--ctx", "00", "--ctx-out", result)
            self.assertEqual((done.status, os.path.exists(result)), (1, False))

    def test_the_stack_has_512_bytes_below_r10(self):
        for depth, status in ((8, 0), (512, 0), (520, 1)):
            text = self.assembled(f"*(u64 *)(r10 - {depth}) = 1\nr0 = 0\nexit\n")
            self.assertEqual(self.femto("run", text).status, status, depth)

    def test_stats_go_to_stderr(self):
        done = self.check(["run", self.assembled("r0 = 0x2a ll\nexit\n"), "--stats"], 0,
                          b"0x2a\n", r"(\w+ \d+\n){6}")
        self.assertIn("instructions 3\n", done.err)
        self.assertIn("text_slots 3\n", done.err)

    def test_json_is_one_object(self):
        done = self.femto("run", some_object(), "--json")
        self.assertEqual(json.loads(done.out), {"r0": "0x2a", "instructions": 2})
        self.assertEqual(done.out.count(b"\n"), 1)

    def test_json_of_an_error_names_it(self):
        rows = [
            (["--function", "out_of_bounds", "--ctx", "00"], "illegal_memory", "fault: "),
            (["--function", "for_ever", "--ctx", "00"], "budget_exhausted", "fault: "),
            (["--function", "nowhere"], "unknown_function", "refused: "),
        ]
        for options, name, prefix in rows:
            done = self.femto("run", some_object(), "--json", *options)
            told = json.loads(done.out)
            self.assertEqual(done.status, 1)
            self.assertEqual(set(told), {"error", "at", "message"})
            self.assertEqual(told["error"], name)
            self.assertEqual(done.err, prefix + told["message"] + "\n")

    def test_json_survives_any_file_name(self):
        done = self.femto("run", "no \"such\\ file\n\x1b[31m \u00fc", "--json")
        self.assertEqual(json.loads(done.out)["error"], "unreadable")

    def test_trace_shows_each_instruction_and_what_it_changed(self):
        source = "r1 = 2\nr0 = 40\nr0 += r1\nif r0 == 0 goto +1\ngoto +0\nexit\n"
        for dispatch in ("compact", "switched", "threaded", "decoded"):
            done = self.femto("run", self.assembled(source), "--trace", "--dispatch", dispatch)
            lines = done.err.splitlines()
            self.assertEqual(done.out, b"0x2a\n")
            self.assertEqual([int(line.split(":")[0]) for line in lines], [0, 1, 2, 3, 4, 5])
            self.assertRegex(lines[0], r"^ +0: r1 = 0x2 +; r1 = 0x2$")
            self.assertRegex(lines[2], r"^ +2: r0 \+= r1 +; r0 = 0x2a$")
            self.assertNotIn(";", lines[3])

    def test_trace_ends_with_the_instruction_that_failed(self):
        done = self.femto("run", self.assembled("r2 = 1\nr0 = *(u8 *)(r2 + 0)\nexit\n"),
                          "--trace")
        lines = done.err.splitlines()
        self.assertEqual(done.status, 1)
        self.assertEqual(len(lines), 3)
        self.assertRegex(lines[1], r"^ +1: r0 = \*\(u8 \*\)")
        self.assertRegex(lines[2], r"^fault: slot 1 \(r0 = ")

    def test_the_budget_counts_slots(self):
        text = self.assembled("r0 = 1 ll\nr0 += 1\nexit\n")
        self.check(["run", text, "--budget", "4"], 0, b"0x2\n")
        self.check(["run", text, "--budget", "3"], 1, b"",
                   r"fault: slot 3 \(exit\): the instruction budget is used up\n")


    def test_a_ready_made_config_can_be_chosen(self):
        atomic = self.assembled("r0 = 7\n*(u64 *)(r10 - 8) = r0\n"
                                "lock *(u64 *)(r10 - 8) += r0\nr0 = *(u64 *)(r10 - 8)\nexit\n")
        for config in ("defaults", "fast"):
            self.check(["run", atomic, "--config", config], 0, b"0xe\n")
        self.check(["run", atomic, "--config", "tiny"], 1, b"",
                   r"refused: slot 2 \(lock .*\): the instruction is of a conformance group .*\n")
        plain = self.file("plain", self.femto("asm", "-", stdin=b"r0 = *(u8 *)(r1 + 0)\nexit\n").out)
        for config in ("tiny", "defaults", "fast"):
            for trace in ([], ["--trace"]):
                self.assertEqual(self.femto("run", plain, "--ctx", "2a", "--config", config,
                                            *trace).out, b"0x2a\n")

    def test_calls_nest_as_deep_as_the_config_and_the_stack_let_them(self):
        def fits(depth, *options):
            return self.femto("run", some_object(), "--function", "too_deep", "--ctx",
                              "00" * depth, *options).status == 0
        # One call more than there are bytes in the context; each takes 32 bytes of stack.
        rows = [
            (6, []), (6, ["--stack", "4096"]), (1, ["--stack", "64"]), (3, ["--stack", "128"]),
            (3, ["--stack", "128", "--dispatch", "compact"]), (6, ["--config", "fast"]),
            (6, ["--stack", "256", "--memory", "allow_list"]),
        ]
        for depth, options in rows:
            self.assertEqual((fits(depth, *options), fits(depth + 1, *options)), (True, False),
                             options)

    def test_the_stack_is_as_large_as_it_is_said_to_be(self):
        for stack in (64, 128, 256, 512, 1024, 2048, 4096):
            for depth, status in ((stack, 0), (stack + 8, 1)):
                text = self.assembled(f"*(u64 *)(r10 - {depth}) = 1\nr0 = 0\nexit\n")
                done = self.femto("run", text, "--stack", str(stack))
                self.assertEqual(done.status, status, (depth, done.err))

    def test_helpers_of_a_firmware_answer_what_they_are_told_to(self):
        rows = [
            ("5=7", b"0x8\n"), ("0x5=0x10", b"0x11\n"), ("5=-2", b"0xffffffffffffffff\n"),
            ("1-9=3", b"0x4\n"), ("any=1", b"0x2\n"), ("any,5=4", b"0x5\n"),
            ("5=4,any=1", b"0x2\n"), ("0x7effffff,5=0xffffffffffffffff", b"0x0\n"),
        ]
        for helpers, r0 in rows:
            for dispatch in ("compact", "switched", "threaded", "decoded"):
                self.check(["run", some_object("calls_helper"), "--helpers", helpers,
                            "--dispatch", dispatch], 0, r0)
        self.check(["run", self.assembled("r1 = 0x7effffff\ncallx r1\nexit\n"),
                    "--helpers", "0x7effffff=9"], 0, b"0x9\n")

    def test_a_helper_without_an_answer_ends_the_run_and_is_named(self):
        sentence = r"the desk has no helper 0x5; --helpers 0x5=VALUE says what it returns\n"
        for helpers in ("5", "any", "any=1,1-6"):
            self.check(["run", some_object("calls_helper"), "--helpers", helpers], 1, b"",
                       r"fault: slot \d+ in calls_helper \(call 0x5\): " + sentence)
        self.check(["run", self.assembled("r3 = 5\ncallx r3\nexit\n"), "--helpers", "any"], 1,
                   b"", r"fault: slot 1 \(callx r3\): " + sentence)
        told = json.loads(self.femto("run", some_object("calls_helper"), "--helpers", "5",
                                     "--json").out)
        self.assertEqual((set(told), told["error"]), ({"error", "at", "message"}, "missing_helper"))


class Verify(CommandTest):
    def test_helpers_of_a_firmware_can_be_named(self):
        program = some_object("calls_helper")
        for helpers in ("any", "5", "0x5", "1-5", "0x10-0x12,5", "5=1", "0-0x7effffff"):
            self.assertEqual(self.femto("verify", program, "--helpers", helpers).status, 0)
        for helpers in ("4", "6-9,1,0x50"):
            self.check(["verify", program, "--helpers", helpers], 1, b"",
                       r"refused: slot \d+ in .* \(call 0x5\): the call names no [^;]*\n")
        self.check(["verify", program], 1, b"",
                   r"refused: .* the call names no .*; --helpers 0x5 lets it call a firmware's\n")
        self.check(["verify", self.assembled("call 0x7f000000\nexit\n"), "--helpers", "any"], 1,
                   b"", r"refused: slot 0 \(call 0x7f000000\): the call names no .*\n")

    def test_it_says_whether_a_program_fits_a_config(self):
        for config, status in (("tiny", 1), ("defaults", 0), ("fast", 0)):
            done = self.femto("verify", some_object(), "--function", "own_data",
                              "--config", config)
            self.assertEqual(done.status, status, done.err)
        self.check(["verify", some_object(), "--config", "tiny"], 1, b"",
                   "refused: the program has data, bss or rodata, which this Config leaves out\n")
        self.check(["verify", self.assembled("r1 = 1\ncallx r1\nexit\n"), "--config", "tiny",
                    "--helpers", "any"], 1, b"", r"refused: slot 1 \(callx r1\): .* group .*\n")
        self.assertEqual(self.femto("verify", self.assembled("r0 = 1 ll\nexit\n"), "--config",
                                    "tiny").status, 0)

    def test_it_says_whether_a_program_fits_a_stack(self):
        deep = "*(u64 *)(r10 - 200) = 1\nr0 = 0\nexit\n"
        calls = "r1 = r10\nr1 += -40\ncall f\nexit\nf: r0 = 0\nexit\n"
        # r10 gets where its trace is lost, and a function's frame is taken for 512 bytes.
        unseen = "r2 = r10\nr2 -= r1\n"
        rows = [
            (deep, 200, None),
            (deep, 192, "a function takes 200 bytes of stack, and there are 192"),
            (calls, 72, None),
            (calls, 64, "a call of its functions takes 72 bytes of stack, and there are 64"),
            (unseen + "r0 = 0\nexit\n", 64, None),
            (unseen + "call f\nexit\nf: r0 = 0\nexit\n", 544, None),
            (unseen + "call f\nexit\nf: r0 = 0\nexit\n", 536,
             "a call of its functions takes 544 bytes of stack, and there are 536"),
        ]
        for source, stack, why in rows:
            done = self.femto("verify", self.assembled(source), "--stack", str(stack))
            self.assertEqual(done.err, f"refused: {why}\n" if why else "")
        text = self.assembled(calls)
        self.assertIn(b"frames of 40 bytes, 7 nested calls fit", self.femto("verify", text).out)
        for config, stack, nested in (("defaults", 512, 7), ("defaults", 256, 3), ("tiny", 512, 4)):
            told = json.loads(self.femto("verify", text, "--config", config, "--stack",
                                         str(stack), "--json").out)
            self.assertEqual((told["frame_bytes"], told["nested_calls"]), (40, nested))

    def test_every_object_passes(self):
        for path in objects():
            if os.path.basename(path).startswith("answers."):
                self.assertRegex(self.femto("verify", path).out, rb"\Averified: \d+ slots .*\n\Z")

    def test_json_has_the_figures(self):
        facts = json.loads(self.femto("verify", some_object(), "--json",
                                      "--function", "own_data").out)
        self.assertEqual(facts["rodata_bytes"], 4)
        self.assertEqual(facts["data_bytes"], 8)
        self.assertGreater(facts["entry"], 0)

    def test_it_does_not_run_anything(self):
        self.assertEqual(self.femto("verify", some_object(), "--function", "for_ever").status, 0)

    def test_a_refusal_names_slot_and_instruction(self):
        rows = [
            ("r10 = 1\nexit\n", r"refused: slot 0 \(r10 = 0x1\): r10 cannot be written\n"),
            ("r0 = 1\n", r"refused: slot 0 \(r0 = 0x1\): execution can run past .*\n"),
            ("r0 = 0\ngoto +7\nexit\n", r"refused: slot 1 \(goto \+0x7\): the jump leaves .*\n"),
            ("call 1\nexit\n", r"refused: slot 0 \(call 0x1\): the call names no .*\n"),
            (".byte 0xff,0,0,0,0,0,0,0\nexit\n",
             r"refused: slot 0 \(\.byte 0xff.*\): there is no such instruction\n"),
        ]
        for source, err in rows:
            text = self.assembled(source)
            self.check(["verify", text], 1, b"", err)
            self.check(["run", text], 1, b"", err)

    def test_a_refusal_in_an_object_names_the_function(self):
        self.check(["verify", some_object("calls_helper")], 1, b"",
                   r"refused: slot \d+ in calls_helper \(call 0x5\): the call names no .*\n")


class DisassembleAndAssemble(CommandTest):
    def test_the_listing_of_every_object_assembles_to_the_same_text(self):
        for path in objects():
            if os.path.basename(path).startswith("undefined."):
                continue
            listing = self.femto("disasm", path).out
            first = self.femto("asm", "-", stdin=listing).out
            self.assertGreater(len(first), 8)
            again = self.femto("disasm", self.file("text", first)).out
            headings = [line for line in listing.splitlines(True) if b"\t" in line]
            self.assertEqual(b"".join(headings), again)

    def test_the_listing_is_in_llvm_objdumps_form(self):
        listing = self.femto("disasm", some_object()).out.decode()
        self.assertTrue(listing.startswith("0000000000000000 <answer>:\n       0:\tr0 = 0x2a\n"
                                           "       1:\texit\n"), listing[:200])

    def test_what_is_no_instruction_prints_as_bytes(self):
        self.check(["disasm", self.file("text", b"\xff\x01\x02")], 0,
                   b"       0:\t.byte 0xff, 0x01, 0x02\n")

    def test_asm_writes_to_stdout_a_file_or_as_hexadecimal(self):
        text = bytes([0xB7, 0, 0, 0, 42, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0])
        source = self.file("source", b"# answer\nstart: r0 = 42\n\texit ; done\n")
        target = os.path.join(self.folder.name, "out")
        self.check(["asm", source], 0, text)
        self.check(["asm", source, "-o", target], 0)
        self.assertEqual(contents(target), text)
        self.check(["asm", source, "--hex"], 0,
                   b"b7 00 00 00 2a 00 00 00\n95 00 00 00 00 00 00 00\n")

    def test_a_source_may_end_without_an_end_of_line(self):
        for source, text in ((b"r0=1 ll", "18 00 00 00 01 00 00 00\n00 00 00 00 00 00 00 00\n"),
                             (b"exit", "95 00 00 00 00 00 00 00\n")):
            self.check(["asm", "-", "--hex"], 0, text.encode(), stdin=source)

    def test_a_source_may_have_many_labels(self):
        source = "".join(f"l{i}: r0 = {i}\n" for i in range(5000)) + "goto l17\nexit\n"
        self.assertEqual(len(self.femto("asm", "-", stdin=source.encode()).out), 5002 * 8)


class Embed(CommandTest):
    def test_a_header_goes_to_stdout_or_a_file(self):
        target = os.path.join(self.folder.name, "answers.hpp")
        shown = self.femto("embed", some_object()).out
        self.check(["embed", some_object(), "-o", target], 0)
        self.assertEqual(contents(target), shown)
        self.assertIn(b"0xb7, 0x00, 0x00, 0x00, 0x2a, 0x00, 0x00, 0x00, // 0: r0 = 0x2a\n", shown)

    def test_it_is_named_after_its_file_or_as_it_is_told_to(self):
        text = contents(self.assembled("r0 = 0\nexit\n"))
        rows = [
            ("blink.o", [], b"blink"), ("two-words.clang-v3.o", [], b"two_words"),
            ("1.o", ["--name", "one"], b"one"), ("-", ["--name", "_x9"], b"_x9"),
        ]
        for file, options, name in rows:
            path = file if file == "-" else self.file(file, text)
            done = self.femto("embed", path, *options, stdin=text)
            self.assertIn(b"inline constexpr fc::image::compiled_in " + name + b"{", done.out)

    def test_the_entry_is_kept(self):
        out = self.femto("embed", some_object(), "--function", "own_data").out
        self.assertRegex(out, rb"\.entry = [1-9]\d*,\n")

    def test_helpers_of_a_firmware_are_no_reason_to_refuse(self):
        self.assertEqual(self.femto("embed", some_object("calls_helper")).status, 0)


class Plugin(CommandTest):
    ANSWER = b"b7  00  00  00  2a  00  00  00  95  00  00  00  00  00  00  00  \n"

    def test_a_program_comes_through_standard_input(self):
        self.check(["plugin"], 0, b"2a\n", stdin=self.ANSWER)

    def test_memory_is_the_first_argument(self):
        first_byte = b"71 10 00 00 00 00 00 00 95 00 00 00 00 00 00 00\n"
        self.check(["plugin", "aa bb cc"], 0, b"aa\n", stdin=first_byte)
        self.check(["plugin", "aabbcc"], 0, b"aa\n", stdin=first_byte)
        length = b"bf 20 00 00 00 00 00 00 95 00 00 00 00 00 00 00\n"
        self.check(["plugin", "aa  bb  cc  "], 0, b"3\n", stdin=length)
        self.check(["plugin"], 0, b"0\n", stdin=length)

    def test_options_may_follow_or_stand_alone(self):
        for options in (["--dispatch", "compact"], ["--dispatch=decoded", "--memory=allow_list"],
                        ["--unheard-of"], ["--unheard-of", "--debug=true"]):
            self.check(["plugin", *options], 0, b"2a\n", stdin=self.ANSWER)
            self.check(["plugin", "00 01", *options], 0, b"2a\n", stdin=self.ANSWER)

    def test_an_object_comes_as_hexadecimal_too(self):
        for path in objects():
            if os.path.basename(path).startswith("answers."):
                stdin = contents(path).hex(" ").replace(" ", "  ").encode() + b"  \n"
                self.check(["plugin", "--elf"], 0, b"2a\n", stdin=stdin)

    def test_helper_5_gives_back_its_argument(self):
        stdin = contents(some_object("calls_helper")).hex(" ").encode()
        self.check(["plugin", "00 00 00", "--elf"], 0, b"4\n", stdin=stdin)

    def test_it_works_behind_a_path_of_its_own(self):
        script = self.file("plugin", f'#!/bin/sh\nexec "{FEMTO}" plugin "$@"\n'.encode())
        os.chmod(script, 0o755)
        done = subprocess.run([script, "01"], input=self.ANSWER, capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (0, b"2a\n"))


class Help(CommandTest):
    def test_help_and_version(self):
        for arguments in (["--help"], ["-h"]):
            done = self.femto(*arguments)
            self.assertEqual((done.status, done.err), (0, ""))
            for verb in (b"build", b"run", b"verify", b"disasm", b"asm", b"dump", b"pack",
                         b"embed", b"explain", b"device", b"plugin", b"example"):
                self.assertIn(verb, done.out)
        self.assertRegex(self.femto("--version").out, rb"\Afemto \d+\.\d+\.\d+\n\Z")

    def test_every_verb_has_help(self):
        for verb in ("build", "run", "verify", "disasm", "asm", "dump", "pack", "embed",
                     "explain", "device", "plugin", "example"):
            self.assertIn(f"femto {verb}".encode(), self.femto(verb, "--help").out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
