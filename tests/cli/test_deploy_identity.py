# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto identity`: what a firmware has compiled in of who it is and whom it believes. That the header
compiles and does what it says is shown by examples/updates."""

import json
import re

from deploy import TYPES, DeployTest
from harness import contents

VENDOR = "6a9477a7-491f-51ca-869c-ce8c4bbf4683"
CLASS = "e3af4cff-43e7-5a80-ace5-3fc76a8bbf42"
WHO = ("--vendor", VENDOR, "--class", CLASS)


def hex_of(header, array):
    body = re.search(rf"\b{array}\b[^{{]*{{+([^}}]*)}}", header).group(1)
    return "".join(re.findall(r"0x(..)", body))


class Identity(DeployTest):
    def test_it_has_every_root_with_its_scheme_and_the_id_that_signatures_call_it(self):
        roots = [self.keygen(kind + ".pem", kind)[1] for kind in TYPES]
        header = self.done("identity", *WHO, "--roots", *roots, "--name", "board")
        for i, (kind, root) in enumerate(zip(TYPES, roots)):
            told = json.loads(self.done("inspect", root, "--json"))
            self.assertEqual(hex_of(header, f"root_{i}_id"), told["id"])
            scheme = {"ed25519": "ed25519", "p256": "ecdsa_p256"}[kind]
            self.assertIn(f"{{root_{i}_id, fc::platform::signature_scheme::{scheme}, root_{i}}}",
                          header)

    def test_it_has_the_uuids_that_were_given(self):
        _, root = self.keygen()
        header = self.done("identity", *WHO, "--device", VENDOR, "--roots", root, "--name", "board")
        self.assertEqual(hex_of(header, "vendor"), VENDOR.replace("-", ""))
        self.assertEqual(hex_of(header, "device_class"), CLASS.replace("-", ""))
        self.assertEqual(hex_of(header, "device"), VENDOR.replace("-", ""))
        header = self.done("identity", *WHO, "--roots", root, "--name", "board")
        self.assertNotIn(".device =", header)

    def test_it_is_called_as_its_file_or_as_is_said(self):
        _, root = self.keygen()
        for output, name, wanted in (("green-house.hpp", (), "green_house"),
                                     ("a.hpp", ("--name", "board"), "board")):
            self.done("identity", *WHO, "--roots", root, *name, "-o", self.path(output))
            self.assertIn(f"inline constexpr fc::update::identity {wanted}{{",
                          contents(self.path(output)).decode())

    def test_what_no_device_could_use_is_refused(self):
        private, root = self.keygen()
        no_list = self.file("no.cbor", b"\x84\x02\x80\x80\x80")
        named = (*WHO, "--name", "board")
        for arguments, told, status in (
                (("--vendor", "acme", "--class", CLASS, "--roots", root, "--name", "board"),
                 '--vendor: "acme" is not a UUID', 2),
                ((*WHO, "--roots", root), "give one with --name", 2),
                ((*WHO, "--roots", root, "--name", "int"), '"int" is no name in C', 2),
                ((*WHO, "--roots", root, "--name", "fc"), '"fc" is taken', 2),
                (named, "--roots", 2),
                ((*named, "--roots", private), "key.pem", 1),
                ((*named, "--roots", self.path("none.pem")), "none.pem", 1),
                ((*named, "--roots", root, root), "key.pub.pem: .*a second time", 1),
                ((*named, "--roots", root, "--tenants", no_list), "no.cbor", 1),
                ((*named, "--roots", root, "--tenants", self.path("none")), "none", 1)):
            self.refused(("identity", *arguments), told, status)
