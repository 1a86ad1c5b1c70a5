# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Manifests, good and bad, and what a device does with each."""

import cbor2
from pycose.algorithms import EdDSA, Es256
from pycose.headers import KID

from fixture import Esp256
from manifests import (CLASS, CURVE, DEVICE, IMAGE, MINE, OTHER, THEIRS, VENDOR, container, encode,
                       sha256, sign1)

FETCHED = "fetch 1 coap://a, done"


def change(**parts):
    def apply(made):
        for name, value in parts.items():
            setattr(made, name, value(made) if callable(value) and name != "blocks" else value)

    return apply


def nested(made, depth, number=15):
    inner = encode(made.install)
    for _ in range(depth):
        inner = encode([number, [inner] if number == 15 else inner])
    return cbor2.loads(inner)


def branch(identity, uri):
    return encode([20, {2: identity}, 2, 15, 20, {21: uri}])


def severed(made):
    section = encode(made.install)
    made.members = {20: [-16, sha256(encode(section))]}
    made.severed = {20: section}


def severed_away(made):
    severed(made)
    made.severed = {}


def severed_falsely(made):
    severed(made)
    made.severed = {20: encode([20, {21: "coap://b"}, 21, 2, 3, 15])}


def two(made):
    made.components = [[b"\x01"], [b"\x02"]]
    made.shared = [12, 0, *made.shared, 12, 1, 20, made.expected(b"\x09")]
    made.install = [12, 0, *made.install, 12, 1, 20, {21: "coap://b"}, 21, 2, 3, 15]
    made.validate = [12, True, 3, 15]


def index(value):
    return change(install=lambda made: [12, value, *made.install])


def setting(parameters):
    return change(install=lambda made: [20, parameters, *made.install])


def also(*commands):
    return change(install=lambda made: [*made.install, *commands])


def shared(parameters, *checks):
    return change(shared=lambda made: [20, made.expected() | parameters, *checks])


def two_blocks(one, other):
    return lambda digest: [sign1(digest, key) for key in (one, other)]


def no_command(number):
    return f"unsupported_command command {number}"


def no_parameter(number):
    return f"unsupported_parameter parameter {number}"


