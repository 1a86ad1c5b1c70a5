# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Manifests that cbor2 and pycose make, good and bad, and what a device does with each; and manifests
of femto's, taken apart by them.

    manifest_conversation.py <suit_peer>
"""

import sys

import cbor2
from pycose.algorithms import EdDSA
from pycose.headers import KID, Algorithm
from pycose.messages import CoseMessage

from fixture import Ed25519Alone, Peer
from manifest_rows import BOTH, CURRENT, DRAFT09
from manifests import (CLASS, DEVICE, IMAGE, MINE, VENDOR, Current, Draft09, container, encode)


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
