# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Manifests that cbor2 and pycose make."""

import hashlib
from collections import namedtuple

import cbor2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pycose.algorithms import EdDSA
from pycose.headers import Algorithm
from pycose.keys import EC2Key, OKPKey
from pycose.keys.curves import P256, Ed25519
from pycose.messages import Sign1Message

from fixture import Ed25519Alone

VENDOR, CLASS, DEVICE, OTHER = (bytes([x]) * 16 for x in (0xA1, 0xB2, 0xC3, 0x77))
IMAGE = bytes(range(1, 8))

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
