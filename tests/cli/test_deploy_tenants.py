# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto tenants`: lists of tenants of descriptions, and what is no key or no description."""

import json
import os
import unittest

from deploy import TYPES, DeployTest, examples, openssl
from harness import contents

LIST = """administrators = ["operator"]
[[tenant]]
name = "grower"
identities = ["grower-1", "grower-2"]
slots = [0, 2]
hooks = ["timer", "00112233-4455-6677-8899-aabbccddeeff"]
helpers = ["bpf_printf", 4000]
store_entries = 8
budget = 5000
window_slots = 70000
[[tenant]]
name = "owner"
slots = "all"
hooks = "all"
helpers = "all"
[[key]]
tenant = "grower"
file = "grower.pub.pem"
[[key]]
tenant = "owner"
file = "owner.pub.pem"
status = "retired"
"""


class Tenants(DeployTest):
    def setUp(self):
        super().setUp()
        self.ids = [json.loads(self.done("keygen", self.path(name), "--json", "--type", kind))["id"]
                    for name, kind in (("grower.pem", TYPES[0]), ("owner.pem", TYPES[-1]))]

    def tenants(self, text, *options):
        self.text_file("list.toml", text)
        return self.femto("tenants", self.path("list.toml"), "-o", self.path("list"), *options)

    def test_a_list_by_which_nobody_may_sign_is_warned_of(self):
        warning = "warning: no key of the list may sign"
        some = '[[tenant]]\nname = "grower"\n'
        key = '[[key]]\ntenant = "grower"\nfile = "grower.pub.pem"\n'
        for text, warned in (("", True), (some, True), (some + key + 'status = "retired"\n', True),
                             (some + key, False)):
            with self.subTest(text=text):
                done = self.tenants(text)
                self.assertEqual(done.status, 0, done.err)
                self.assertEqual(warning in done.err, warned, done.err)

    def test_a_list_has_what_its_description_says(self):
        done = self.tenants(LIST, "--json")
        self.assertEqual(done.status, 0, done.err)
        self.assertEqual(json.loads(done.out), {
            "kind": "tenants",
            "administrators": ["operator"],
            "tenants": [
                {"name": "grower", "identities": ["grower-1", "grower-2"], "slots": [0, 2],
                 "hooks": ["timer", "00112233-4455-6677-8899-aabbccddeeff"], "helpers": [1, 4000],
                 "budget": 5000, "window_slots": 70000, "store_entries": 8},
                {"name": "owner", "identities": [], "slots": "all", "hooks": "all",
                 "helpers": "all", "budget": 10000, "window_slots": 0, "store_entries": 0}],
            "keys": [
                {"id": self.ids[0], "type": TYPES[0], "status": "active", "tenant": "grower"},
                {"id": self.ids[1], "type": TYPES[-1], "status": "retired", "tenant": "owner"}]})

    def test_a_list_is_shown_for_people(self):
        done = self.tenants(LIST)
        self.assertEqual(done.out.decode(), f"""\
list of tenants: 2 tenants, 2 keys; administrators: operator
tenant grower
  identities     grower-1, grower-2
  slots          0, 2
  hooks          timer, 00112233-4455-6677-8899-aabbccddeeff
  helpers        bpf_printf (0x1), helper 0xfa0
  budget         5000 slots per run
  window         70000 slots per second
  store          8 entries
  key            {self.ids[0]} ({TYPES[0]}, active)
tenant owner
  identities     none
  slots          all
  hooks          all
  helpers        all
  budget         10000 slots per run
  window         no limit
  store          0 entries
  key            {self.ids[1]} ({TYPES[-1]}, retired)
""")

    def test_the_same_description_makes_the_same_bytes(self):
        self.tenants(LIST)
        first = contents(self.path("list"))
        done = self.femto("tenants", self.path("list.toml"), "-o", "-")
        self.assertEqual(done.out, first)

    def test_the_readme_shows_a_description(self):
        [shown] = examples("tenants", "toml")
        done = self.tenants(shown, "--json")
        self.assertEqual(done.status, 0, done.err)
        self.assertEqual(json.loads(done.out)["tenants"], [
            {"name": "grower", "identities": ["grower-laptop"], "slots": [0, 1],
             "hooks": ["timer", "coap"], "helpers": [1, 16], "budget": 10000, "window_slots": 0,
             "store_entries": 8}])

    def test_what_is_wrong_is_refused_at_its_place(self):
        rows = [
            ("fly = 1\n", 'list.toml:1:1: unknown key "fly": a list of tenants has '),
            ("[[tenant]]\nname = 3\n", "2:8: name is a string"),
            ("[[tenant]]\nslots = [0]\n", "a tenant needs name"),
            ("[[tenant]]\nname = \"a b\"\n", "2:8: name is 1 to 32 letters"),
            ("[[tenant]]\nname = \"sixteen-letters-\"\n", "2:8: name is at most 15"),
            ("[[tenant]]\nname = \"a\"\nslots = [32]\n", "3:10: slots is .*0 to 31"),
            ("[[tenant]]\nname = \"a\"\nslots = [-1]\n", "3:10: slots"),
            ("[[tenant]]\nname = \"a\"\nslots = 1\n", "3:9: slots"),
            ("[[tenant]]\nname = \"a\"\nhooks = [\"door\"]\n", '3:10: there is no hook "door"'),
            ("[[tenant]]\nname = \"a\"\nhooks = [1]\n", "3:10: hooks is"),
            ("[[tenant]]\nname = \"a\"\nhelpers = [\"f\"]\n", '3:12: there is no helper "f"; those of a firmware\'s own go by their ids'),
            ("[[tenant]]\nname = \"a\"\nhelpers = [-1]\n", "3:12: there is no helper with the id"),
            ("[[tenant]]\nname = \"a\"\nbudget = 0\n", "3:10: budget is a number from 1"),
            ("[[tenant]]\nname = \"a\"\nstore_entries = 256\n", "3:17: store_entries is a number"),
            ("[[tenant]]\nname = \"a\"\nidentities = [\"\"]\n", "3:15: identities is"),
            ("[[tenant]]\nname = \"a\"\nidentities = [\"" + 65 * "x" + "\"]\n", "3:15: identities"),
            ("[[tenant]]\nname = \"a\"\nkey = \"x\"\n", '3:1: unknown key "key": a tenant has'),
            (2 * "[[tenant]]\nname = \"a\"\n", '3:1: there is a tenant "a" already'),
            ("[[tenant]]\nname = \"a\"\nidentities = [\"x\"]\n"
             "[[tenant]]\nname = \"b\"\nidentities = [\"x\"]\n",
             '4:1: the identity "x" is that of tenant "a" already'),
            ("[[key]]\ntenant = \"x\"\nfile = \"owner.pub.pem\"\n", '2:10: there is no tenant "x"'),
            (LIST + "[[key]]\ntenant = \"owner\"\nfile = \"grower.pub.pem\"\n",
             "25:8: this key is in the list already"),
            (LIST.replace('"retired"', '"lost"'), '22:10: status is "active", "retired" or'),
            ("administrators = \"x\"\n", "1:18: administrators is a list"),
            ("tenant = 3\n", "1:10: this is no \\[\\[tenant\\]\\]"),
            ("tenant = [3]\n", "1:11: this is no \\[\\[tenant\\]\\]"),
            ("".join(f'[[tenant]]\nname = "t{i}"\n' for i in range(33)), "at most 32 tenants"),
            ("[[tenant\n", "list.toml:1:"),
            ("a.b.c.d.e.f.g.h.i.j.k = 1\n", "more than 9 parts"),
        ]
        for text, err in rows:
            for options in ([], ["--json"]):
                with self.subTest(text=text):
                    done = self.tenants(text, *options)
                    self.assertEqual(done.status, 1)
                    self.assertRegex(done.err, err)
                    self.assertFalse(os.path.exists(self.path("list")))

    def test_what_is_no_public_key_is_refused_with_what_it_is(self):
        public = contents(self.path("grower.pub.pem"))
        rsa = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")
        p384 = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")
        body = public.splitlines()[1]
        rows = [
            (contents(self.path("grower.pem")), "is a private key"),
            (openssl("pkey", "-pubout", stdin=rsa), "no key of Ed25519 or P-256"),
            (openssl("pkey", "-pubout", stdin=p384), "no key of Ed25519 or P-256"),
            (public[:60], "is cut off"),
            (public[:20], "its first line of dashes does not end"),
            (b"", "is no key in PEM"),
            (b"\x00\xff" * 100, "is no key in PEM"),
            (2 * public, "more than one block of PEM"),
            (public.replace(body, body[:-4]), "a damaged one"),
            (public.replace(body, b"!" + body[1:]), "no base64"),
            (public.replace(body, b""), "a damaged one"),
            (b"x" * 70000, "more than 65536 bytes"),
            (public.replace(b"PUBLIC KEY", b"CERTIFICATE"), "holds a CERTIFICATE"),
        ]
        for data, err in rows:
            self.file("owner.pub.pem", data)
            done = self.tenants(LIST)
            with self.subTest(err=err):
                self.assertEqual(done.status, 1)
                self.assertRegex(done.err, f"list.toml:21:8: .*owner.pub.pem: .*{err}")
        os.unlink(self.path("owner.pub.pem"))
        self.assertRegex(self.tenants(LIST).err, "21:8: .*No such file")

    def test_every_byte_of_a_key_that_is_flipped_is_told_or_makes_another_key(self):
        for name in ("grower", "owner"):
            lines = contents(self.path(name + ".pub.pem")).splitlines()
            for at in range(0, len(lines[1]), 3):
                changed = bytearray(lines[1])
                changed[at] = ord("A") if changed[at] != ord("A") else ord("B")
                self.file(name + ".pub.pem", b"\n".join([lines[0], bytes(changed), *lines[2:], b""]))
                done = self.tenants(LIST, "--json")
                if done.status == 0:
                    ids = [each["id"] for each in json.loads(done.out)["keys"]]
                    self.assertNotEqual(ids, self.ids)
            self.file(name + ".pub.pem", b"\n".join([*lines, b""]))

    def test_what_makes_no_sense_is_told(self):
        self.refused(["tenants"], "FILE is required", 2)
        self.refused(["tenants", "x"], "--output is required", 2)
        self.refused(["tenants", "x", "-o", "-", "--json"], "cannot have both", 2)
        self.refused(["tenants", self.path("none"), "-o", self.path("l")], "No such file")


if __name__ == "__main__":
    unittest.main()
