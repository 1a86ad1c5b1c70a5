# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto sign`, and `femto inspect` of what it made."""

import hashlib
import json
import os
import random
import re
import time
import unittest

from deploy import TYPES, DeployTest, examples, openssl
from harness import contents, some_object

VENDOR = "fa6b4a53-d5ad-5fdf-be9d-e663e4d41ffe"
CLASS = "1492af14-2569-5e48-bf42-9b2d51f2ab45"
DESCRIPTION = f"""vendor = "{VENDOR}"
class = "{CLASS}"
slot = 1
hook = "timer"
sequence = 7
position = 2
budget = 5000
name = "blink"
"""


class SignTest(DeployTest):
    def setUp(self):
        super().setUp()
        self.image = self.path("image.fc32")
        self.done("pack", some_object(), "-o", self.image)
        self.private, self.public = self.keygen(kind=TYPES[0])
        self.description = self.text_file("what.toml", DESCRIPTION)
        self.out = self.path("out.suit")

    def sign(self, *options, image=None, description=True):
        return self.femto("sign", image or self.image, "--key", self.private, "-o", self.out,
                          *(["--description", self.description] if description else []), *options)

    def signed(self, *options, **more):
        """What is signed, as inspect sees it."""
        done = self.sign(*options, **more)
        self.assertEqual(done.status, 0, done.err)
        return self.inspected()

    def inspected(self, *options):
        return json.loads(self.done("inspect", self.out, "--json", *options))

    def refusal(self, *options):
        """Why devices refuse it, as inspect has it for programs."""
        done = self.femto("inspect", self.out, "--json", *options)
        self.assertEqual(done.status, 1, done.out)
        return json.loads(done.out)["refused"]


def values(nodes, name):
    """All values of this name, however deep."""
    out = [each["value"] for each in nodes if each["name"] == name]
    for each in nodes:
        out += values(each.get("items", []), name)
    return out


def der_number(value):
    value = value.lstrip(b"\x00")
    value = (b"\x00" if value[0] & 0x80 else b"") + value
    return b"\x02" + bytes([len(value)]) + value