BOTH = [
    ("as it should be", change(), FETCHED),
    ("the highest sequence number", change(sequence=2**64 - 1), FETCHED),
    ("version 2", change(version=2), "unsupported_manifest"),
    ("another vendor", shared({1: OTHER, 2: CLASS}, 1, 15, 2, 15), "wrong_vendor"),
    ("another class", shared({1: VENDOR, 2: OTHER}, 1, 15, 2, 15), "wrong_class"),
    ("vendor not checked", shared({1: VENDOR, 2: CLASS}, 2, 15), "unchecked_identity"),
    ("class not checked", shared({1: VENDOR, 2: CLASS}, 1, 15), "unchecked_identity"),
    ("nothing checked", shared({1: VENDOR, 2: CLASS}), "unchecked_identity"),
    ("vendor not set", shared({2: CLASS}, 1, 15), "missing_parameter parameter 1"),
    ("a vendor of 17 bytes", shared({1: VENDOR + b"x"}, 1, 15), "unexpected_item"),
    ("no digest", change(shared=[20, {1: VENDOR, 2: CLASS, 14: 7}, 1, 15, 2, 15]),
     "missing_parameter parameter 3"),
    ("no size", change(shared=lambda m: [20, {1: VENDOR, 2: CLASS, 3: container(m.sha, IMAGE)},
                                         1, 15, 2, 15]), "missing_parameter parameter 14"),
    ("no URI", change(install=[21, 2, 3, 15]), "missing_parameter parameter 21"),
    ("another image's digest",
     change(shared=lambda m: [20, m.identity() | m.expected(b"1234567"), 1, 15, 2, 15]),
     "fetch 1 coap://a, digest_mismatch"),
    ("another size",
     change(shared=lambda m: [20, m.identity() | m.expected() | {14: 6}, 1, 15, 2, 15]),
     "fetch 1 coap://a, digest_mismatch"),
    ("a size of 2^32",
     change(shared=lambda m: [20, m.identity() | m.expected() | {14: 2**32}, 1, 15, 2, 15]),
     "value_out_of_range"),
    ("a size of 2^64",
     change(shared=lambda m: [20, m.identity() | m.expected() | {14: 2**64}, 1, 15, 2, 15]),
     "unexpected_item"),
    ("a negative size",
     change(shared=lambda m: [20, m.identity() | m.expected() | {14: -7}, 1, 15, 2, 15]),
     "unexpected_item"),
    ("a digest by SHA-512's number",
     change(shared=lambda m: [20, m.identity() | {3: container(-44, IMAGE), 14: 7}, 1, 15, 2, 15]),
     "unsupported_algorithm"),
    ("a URI that is bytes", setting({21: b"coap://a"}), "unexpected_item"),
    ("a URI of nothing", setting({21: None}), "unexpected_item"),
    ("another image there", change(install=[20, {21: "coap://b"}, 21, 2, 3, 15]),
     "fetch 1 coap://b, digest_mismatch"),
    ("nothing there", change(install=[20, {21: "coap://x"}, 21, 2, 3, 15]),
     "fetch 1 coap://x, fetch_failed"),
    ("no image-match at all", change(install=[20, {21: "coap://a"}, 21, 2], validate=[1, 15]),
     FETCHED),
    ("index 0", index(0), FETCHED),
    ("index true", index(True), FETCHED),
    ("index false", index(False), "unexpected_item"),
    ("index of a list", index([0]), FETCHED),
    ("index 1 of one", index(1), "unknown_component"),
    ("index 255", index(255), "unknown_component"),
    ("index 2^32", index(2**32), "unknown_component"),
    ("index -1", index(-1), "unexpected_item"),
    ("index of an empty list", index([]), "unexpected_item"),
    ("index twice", index([0, 0]), "unexpected_item"),
    ("index by name", index("0"), "unexpected_item"),
    ("two components", two, "fetch 1 coap://a, fetch 2 coap://b, done"),
    ("three components", change(components=[[b"\x01"], [b"\x02"], [b"\x03"]]),
     "manifest_too_large"),
    ("no components", change(components=[]), "unexpected_item"),
    ("an unknown component", change(components=[[b"\x63"]]), "unknown_component"),
    ("a component of text", change(components=[["1"]]), "unexpected_item"),
    ("two, none chosen", change(components=[[b"\x01"], [b"\x02"]]), "unknown_component"),
    ("try-each, first", change(install=lambda m: [15, [branch(CLASS, "coap://a"),
                                                       branch(CLASS, "coap://b")], 21, 2]),
     FETCHED),
    ("try-each, second", change(install=lambda m: [15, [branch(OTHER, "coap://b"),
                                                        branch(CLASS, "coap://a")], 21, 2]),
     FETCHED),
    ("try-each, none", change(install=lambda m: [15, [branch(OTHER, "coap://a"),
                                                      branch(OTHER, "coap://a")], 21, 2]),
     "wrong_class"),
    ("try-each, none or nil",
     change(install=lambda m: [20, {21: "coap://a"}, 15,
                               [branch(OTHER, "coap://b"), None], 21, 2]), FETCHED),
    ("try-each, what is unknown in a branch that is not taken",
     change(install=lambda m: [15, [encode(m.install), encode([99, 15])]]), no_command(99)),
    ("try-each of nothing", also(15, []), "unexpected_item"),
    ("try-each of no list", also(15, {}), "unexpected_item"),
    ("4 levels", change(install=lambda m: nested(m, 4)), FETCHED),
    ("5 levels", change(install=lambda m: nested(m, 5)), "nested_too_deep"),
    ("60 levels", change(install=lambda m: nested(m, 60)), "nested_too_deep"),
    ("an odd command", also(3), "unexpected_item"),
    ("no commands", change(install=[]), "unexpected_item"),
    ("300 commands", also(*[3, 15] * 300), "manifest_too_large"),
    ("a command that is a text", also("fetch", 2), "unexpected_item"),
    ("a policy of 16", also(3, 16), "unexpected_item"),
    ("a policy that is a list", also(3, []), "unexpected_item"),
    ("fetch in the shared sequence", change(shared=lambda m: [*m.shared, 21, 2]), no_command(21)),
    *[(f"command {n}", also(n, 15), no_command(n)) for n in (0, 4, 5, 6, 13, 22, 23, 31, -1, -300)],
    *[(f"parameter {n}", setting({n: 1}), no_parameter(n)) for n in (0, 4, 5, 22, 23, 25, -1)],
    ("an unknown member", change(members={6: b"x"}), "unsupported_manifest"),
    ("a reference URI", change(members={4: "coap://full"}), FETCHED),
    ("unsigned", change(blocks=lambda digest: []), "unknown_key"),
    ("no key known", change(keys=[(b"", CURVE)]), "unknown_key"),
    ("by another key", change(keys=[(b"", THEIRS)]), "bad_signature"),
    ("by one of two keys", change(keys=[(b"", THEIRS), (b"", MINE)]), FETCHED),
]

