# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto keygen`, and keys of openssl's."""

import base64
import hashlib
import json
import os
import re
import stat
import unittest

from deploy import TYPES, DeployTest, examples, openssl
from harness import contents


def der_of(path):
    return base64.b64decode(re.sub(rb"-----[^\n]*\n", b"", contents(path)))


def thumbprint(path):
    """RFC 9679, of the bytes that end a SubjectPublicKeyInfo."""
    der = der_of(path)
    if len(der) == 44:
        key = b"\xa3\x01\x01\x20\x06\x21\x58\x20" + der[-32:]
    else:
        key = b"\xa4\x01\x02\x20\x01\x21\x58\x20" + der[-64:-32] + b"\x22\x58\x20" + der[-32:]
    return hashlib.sha256(key).hexdigest()


class Keygen(DeployTest):
    def test_openssl_reads_both_halves_of_a_pair(self):
        for kind in TYPES:
            private, public = self.keygen(kind + ".pem", kind)
            self.assertEqual(openssl("pkey", "-in", private, "-pubout"), contents(public))
            self.assertEqual(openssl("pkey", "-in", private), contents(private))
            about = openssl("pkey", "-pubin", "-in", public, "-noout", "-text").decode()
            self.assertIn({"ed25519": "ED25519", "p256": "prime256v1"}[kind], about)

    def test_only_its_owner_may_read_a_private_key(self):
        before = os.umask(0)
        self.addCleanup(os.umask, before)
        private, public = self.keygen()
        self.assertEqual(stat.S_IMODE(os.stat(private).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(public).st_mode), 0o644)

    def test_the_key_id_is_the_beginning_of_the_thumbprint(self):
        for kind in TYPES:
            name = self.path(kind)
            told = json.loads(self.done("keygen", name, "--type", kind, "--json"))
            self.assertEqual(told["private"], name)
            self.assertEqual(told["public"], name + ".pub")
            self.assertEqual(told["type"], kind)
            self.assertEqual(told["id"], thumbprint(told["public"])[:16])
            printed = self.done("keygen", name, "--type", kind, "--force")
            self.assertEqual(printed, f"key {thumbprint(name + '.pub')[:16]} ({kind}): private "
                                      f"{name}, public {name}.pub\n")

    def test_keys_are_not_written_over_unless_that_is_said(self):
        private, public = self.keygen()
        before = contents(private), contents(public)
        self.refused(["keygen", private], "key.pem: is there already; --force writes over it")
        self.assertEqual((contents(private), contents(public)), before)
        os.unlink(private)
        self.refused(["keygen", private, "--json"], "key.pub.pem: is there already")
        self.assertFalse(os.path.exists(private))
        self.done("keygen", private, "--force")
        self.assertNotEqual(contents(public), before[1])
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["key.pem", "key.pub.pem"])

    def test_a_dangling_link_is_not_followed_to_write_a_key_elsewhere(self):
        os.symlink(self.path("elsewhere"), self.path("key.pem"))
        self.refused(["keygen", self.path("key.pem")], "is there already")
        self.assertFalse(os.path.exists(self.path("elsewhere")))

    def test_two_pairs_are_never_alike(self):
        for kind in TYPES:
            first = contents(self.keygen("a.pem", kind)[1])
            self.assertNotEqual(first, contents(self.keygen("b.pem", kind)[1]))
            os.unlink(self.path("a.pem"))
            os.unlink(self.path("a.pub.pem"))
            os.unlink(self.path("b.pem"))
            os.unlink(self.path("b.pub.pem"))

    def test_the_readme_shows_what_is_printed(self):
        [shown] = examples("keygen")
        os.chdir(self.folder.name)
        self.addCleanup(os.chdir, os.path.dirname(os.path.abspath(__file__)))
        command, printed = shown.splitlines()
        told = self.done(*command.removeprefix("$ femto ").split())
        self.assertEqual(told[20:], printed[20:] + "\n")

    def test_a_private_key_is_shown_as_one(self):
        for kind in TYPES:
            private, public = self.keygen(kind + ".pem", kind)
            for file, begin, is_private in ((private, "private key ", True), (public, "key ", False)):
                with self.subTest(file=file):
                    told = json.loads(self.done("inspect", file, "--json"))
                    self.assertEqual((told["kind"], told["is_private"]), ("key", is_private))
                    self.assertEqual(self.done("inspect", file), f"{begin}{told['id']} ({kind})\n")

    def test_what_makes_no_sense_or_cannot_be_written_is_told(self):
        self.refused(["keygen"], "OUT is required", 2)
        self.refused(["keygen", "-"], "a pair of keys is two files", 2)
        self.refused(["keygen", self.path("k"), "--type", "rsa"], "rsa", 2)
        self.refused(["keygen", self.path("no/where")], "No such file or directory")


class WithoutCryptography(DeployTest):
    """A build without libraries says so, in one line."""

    def test_the_verbs_that_need_a_library_say_that_there_is_none(self):
        for kind in {"ed25519", "p256"} - set(TYPES):
            self.refused(["keygen", self.path("k"), "--type", kind],
                         "this femto has no (cryptography|keys of type)", 2)


if __name__ == "__main__":
    unittest.main()