class Sign(SignTest):
    def test_a_manifest_says_what_its_description_says(self):
        made = self.signed()
        image = contents(self.image)
        digest = hashlib.sha256(image).hexdigest()
        self.assertEqual(made["form"], "current")
        self.assertEqual(made["sequence"], 7)
        self.assertEqual(made["digest_state"], "right")
        self.assertEqual([each["value"] for each in made["components"]], ["slot 1, hook timer"])
        rows = [("suit-parameter-vendor-identifier", VENDOR),
                ("suit-parameter-class-identifier", CLASS),
                ("suit-parameter-image-digest", "sha-256 " + digest),
                ("suit-parameter-image-size", f"{len(image)} bytes"),
                ("suit-parameter-uri", "#image"),
                ("femto-parameter-position", "2"),
                ("femto-parameter-budget", "5000 slots per run"),
                ("femto-parameter-name", "blink")]
        for name, value in rows:
            self.assertEqual(values(made["sections"], name), [value])
        self.assertEqual(values(made["sections"], "suit-parameter-device-identifier"), [])
        self.assertEqual(made["payloads"],
                         [{"uri": "#image", "bytes": len(image), "sha256": digest}])
        self.assertIsNone(made["refused"])
        self.assertEqual(made["complaints"], [])

    def test_options_go_before_the_description(self):
        made = self.signed("--slot", "3", "--hook", "coap", "--sequence", "18446744073709551615",
                           "--position", "0", "--budget", "1", "--name", "other",
                           "--device", VENDOR, "--vendor", CLASS, "--class", VENDOR)
        self.assertEqual(made["sequence"], 2**64 - 1)
        self.assertEqual(made["components"][0]["value"], "slot 3, hook coap")
        rows = [("suit-parameter-vendor-identifier", CLASS),
                ("suit-parameter-class-identifier", VENDOR),
                ("suit-parameter-device-identifier", VENDOR), ("femto-parameter-position", "0"),
                ("femto-parameter-budget", "1 slots per run"), ("femto-parameter-name", "other")]
        for name, value in rows:
            self.assertEqual(values(made["sections"], name), [value])
        self.assertIsNone(made["refused"])

    def test_without_a_sequence_it_is_the_time(self):
        before = int(time.time())
        done = self.sign("--vendor", VENDOR, "--class", CLASS, "--slot", "0", description=False)
        self.assertRegex(done.out.decode(), r"sequence \d+ \(the seconds since 1970\)")
        made = self.inspected()
        self.assertTrue(before <= made["sequence"] <= time.time())
        self.assertEqual(made["components"][0]["value"], "slot 0")

    def test_what_was_signed_is_printed(self):
        done = self.sign()
        image = contents(self.image)
        self.assertRegex(done.out.decode(),
                         rf"\Asigned by [0-9a-f]{{16}}: sequence 7, image of {len(image)} bytes in the "
                         rf"envelope, envelope of {len(contents(self.out))} bytes\n"
                         rf"sha256 {hashlib.sha256(image).hexdigest()}\n\Z")
        told = json.loads(self.sign("--json").out)
        self.assertEqual(told["sequence"], 7)
        self.assertEqual(told["digest"], hashlib.sha256(image).hexdigest())
        self.assertEqual(told["image_bytes"], len(image))
        self.assertEqual(told["envelope_bytes"], len(contents(self.out)))
        self.assertTrue(told["is_integrated"])
        self.assertEqual(self.sign("-o", "-", "--description", self.description,
                                   description=False).status, 2)

    def test_an_image_elsewhere_is_not_in_the_envelope(self):
        made = self.signed("--uri", "coap://[fd00::1]/blink.fc32")
        self.assertEqual(made["payloads"], [])
        self.assertEqual(values(made["sections"], "suit-parameter-uri"),
                         ["coap://[fd00::1]/blink.fc32"])
        self.assertIsNone(made["refused"])

    def test_every_type_of_key_signs_in_both_forms(self):
        for kind in TYPES:
            private, public = self.keygen(kind + ".pem", kind)
            other = self.keygen(kind + "2.pem", kind)[1]
            for profile in ("current", "draft09"):
                options = ["--profile", profile, "--vendor", VENDOR, "--class", CLASS, "--slot",
                           "4", "--uri", "coap://h/i", "--key", private, "-o", self.out]
                self.done("sign", self.image, *options)
                made = self.inspected("--key", public)
                self.assertEqual(made["form"], profile)
                self.assertEqual(made["components"][0]["value"], "slot 4")
                self.assertEqual([each["is_good"] for each in made["signatures"]], [True])
                self.assertIsNone(made["refused"])
                self.refused(["inspect", self.out, "--key", other], "not signed by this key")
                names = {"ed25519": {"current": "Ed25519 (-19)", "draft09": "EdDSA (-8)"},
                         "p256": {"current": "ESP256 (-9)", "draft09": "ES256 (-7)"}}
                self.assertEqual(made["signatures"][0]["algorithm"], names[kind][profile])

    def test_keys_of_openssl_sign_too(self):
        ways = {
            "ed25519": [["genpkey", "-algorithm", "ed25519"]],
            "p256": [["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                     ["ecparam", "-name", "prime256v1", "-genkey"],
                     ["ecparam", "-name", "prime256v1", "-genkey", "-noout"]],
        }
        for kind in TYPES:
            for way in ways[kind]:
                pem = openssl(*way)
                private = self.file("theirs.pem", pem)
                public = self.file("theirs.pub.pem", openssl("pkey", "-pubout", stdin=pem))
                self.done("sign", self.image, "--description", self.description, "--key", private,
                          "-o", self.out)
                self.assertTrue(self.inspected("--key", public)["signatures"][0]["is_good"])

    def test_openssl_verifies_what_was_signed(self):
        for kind in TYPES:
            private, public = self.keygen(kind + ".pem", kind)
            self.done("sign", self.image, "--description", self.description, "--key", private,
                      "-o", self.out)
            data = contents(self.out)
            # The lengths before the manifest are always these.
            self.assertEqual(data[7:9] + data[45:47], b"\x58\x24\x58\x54")
            container, protected, signature = data[9:45], data[50:63], data[67:131]
            message = self.file("message", b"\x84\x6aSignature1\x4d" + protected + b"\x40\x58\x24" +
                                container)
            options = []
            if kind == "p256":  # openssl has the two numbers in DER
                numbers = b"".join(der_number(signature[at:at + 32]) for at in (0, 32))
                signature = b"\x30" + bytes([len(numbers)]) + numbers
                options = ["-digest", "sha256"]
            openssl("pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in", message,
                    "-sigfile", self.file("signature", signature), *options)

    def test_a_list_of_tenants_is_signed_for_its_slot(self):
        self.text_file("list.toml", '[[tenant]]\nname = "grower"\n')
        self.done("tenants", self.path("list.toml"), "-o", self.path("list"))
        made = self.signed("--tenants", "--vendor", VENDOR, "--class", CLASS,
                           image=self.path("list"), description=False)
        self.assertEqual(made["components"][0]["value"], "the list of tenants")
        self.assertIsNone(made["refused"])
        for arguments in (["--slot", "1"], ["--hook", "timer"], ["--name", "x"]):
            done = self.sign("--tenants", "--vendor", VENDOR, "--class", CLASS, *arguments,
                             image=self.path("list"), description=False)
            self.assertEqual(done.status, 2)
        done = self.sign("--tenants", "--vendor", VENDOR, "--class", CLASS, description=False)
        self.assertRegex(done.err, "image.fc32: is no list of tenants, which femto tenants makes: byte 0")

    def test_what_devices_would_refuse_is_not_signed(self):
        wrong = self.file("wrong", contents(self.assembled("r0 = 0\nr0 = 0\n")))
        image = bytearray(contents(self.image))
        at = image.rindex(b"\x95" + bytes(7))  # the last exit
        image[at] = 0xFF
        bad = self.file("bad.fc32", bytes(image))
        rows = [
            (bad, "no instruction|illegal|slot"),
            (wrong, "slot 1"),
            (some_object(), "femto pack makes an image"),
            (self.file("short.fc32", contents(self.image)[:20]), "short.fc32: "),
            (self.file("empty", b""), "is empty"),
            (self.file("prog.c", b"int main() { return 0; }\n"), "source|femto build"),
            (self.path("none"), "No such file"),
        ]
        for image, err in rows:
            with self.subTest(image=image):
                done = self.sign(image=image)
                self.assertEqual(done.status, 1)
                self.assertRegex(done.err, err)
                self.assertFalse(os.path.exists(self.out))
        self.assertEqual(self.sign("--unverified", image=bad).status, 0)
        self.assertEqual(self.sign(image=self.assembled("r0 = 0\nexit\n")).status, 0)

    def test_helpers_of_the_devices_may_be_said(self):
        calls = self.path("calls.fc32")
        self.done("pack", some_object("calls_helper"), "-o", calls)
        self.assertEqual(self.sign(image=calls).status, 0)
        self.assertEqual(self.sign("--helpers", "any", image=calls).status, 0)
        done = self.sign("--helpers", "0x7000", image=calls)
        self.assertEqual(done.status, 1)
        self.assertRegex(done.err, "slot")
        self.assertEqual(self.sign("--helpers", "any", "--unverified", image=calls).status, 2)

    def test_what_is_wrong_in_a_description_is_refused_at_its_place(self):
        rows = [
            ('vendor = "x"\n', "1:10: vendor is a UUID"),
            ("vendor = 3\n", "1:10: vendor is a string"),
            ('class = ""\n', "1:9: class is a string that is not empty"),
            ("slot = 32\n", "1:8: slot is a number from 0 to 31"),
            ("slot = -1\n", "1:8: slot"),
            ('slot = "1"\n', "1:8: slot"),
            ('hook = "door"\n', "1:8: hook is a hook by its name or UUID"),
            ("sequence = 0\n", "1:12: sequence is a number from 1"),
            ("budget = 0\n", "1:10: budget"),
            ("budget = 134217728\n", "1:10: budget"),
            ("position = 256\n", "1:12: position"),
            ('name = "sixteen-letters-"\n', "1:8: name is 1 to 15"),
            ('name = "a b"\n', "1:8: name"),
            ('uri = "http://x/y"\n', "1:7: uri is a URI with coap"),
            ('uri = "#image"\n', "1:7: uri"),
            ("fly = 1\n", '1:1: unknown key "fly": a description of a manifest has vendor'),
            ("vendor = \n", "1:10: "),
            ("x" * 70 + "\n", "1:"),
        ]
        for text, err in rows:
            self.text_file("what.toml", text)
            done = self.sign("--json")
            with self.subTest(text=text):
                self.assertEqual(done.status, 1)
                self.assertRegex(done.err, "what.toml:" + err)
                self.assertFalse(os.path.exists(self.out))

    def test_what_makes_no_sense_is_told(self):
        base = ["--vendor", VENDOR, "--class", CLASS]
        rows = [
            (["--slot", "1"], "needs a vendor"),
            (["--slot", "1", "--vendor", VENDOR], "needs a class"),
            (base, "needs a slot"),
            ([*base, "--slot", "x"], "--slot"),
            ([*base, "--slot", "32"], "--slot"),
            ([*base, "--slot", "1", "--sequence", "0"], "--sequence"),
            ([*base, "--slot", "1", "--sequence", "18446744073709551616"], "--sequence"),
            ([*base, "--slot", "1", "--vendor", "x"], "--vendor"),
            ([*base, "--slot", "1", "--hook", "door"], "--hook: .*timer, .*or any UUID"),
            ([*base, "--slot", "1", "--position", "1"], "without a hook"),
            ([*base, "--slot", "1", "--profile", "draft10"], "draft10"),
            ([*base, "--slot", "1", "--profile", "draft09"], "cannot be in its envelope"),
            ([*base, "--slot", "10", "--profile", "draft09", "--uri", "coap://h/x"], "0 to 9"),
            ([*base, "--slot", "1", "--profile", "draft09", "--uri", "coap://h/x", "--name", "a"],
             "cannot say"),
            ([*base, "--slot", "1", "--uri", "ftp://x"], "--uri"),
        ]
        for options, err in rows:
            with self.subTest(options=options):
                done = self.sign(*options, description=False)
                self.assertEqual(done.status, 2)
                self.assertRegex(done.err, err)
        self.refused(["sign", self.image, "-o", self.out], "--key is required", 2)
        self.refused(["sign", self.image, "--key", self.private], "--output is required", 2)

    def test_what_is_no_private_key_is_refused_with_what_it_is(self):
        pem = contents(self.private)
        lines = pem.splitlines()
        encrypted = openssl("pkey", "-aes256", "-passout", "pass:x", stdin=pem)
        rows = [
            (contents(self.public), "is a public key"),
            (encrypted, "the key is encrypted"),
            (pem[:-20], "is cut off"),
            (pem[:60], "is cut off"),
            (b"", "is no key in PEM"),
            (b"\x00" * 70000, "more than 65536 bytes"),
            (pem.replace(lines[1], lines[1][:-8]), "a damaged one"),
            (pem.replace(lines[1], b"A" + lines[1][1:]), "a damaged one"),
            (openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
             "no key of Ed25519 or P-256"),
            (openssl("ecparam", "-name", "secp384r1", "-genkey", "-noout"),
             "no key of Ed25519 or P-256"),
        ]
        if "p256" in TYPES:
            old = openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout")
            rows.append((openssl("ec", "-aes128", "-passout", "pass:x", stdin=old),
                         "the key is encrypted"))
        for data, err in rows:
            self.private = self.file("bad.pem", data)
            with self.subTest(err=err):
                done = self.sign()
                self.assertEqual(done.status, 1)
                self.assertRegex(done.err, "bad.pem: .*" + err)
        self.private = self.path("none")
        self.assertRegex(self.sign().err, "none: No such file")


class Inspect(SignTest):
    def test_a_manifest_is_shown_for_people(self):
        self.sign()
        image = contents(self.image)
        digest = hashlib.sha256(image).hexdigest()
        shown = self.done("inspect", self.out)
        key = json.loads(self.done("inspect", self.public, "--json"))["id"]
        lines = shown.splitlines()
        self.assertEqual(lines[0], "manifest, draft-ietf-suit-manifest-37, envelope of "
                                   f"{len(contents(self.out))} bytes")
        self.assertRegex(lines[1], r"\A  digest: sha-256 [0-9a-f]{64}, right\Z")
        self.assertRegex(lines[2], rf"\A  signature: .*, key {key}, not checked \(--key\)\Z")
        self.assertEqual(lines[3:], f"""\
  sequence: 7
  component 0: slot 1, hook timer
  suit-manifest-version: 1
  suit-shared-sequence
    suit-directive-override-parameters
      suit-parameter-vendor-identifier: {VENDOR}
      suit-parameter-class-identifier: {CLASS}
      suit-parameter-image-digest: sha-256 {digest}
      suit-parameter-image-size: {len(image)} bytes
    suit-condition-vendor-identifier: reporting policy 15
    suit-condition-class-identifier: reporting policy 15
  suit-validate
    suit-condition-image-match: reporting policy 15
  suit-install
    suit-directive-override-parameters
      suit-parameter-uri: #image
      femto-parameter-position: 2
      femto-parameter-budget: 5000 slots per run
      femto-parameter-name: blink
    suit-directive-fetch: reporting policy 2
    suit-condition-image-match: reporting policy 15
  payload #image: {len(image)} bytes, sha-256 {digest}
devices take it that have the key, the slot and the identities
""".splitlines())

    def test_the_readme_shows_a_description_and_what_is_made_of_it(self):
        [description] = examples("sign", "toml")
        self.text_file("what.toml", description)
        made = self.signed()
        self.assertIsNone(made["refused"])
        [session] = examples("inspect")
        wanted = [line for line in session.splitlines()[1:] if not re.search("[0-9a-f]{8}|bytes|[.]{3}", line)]
        self.done("sign", self.image, "--description", self.description, "--key", self.private,
                  "-o", self.out)
        shown = self.done("inspect", self.out).splitlines()
        self.assertGreater(len(wanted), 5)
        for line in wanted:
            self.assertIn(line, shown)

    def test_keys_and_lists_are_shown_too(self):
        told = self.done("inspect", self.private)
        self.assertEqual(told, "private " + self.done("inspect", self.public))
        self.assertRegex(told, rf"\Aprivate key [0-9a-f]{{16}} \({TYPES[0]}\)\n\Z")
        self.text_file("list.toml", '[[tenant]]\nname = "grower"\n')
        printed = self.done("tenants", self.path("list.toml"), "-o", self.path("list"))
        self.assertEqual(self.done("inspect", self.path("list")), printed)
        self.assertEqual(self.femto("inspect", "-", stdin=contents(self.path("list"))).out.decode(),
                         printed)

    def test_every_change_of_a_byte_shows(self):
        self.sign("--uri", "coap://h/i")
        good = contents(self.out)
        for at in range(len(good)):
            for bit in (0, 5):
                changed = bytearray(good)
                changed[at] ^= 1 << bit
                self.file("out.suit", bytes(changed))
                done = self.femto("inspect", self.out, "--json", "--key", self.public)
                self.assertEqual(done.status, 1, (at, bit))

    def test_a_cut_envelope_is_truncated_where_it_ends(self):
        self.sign()
        good = contents(self.out)
        image = len(contents(self.image))
        for length in [*range(3, len(good), 7), len(good) - 1]:
            self.file("out.suit", good[:length])
            told = self.refusal()
            with self.subTest(length=length):
                self.assertEqual(told["error"], "truncated")
                self.assertLessEqual(told["at"], length)
                if length > len(good) - image:  # in its image: the byte that a device says, too
                    self.assertEqual(told["at"], length)

    def test_what_devices_refuse_is_shown_and_ends_with_status_1(self):
        self.sign()
        good = contents(self.out)
        rows = [
            (good + b"\x00", "trailing_bytes", "there are bytes behind the end"),
            (good[:-1] + bytes([good[-1] ^ 1]), "digest_mismatch", "the digest is not that of"),
            (good[:-1], "truncated", f"byte {len(good) - 1}: it ends before"),
        ]
        for data, error, sentence in rows:
            self.file("out.suit", data)
            for key in ([], ["--key", self.public]):
                with self.subTest(error=error, key=key):
                    self.assertEqual(self.refusal(*key)["error"], error)
                    done = self.femto("inspect", self.out, *key)
                    self.assertEqual(done.status, 1)
                    self.assertRegex(done.err, r"\Arefused: .*out.suit: devices refuse it: .*" + sentence)
                    self.assertRegex(done.out.decode(), r"\Amanifest, .*\n  digest: ")
                    self.assertNotIn("devices", done.out.decode())

    def test_an_image_that_is_in_no_envelope_could_not_be_fetched(self):
        self.sign()
        good = contents(self.out)
        at = good.rindex(b"#image")
        self.file("out.suit", good[:at] + b"#imago" + good[at + 6:])
        self.assertEqual(self.refusal()["error"], "fetch_failed")

    def test_whatever_it_is_given_it_ends_with_a_sentence(self):
        chance = random.Random(11)
        self.sign()
        good = contents(self.out)
        head = good[:300]
        for _ in range(int(os.environ.get("FEMTO_HOSTILE_RUNS", "60"))):
            data = bytearray(chance.choice([good, head, chance.randbytes(80)]))
            for _ in range(chance.randrange(1, 6)):
                at = chance.randrange(len(data))
                data[at:at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
            for front in (b"", b"\xd8\x6b", b"\xa3\x02"):
                self.file("out.suit", front + bytes(data))
                self.femto("inspect", self.out)
                done = self.femto("inspect", self.out, "--json")
                json.loads(done.out)

    def test_bombs_are_shown_in_part(self):
        rows = [
            b"\xd8\x6b" + b"\xa1\x03\x5a\x00\x00\xff\xff" + b"\x81" * 65535,
            b"\xd8\x6b" + b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\xd8\x6b" + b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\xa1\x02\x5a\xff\xff\xff\xff",
            b"\x84" * 70000,
        ]
        # A sequence of very many commands, and one within another within another.
        many = b"\x9a" + (2 * 100000).to_bytes(4, "big") + b"\x03\x0f" * 100000
        deep = b"\x80"
        for _ in range(200):
            deep = b"\x82\x18\x20\x59" + len(deep).to_bytes(2, "big") + deep
        for content in (many, deep):
            manifest = b"\xa1\x14\x5a" + len(content).to_bytes(4, "big") + content
            rows.append(b"\xd8\x6b\xa1\x03\x5a" + len(manifest).to_bytes(4, "big") + manifest)
        for data in rows:
            self.file("out.suit", data)
            done = self.femto("inspect", self.out, "--json")
            self.assertLess(len(done.out), 2000000)
            self.assertEqual(done.status, 1)

    def test_what_makes_no_sense_is_told(self):
        rows = [
            (["inspect"], "FILE is required", 2),
            (["inspect", self.path("none")], "No such file", 1),
            (["inspect", self.file("empty", b"")], "is empty", 1),
            (["inspect", self.image], "is no manifest, list of tenants or key", 1),
            (["inspect", self.image, "--json"], "is no manifest, list of tenants or key", 1),
            (["inspect", self.file("l", b"\x84\x02")], "is no list of tenants: byte", 1),
            (["inspect", self.public, "--key", self.public], "is no manifest", 1),
            (["inspect", self.image, "--key", self.private], "is a private key", 1),
            (["inspect", self.image, "--key", self.image], "is no key in PEM", 1),
            (["inspect", self.file("pem", b"-----BEGIN X-----\n")], "cut off", 1),
        ]
        for arguments, err, status in rows:
            self.refused(arguments, err, status)


if __name__ == "__main__":
    unittest.main()
