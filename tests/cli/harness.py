# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Runs the real command, and holds every run to what the command line promises of all of them."""

import itertools
import json
import os
import re
import subprocess
import tempfile
import unittest

FEMTO = os.environ.get("FEMTO", "")
OBJECTS = os.environ.get("FEMTO_OBJECTS", "")
TIMEOUT_SECONDS = 60


class Outcome:
    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err


def objects():
    """The paths of all objects that were built for these tests."""
    return sorted(os.path.join(OBJECTS, name) for name in os.listdir(OBJECTS)
                  if name.endswith(".o"))


def some_object(name="answers"):
    return next(path for path in objects() if os.path.basename(path).startswith(name + "."))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def assembled(self, source):
        """The path of a bare text."""
        done = self.femto("asm", "-", stdin=source.encode())
        self.assertEqual(done.status, 0, done.err)
        return self.file("text", done.out)

    def femto(self, *arguments, stdin=b""):
        done = subprocess.run([FEMTO, *arguments], input=stdin, capture_output=True,
                              timeout=TIMEOUT_SECONDS)
        told = f"{[a[:200] for a in arguments]}\n{done.stderr[-2000:]!r}"
        # A negative status is a signal; sanitizers have statuses of their own.
        self.assertIn(done.returncode, (0, 1, 2), told)
        err = done.stderr.decode("utf-8", "replace")
        if done.returncode != 0 and "--trace" not in arguments:
            self.assertRegex(err, r"\A(refused|fault): [^\n]+\n\Z", told)
            self.assertFalse(re.search(r"[\x00-\x09\x0b-\x1f\x7f]", err), told)
            shown = arguments[:1] == ("inspect",)  # what devices refuse is shown all the same
            if "--json" in itertools.takewhile(lambda each: each != "--", arguments):
                answer = json.loads(done.stdout)
                self.assertIn("message", answer.get("refused", answer), told)
            elif not shown or not done.stdout.startswith(b"manifest, "):
                self.assertEqual(done.stdout, b"", told)
        if done.returncode == 2:
            self.assertTrue(err.startswith("refused: "), told)
        return Outcome(done.returncode, done.stdout, err)

    def check(self, arguments, status, out=b"", err="", stdin=b""):
        """One row of a table: `out` is exact, `err` a pattern for all of stderr."""
        with self.subTest(arguments=arguments):
            done = self.femto(*arguments, stdin=stdin)
            self.assertEqual(done.status, status, done.err)
            self.assertEqual(done.out, out)
            self.assertRegex(done.err, r"\A" + err + r"\Z")
            return done
