# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What the tests of the operator's verbs have in common."""

import os
import re
import subprocess
import unittest

from harness import CommandTest

OPENSSL = os.environ.get("FEMTO_OPENSSL", "")
TYPES = os.environ.get("FEMTO_KEY_TYPES", "").split()


def openssl(*arguments, stdin=b"", wanted=0):
    done = subprocess.run([OPENSSL, *arguments], input=stdin, capture_output=True)
    assert done.returncode == wanted, done.stderr.decode()
    return done.stdout


def examples(section, language=""):
    """What stands in fences in a section of the README of the command line."""
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "../../include/femto/cli/README.md"), encoding="utf-8") as file:
        text = file.read()
    body = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL).group(1)
    return re.findall(rf"^```{language}\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)


@unittest.skipUnless(OPENSSL, "there is no openssl")
class DeployTest(CommandTest):
    def path(self, name):
        return os.path.join(self.folder.name, name)

    def text_file(self, name, text):
        return self.file(name, text.encode())

    def done(self, *arguments, stdin=b""):
        """A command that is to succeed; what it printed."""
        outcome = self.femto(*arguments, stdin=stdin)
        self.assertEqual(outcome.status, 0, outcome.err)
        return outcome.out.decode()

    def refused(self, arguments, err, status=1):
        with self.subTest(arguments=arguments):
            outcome = self.femto(*arguments)
            self.assertEqual(outcome.status, status, outcome.err)
            self.assertRegex(outcome.err, err)

    def keygen(self, name="key.pem", kind="ed25519"):
        """The paths of a new pair, private and public."""
        self.done("keygen", self.path(name), "--type", kind)
        return self.path(name), self.path(name.removesuffix(".pem") + ".pub.pem")
