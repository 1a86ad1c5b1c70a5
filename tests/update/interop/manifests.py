# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Manifests that cbor2 and pycose make, good and bad, and what a device does with each; and manifests
of femto's, taken apart by them.

    manifests.py <suit_peer>
"""

import hashlib
import subprocess
import sys
from collections import namedtuple

import cbor2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pycose.algorithms import CoseAlgorithm, EdDSA, Es256
from pycose.headers import KID, Algorithm
from pycose.keys import EC2Key, OKPKey
from pycose.keys.curves import P256, Ed25519
from pycose.messages import CoseMessage, Sign1Message


# The numbers of RFC 9864, which pycose does not know yet; they are the same algorithms.
@CoseAlgorithm.register_attribute()
class Ed25519Alone(EdDSA):
    identifier = -19
    fullname = "ED25519_ALONE"


@CoseAlgorithm.register_attribute()
class Esp256(Es256):
    identifier = -9
    fullname = "ESP256"


VENDOR, CLASS, DEVICE, OTHER = (bytes([x]) * 16 for x in (0xA1, 0xB2, 0xC3, 0x77))
IMAGE = bytes(range(1, 8))
FETCHED = "fetch 1 coap://a, done"

Key = namedtuple("Key", "cose public")


def ed25519_key(number):
    private = ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    public = private.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )
    return Key(OKPKey(crv=Ed25519, d=bytes([number]) * 32, x=public), public)


def p256_key(number):
    private = ec.derive_private_key(number, ec.SECP256R1())
    point = private.public_key().public_numbers()
    x, y = (n.to_bytes(32, "big") for n in (point.x, point.y))
    return Key(EC2Key(crv=P256, x=x, y=y, d=number.to_bytes(32, "big")), x + y)


MINE, THEIRS, CURVE = ed25519_key(1), ed25519_key(2), p256_key(3)


def encode(value):
    return cbor2.dumps(value, canonical=True)


def sha256(of):
    return hashlib.sha256(of).digest()


def container(algorithm, of):
    return encode([algorithm, sha256(of)])


def sign1(payload, key=MINE, algorithm=Ed25519Alone, detached=True, **more):
    header = {Algorithm: algorithm, **more.get("protected", {})}
    message = Sign1Message(phdr=header, uhdr=more.get("unprotected", {}), payload=payload)
    message.key = key.cose
    encoded = message.encode(tag=True)
    if detached:
        whole = cbor2.loads(encoded)
        whole.value[2] = None
        encoded = encode(whole)
    return encoded


class Current:
    """draft-ietf-suit-manifest-37."""

    name = "current"
    sha = -16

    def __init__(self):
        self.version, self.sequence = 1, 7
        self.components = [[b"\x01"]]
        self.shared = [20, self.identity() | self.expected(), 1, 15, 2, 15]
        self.install = [20, {21: "coap://a"}, 21, 2, 3, 15]
        self.validate = [3, 15]
        self.members = {}
        self.severed = {}
        self.payloads = {}
        self.blocks = None
        self.keys = [(b"", MINE)]
        self.numbers = "new"

    def identity(self):
        return {1: VENDOR, 2: CLASS}

    def expected(self, image=IMAGE):
        return {3: container(self.sha, image), 14: len(image)}

    def manifest(self):
        common = encode({2: self.components, 4: encode(self.shared)})
        sections = {7: encode(self.validate), 20: encode(self.install)}
        members = {1: self.version, 2: self.sequence, 3: common} | sections | self.members
        return encode({k: v for k, v in members.items() if v is not None})

    def envelope(self):
        manifest = self.manifest()
        digest = container(self.sha, encode(manifest))
        blocks = self.blocks(digest) if self.blocks else [sign1(digest)]
        wrapper = encode([digest, *blocks])
        return encode(
            cbor2.CBORTag(107, {2: wrapper, 3: manifest} | self.severed | self.payloads)
        )


class Draft09(Current):
    """draft-ietf-suit-manifest-09 as the tools of RIOT write it."""

    name = "draft09"
    sha = 2

    def __init__(self):
        super().__init__()
        self.install = [19, {21: "coap://a"}, 21, 2, 3, 15]

    def manifest(self):
        common = encode({2: self.components, 4: encode(self.shared)})
        sections = {9: encode(self.install), 10: encode(self.validate)}
        return encode(
            {1: self.version, 2: self.sequence, 3: common} | sections | self.members
        )

    def envelope(self):
        manifest = self.manifest()
        digest = container(self.sha, encode(manifest))
        blocks = (
            self.blocks(digest)
            if self.blocks
            else [sign1(digest, algorithm=EdDSA, detached=False)]
        )
        return encode({2: encode(blocks), 3: manifest} | self.severed)


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


class Peer:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words):
        shown = [w if isinstance(w, str) else w.hex() or "-" for w in words]
        self.process.stdin.write(" ".join(shown) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


def keys_of(made):
    return ",".join(f"{kid.hex() or '-'}:{key.public.hex()}" for kid, key in made.keys)


def send(peer, form, rows):
    wrong = 0
    for name, apply, told in rows:
        made = form()
        apply(made)
        answer = peer.ask(made.name, made.numbers, keys_of(made), made.envelope())
        if answer != told:
            print(f"{made.name}, {name}: {answer}\n  instead of {told}", file=sys.stderr)
            wrong += 1
    return wrong


def turn_bits(peer, form):
    """No bit of an envelope without payloads can be turned."""
    made = form()
    envelope = made.envelope()
    for bit in range(8 * len(envelope)):
        turned = bytearray(envelope)
        turned[bit // 8] ^= 1 << bit % 8
        answer = peer.ask(made.name, made.numbers, keys_of(made), bytes(turned))
        assert "done" not in answer and "fetch" not in answer, (made.name, bit, answer)


def take_apart_current(peer):
    kid = b"12345678"
    encoded = bytes.fromhex(peer.ask("write", "current", bytes([1]) * 32, kid))
    envelope = cbor2.loads(encoded)
    assert envelope.tag == 107 and encode(envelope) == encoded
    digest, block = cbor2.loads(envelope.value[2])
    manifest = envelope.value[3]
    assert digest == container(-16, encode(manifest))
    message = CoseMessage.decode(block)
    assert message.payload is None and message.phdr[KID] == kid
    assert message.phdr[Algorithm] is Ed25519Alone
    message.key = MINE.cose
    assert message.verify_signature(detached_payload=digest)
    parts = cbor2.loads(manifest)
    assert encode(parts) == manifest
    assert sorted(parts) == [1, 2, 3, 7, 20] and parts[1] == 1 and parts[2] == 300
    common = cbor2.loads(parts[3])
    assert common[2] == [[b"\x01"]]
    expected = {1: VENDOR, 2: CLASS, 3: container(-16, IMAGE), 14: 7, 24: DEVICE}
    assert cbor2.loads(common[4]) == [20, expected, 1, 15, 2, 15, 24, 15]
    own = {21: "coap://a", -257: 2, -258: 100000, -259: "blinky"}
    assert cbor2.loads(parts[20]) == [20, own, 21, 2, 3, 15]
    assert cbor2.loads(parts[7]) == [3, 15]


def take_apart_draft09(peer):
    encoded = bytes.fromhex(peer.ask("write", "draft09", bytes([1]) * 32, b""))
    envelope = cbor2.loads(encoded)
    assert sorted(envelope) == [2, 3] and encode(envelope) == encoded
    (block,) = cbor2.loads(envelope[2])
    message = CoseMessage.decode(block)
    assert message.phdr == {Algorithm: EdDSA} and message.uhdr == {}
    assert message.payload == container(2, encode(envelope[3]))
    message.key = MINE.cose
    assert message.verify_signature()
    parts = cbor2.loads(envelope[3])
    common = cbor2.loads(parts[3])
    expected = {1: VENDOR, 2: CLASS, 3: container(2, IMAGE), 14: 7}
    assert cbor2.loads(common[4]) == [20, expected, 1, 15, 2, 15]
    assert cbor2.loads(parts[9]) == [19, {21: "coap://a"}, 21, 2, 3, 15]
    assert cbor2.loads(parts[10]) == [3, 15]


def main():
    peer = Peer(sys.argv[1])
    wrong = send(peer, Current, BOTH + CURRENT) + send(peer, Draft09, BOTH + DRAFT09)
    turn_bits(peer, Current)
    turn_bits(peer, Draft09)
    take_apart_current(peer)
    take_apart_draft09(peer)
    rows = 2 * len(BOTH) + len(CURRENT) + len(DRAFT09)
    print(f"{rows - wrong} of {rows} manifests are understood")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
