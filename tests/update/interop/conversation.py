# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Items of cbor2 and messages of pycose against femto's, in both directions.

    conversation.py <peer>
"""

import random
import sys

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pycose.algorithms import EdDSA, Es256
from pycose.headers import KID, Algorithm
from pycose.keys import EC2Key, OKPKey
from pycose.keys.curves import P256, Ed25519
from pycose.messages import CoseMessage, Sign1Message

from fixture import Ed25519Alone, Esp256, Peer


def item(draw, depth):
    kind = draw.randrange(10 if depth else 7)
    number = draw.getrandbits(64) >> draw.randrange(65)
    if kind == 0:
        return number
    if kind == 1:
        return -1 - number
    if kind == 2:
        return draw.randbytes(draw.choice([0, 1, 23, 24, 60, 255, 256, 300]))
    if kind == 3:
        return "".join(draw.choice("aZ\u00fc\u6c34\U00010151~ ") for _ in range(draw.randrange(30)))
    if kind == 4:
        return draw.choice([True, False, None])
    if kind == 5:
        return cbor2.CBORSimpleValue(draw.choice([0, 19, 32, 255]))
    if kind == 6:
        return cbor2.undefined
    if kind == 7:
        return [item(draw, depth - 1) for _ in range(draw.randrange(6))]
    if kind == 8:  # above the tags that cbor2 makes something of
        return cbor2.CBORTag(100000 + draw.getrandbits(draw.randrange(1, 60)), item(draw, depth - 1))
    # A dictionary is written in its own order, so that the order of RFC 8949 can be given to it;
    # cbor2's own canonical order is the older one of RFC 7049.
    keys = {}
    for _ in range(draw.randrange(6)):
        key = draw.choice([number, -1 - draw.getrandbits(30), draw.getrandbits(5), draw.randbytes(3),
                           str(draw.getrandbits(20))])
        keys[cbor2.dumps(key)] = key
    return {keys[encoded]: item(draw, depth - 1) for encoded in sorted(keys)}


def check_items(peer):
    draw = random.Random(1)
    refused = 0
    for _ in range(4000):
        encoded = cbor2.dumps(item(draw, draw.randrange(6)))
        assert peer.bytes("rewrite", encoded) == encoded, encoded.hex()
        cbor2.loads(encoded)
        # What the other takes and femto must not: lengths that are not known, longer heads, floats.
        for other in (b"\x9f" + encoded + b"\xff", b"\x98\x01" + encoded, b"\x82\xfa\0\0\0\0" + encoded,
                      b"\xa2" + (b"\0" + encoded) * 2):
            cbor2.loads(other)
            assert peer.ask("rewrite", other).startswith("refused: "), other.hex()
            refused += 1
    wrong_order = cbor2.dumps({-1: 0, 100: 0})
    assert wrong_order == cbor2.dumps({100: 0, -1: 0}, canonical=True), "the order of RFC 7049"
    assert peer.ask("rewrite", wrong_order) == "refused: not_deterministic at 3"
    print(f"4000 items of cbor2 taken and written to the same bytes; {refused} of other forms refused")


def keys():
    small = ed25519.Ed25519PrivateKey.generate()
    curve = ec.generate_private_key(ec.SECP256R1())
    x = small.public_key().public_bytes_raw()
    at = curve.public_key().public_numbers()
    point = at.x.to_bytes(32, "big"), at.y.to_bytes(32, "big")
    number = curve.private_numbers().private_value.to_bytes(32, "big")
    return [
        (x, OKPKey(crv=Ed25519, x=x, d=small.private_bytes_raw()), (EdDSA, Ed25519Alone)),
        (point[0] + point[1], EC2Key(crv=P256, x=point[0], y=point[1], d=number), (Es256, Esp256)),
    ]


def check_messages_of_pycose(peer):
    draw = random.Random(2)
    count = 0
    for public, key, algorithms in keys():
        for algorithm in algorithms:
            for detached in (False, True):
                for where in (None, "protected", "unprotected"):
                    payload = draw.randbytes(draw.randrange(1, 300))
                    protected = {Algorithm: algorithm}
                    unprotected = {}
                    if where:
                        (protected if where == "protected" else unprotected)[KID] = b"a key"
                    message = Sign1Message(phdr=protected, uhdr=unprotected)
                    if not detached:
                        message.payload = payload
                    message.key = key
                    encoded = message.encode(detached_payload=payload if detached else None)
                    given = payload if detached else b""
                    assert peer.bytes("verify", public, given, encoded) == payload
                    broken = bytearray(encoded)
                    broken[-1 - draw.randrange(60)] ^= 1 << draw.randrange(8)
                    answer = peer.ask("verify", public, given, bytes(broken))
                    assert answer == "refused: bad_signature at 0", answer
                    count += 1
    print(f"{count} messages of pycose verified, and refused with a bit changed")


def check_messages_for_pycose(peer):
    draw = random.Random(3)
    count = 0
    for public, key, algorithms in keys():
        for algorithm in algorithms:
            for detached in (False, True):
                for where in (None, "protected", "unprotected"):
                    payload = draw.randbytes(draw.randrange(1, 300))
                    name = b"another key"
                    header = peer.bytes("header", str(algorithm.identifier),
                                        name if where == "protected" else b"")
                    signature = algorithm.sign(key, peer.bytes("to_sign", header, payload))
                    encoded = peer.bytes("message", header, name if where == "unprotected" else b"",
                                         "nil" if detached else payload, signature)
                    message = CoseMessage.decode(encoded)
                    assert type(message) is Sign1Message
                    assert message.get_attr(Algorithm) is algorithm
                    assert message.get_attr(KID) == (name if where else None)
                    message.key = key
                    assert message.verify_signature(detached_payload=payload if detached else None)
                    count += 1
    print(f"{count} messages of femto verified by pycose")


peer = Peer(sys.argv[1])
check_items(peer)
check_messages_of_pycose(peer)
check_messages_for_pycose(peer)
