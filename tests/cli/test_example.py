# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto example`: the lessons, and how the command hands over to them."""

import os
import re
import shutil
import signal
import subprocess
import tempfile

from harness import FEMTO, TIMEOUT_SECONDS, CommandTest, contents

PAGES = os.environ.get("FEMTO_LESSONS", "")
BUILD = os.environ.get("FEMTO_BUILD", "")
CMAKE = os.environ.get("FEMTO_CMAKE", "")


def page(*path):
    return contents(os.path.join(PAGES, *path)).decode()


def run(femto, *arguments, stdin=b""):
    """With `stdin` None standard input is closed."""
    command = [femto, "example", *arguments]
    if stdin is None:
        command = ["/bin/sh", "-c", 'exec "$0" "$@" <&-', *command]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=TIMEOUT_SECONDS)


class Lessons(CommandTest):
    def names(self):
        done = self.femto("example", "--list")
        self.assertEqual((done.status, done.err), (0, ""))
        names = done.out.decode().splitlines()
        self.assertEqual("".join(f"{name}\n" for name in names), done.out.decode())
        self.assertIn("increment", names)
        return names

    def test_the_page_of_all_lessons_has_those_that_are_listed(self):
        rows = re.findall(r"^\| \[(\w+)\]\((\w+)\) \| (.+) \|$", page("README.md"), re.MULTILINE)
        self.assertEqual([row[0] for row in rows], self.names())
        self.assertEqual([row[1] for row in rows], self.names())
        done = self.femto("example")
        self.assertEqual(re.findall(r"^(\w+) +(.+)$", done.out.decode(), re.MULTILINE),
                         [(row[0], row[2]) for row in rows])

    def test_each_says_what_it_does_and_then_does_what_its_page_says(self):
        for name in self.names():
            text = page(name, "README.md")
            self.assertIn(f"\nbuild/release/bin/femto example {name}\n", text)
            expected = re.search(r"```text\n(.*?)```", text, re.DOTALL).group(1)
            about = re.search(r"\*\*What\.\*\* (.*?)\n\n", text, re.DOTALL).group(1)
            about = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", about)
            for stdin in (b"", None):
                with self.subTest(lesson=name, closed=stdin is None):
                    done = run(FEMTO, name, stdin=stdin)
                    self.assertEqual((done.returncode, done.stderr), (0, b""))
                    first, told, rest = done.stdout.decode().split("\n\n", 2)
                    self.assertTrue(first.startswith(f"{name}: "))
                    self.assertEqual(told.split(), about.split() +
                                     [f"(examples/hosting/{name}/README.md)"])
                    self.assertEqual(rest, expected)

    def test_the_fault_of_the_lesson_about_debugging_can_be_explained(self):
        slot, instruction = re.search(r"^fault 1: container 1, slot (\d+) \((.+)\): the access is",
                                      page("debug", "README.md"), re.MULTILINE).groups()
        built = os.path.join(self.folder.name, "busy_minutes.o")
        self.check(["build", os.path.join(PAGES, "debug", "busy_minutes.c"), "-o", built,
                    "--clang", os.environ.get("FEMTO_CLANG", "clang")], 0)
        told = self.femto("explain", built, "--slot", slot, "--cause", "illegal_memory")
        self.assertEqual((told.status, told.err), (0, ""))
        self.assertIn(f"in busy_minutes: {instruction}\n".encode(), told.out)
        self.assertIn(b"data, 32 bytes, read-write\n", told.out)


class Example(CommandTest):
    """Scripts stand for the lessons, beside a copy of the command or where it is installed to."""

    def shelf(self, script, folder="bin"):
        root = tempfile.mkdtemp(dir=self.folder.name)
        for each in {"bin", folder}:
            os.makedirs(os.path.join(root, each))
        program = os.path.join(root, folder, "hosting-increment")
        with open(program, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + script)
        os.chmod(program, 0o755)
        return shutil.copy(FEMTO, os.path.join(root, "bin", "femto"))

    def test_the_exit_status_is_the_lessons(self):
        for folder in ("bin", "libexec/femto"):
            for status in (0, 1, 2, 77, 255):
                done = run(self.shelf(f"exit {status}\n", folder), "increment")
                self.assertEqual(done.returncode, status, folder)
        done = run(self.shelf("kill -TERM $$\n"), "increment")
        self.assertEqual(done.returncode, -signal.SIGTERM)

    def test_what_it_says_comes_behind_what_is_said_of_it(self):
        done = run(self.shelf("echo here\necho there >&2\n"), "increment")
        self.assertRegex(done.stdout, rb"\Aincrement: .+\n\n(?s:.+)\n\nhere\n\Z")
        self.assertEqual(done.stderr, b"there\n")

    def test_standard_input_is_the_lessons(self):
        done = run(self.shelf("cat\n"), "increment", stdin=b"up\0down\n")
        self.assertTrue(done.stdout.endswith(b"\n\nup\0down\n"))

    def test_standard_input_that_is_closed_stays_closed(self):
        done = run(self.shelf("if [ -e /proc/$$/fd/0 ]; then echo open; else echo closed; fi\n"),
                   "increment", stdin=None)
        self.assertTrue(done.stdout.endswith(b"\n\nclosed\n"), done.stdout)

    def test_nothing_is_run_that_cannot_be_announced(self):
        femto = self.shelf("echo ran >&2\n")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([femto, "example", "increment"], stdout=full,
                                  stderr=subprocess.PIPE, timeout=TIMEOUT_SECONDS)
        self.assertEqual((done.returncode, done.stderr),
                         (1, b"refused: standard output: cannot be written\n"))

    def test_a_program_that_is_not_there_or_no_program_is_refused(self):
        femto = self.shelf("")
        for mode in (0o644, None):
            program = os.path.join(os.path.dirname(femto), "hosting-increment")
            os.chmod(program, mode) if mode else os.remove(program)
            done = run(femto, "increment")
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertRegex(done.stderr, rb"\Arefused: hosting-increment: [^\n]+\n\Z")

    def test_an_unknown_lesson_is_wrong_usage(self):
        names = self.femto("example", "--list").out.decode().replace("\n", ", ").rstrip(", ")
        self.check(["example", "nothing"], 2,
                   err=f'refused: there is no lesson "nothing", but {names}\n')
        for arguments in (["--list", "increment"], ["increment", "more"], ["--all"]):
            self.assertEqual(self.femto("example", *arguments).status, 2)


class Installed(CommandTest):
    def test_an_installed_command_finds_its_lessons(self):
        with tempfile.TemporaryDirectory() as prefix:
            subprocess.run([CMAKE, "--install", BUILD, "--component", "tools", "--prefix", prefix],
                           check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
            femto = os.path.join(prefix, "bin", "femto")
            for name in run(femto, "--list").stdout.decode().split():
                done = run(femto, name)
                self.assertEqual((done.returncode, done.stderr), (0, b""), name)
                self.assertEqual(done.stdout, run(FEMTO, name).stdout)