CURRENT = [
    ("a device", shared({1: VENDOR, 2: CLASS, 24: DEVICE}, 1, 15, 2, 15, 24, 15), FETCHED),
    ("another device", shared({1: VENDOR, 2: CLASS, 24: OTHER}, 1, 15, 2, 15, 24, 15),
     "wrong_device"),
    ("a vendor by its enterprise number",
     shared({1: cbor2.CBORTag(112, b"\x19"), 2: CLASS}, 1, 15), "unexpected_item"),
    ("payload-fetch",
     change(members={16: encode([20, {21: "coap://a"}, 21, 2]), 20: None}), FETCHED),
    ("a written content", change(install=[20, {18: IMAGE}, 18, 2, 3, 15]), "write 1, done"),
    ("a written content of another size", change(install=[20, {18: b"x"}, 18, 2, 3, 15]),
     "size_mismatch"),
    ("femto's parameters", setting({-257: 1, -258: 5000, -259: "blinky"}), FETCHED),
    ("femto's parameters shared", shared({1: VENDOR, -257: 1}, 1, 15), no_parameter(-257)),
    ("abort", also(14, 15), "fetch 1 coap://a, condition_failed"),
    ("abort in a branch", also(15, [encode([14, 15]), None]), FETCHED),
    ("hard failure", also(15, [encode([20, {13: False}, 14, 15]), None]),
     "fetch 1 coap://a, condition_failed"),
    ("soft failure in a section", setting({13: True}), no_parameter(13)),
    ("strict order", setting({12: True}), FETCHED),
    ("any order", setting({12: False}), no_parameter(12)),
    ("run-sequence", change(install=lambda m: [32, encode(m.install)]), FETCHED),
    ("run-sequence, soft", also(32, encode([20, {13: True}, 14, 15])), FETCHED),
    ("run-sequence 5 levels", change(install=lambda m: nested(m, 5, 32)), "nested_too_deep"),
    ("load", change(members={8: encode([3, 15])}), "unsupported_manifest"),
    ("invoke", change(members={9: encode([23, 2])}), FETCHED),
    ("texts", change(members={23: [-16, sha256(b"x")]}, severed={23: encode({"en": {1: "x"}})}),
     FETCHED),
    ("severed", severed, FETCHED),
    ("severed and gone", severed_away, "missing_section"),
    ("severed and another", severed_falsely, "digest_mismatch"),
    ("a section that nothing vouches for", change(severed={16: encode([3, 15])}),
     "unexpected_item"),
    ("an image beside", change(payloads={"#a": IMAGE}), FETCHED),
    ("a delegation", change(severed={1: b"\x80"}), "unexpected_item"),
    ("signed by ESP256", change(keys=[(b"", CURVE)],
                                blocks=lambda d: [sign1(d, CURVE, Esp256)]), FETCHED),
    ("signed by EdDSA's old number", change(blocks=lambda d: [sign1(d, algorithm=EdDSA)]),
     "unsupported_algorithm"),
    ("signed by EdDSA's old number, taken",
     change(numbers="old", blocks=lambda d: [sign1(d, algorithm=EdDSA)]), FETCHED),
    ("signed by ES256, taken", change(numbers="old", keys=[(b"", CURVE)],
                                      blocks=lambda d: [sign1(d, CURVE, Es256)]), FETCHED),
    ("attached", change(blocks=lambda d: [sign1(d, detached=False)]), "unexpected_item"),
    ("two signatures, the second known", change(blocks=two_blocks(THEIRS, MINE)), FETCHED),
    ("two signatures, none known", change(keys=[(b"", CURVE)], blocks=two_blocks(THEIRS, MINE)),
     "unknown_key"),
    ("six signatures", change(blocks=lambda d: [sign1(d, THEIRS)] * 5 + [sign1(d)]),
     "manifest_too_large"),
    ("by name", change(keys=[(b"a", THEIRS), (b"b", MINE)],
                       blocks=lambda d: [sign1(d, protected={KID: b"b"})]), FETCHED),
    ("by name, unprotected", change(keys=[(b"a", THEIRS), (b"b", MINE)],
                                    blocks=lambda d: [sign1(d, unprotected={KID: b"b"})]), FETCHED),
    ("by another's name", change(keys=[(b"a", THEIRS), (b"b", MINE)],
                                 blocks=lambda d: [sign1(d, protected={KID: b"a"})]),
     "bad_signature"),
    ("of another digest", change(blocks=lambda d: [sign1(container(-16, b"x"))]), "bad_signature"),
]

DRAFT09 = [
    ("set-parameters keeps", change(install=[19, {21: "coap://a"}, 19, {21: "coap://b"}, 21, 2]),
     FETCHED),
    ("override-parameters replaces",
     change(install=[19, {21: "coap://b"}, 20, {21: "coap://a"}, 21, 2]), FETCHED),
    *[(f"command {n}", also(n, 15), no_command(n)) for n in (14, 18, 24, 30, 32)],
    *[(f"parameter {n}", setting({n: 1}), no_parameter(n)) for n in (12, 13, 18, 24, -257)],
    ("run", change(members={12: encode([23, 2])}), "unsupported_manifest"),
    ("detached", change(blocks=lambda d: [sign1(d, algorithm=EdDSA)]), "unexpected_item"),
    ("of another digest",
     change(blocks=lambda d: [sign1(container(2, b"x"), algorithm=EdDSA, detached=False)]),
     "digest_mismatch"),
    ("of a digest by its new number",
     change(blocks=lambda d: [sign1(encode([-16, cbor2.loads(d)[1]]), algorithm=EdDSA,
                                    detached=False)]), "unsupported_algorithm"),
    ("a member beside", change(severed={9: encode([3, 15])}), "unsupported_manifest"),
]
