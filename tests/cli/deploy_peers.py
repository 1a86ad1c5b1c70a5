# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What `femto sign` makes, taken apart by cbor2 and pycose; and what they make, shown by `femto inspect`.

    deploy_peers.py <femto>
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../update/interop"))

import cbor2  # noqa: E402
import manifests  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from pycose.messages import CoseMessage  # noqa: E402

FEMTO = sys.argv[1]
VENDOR, CLASS = "a1" * 4 + "-a1a1-a1a1-a1a1-" + "a1" * 6, "b2" * 4 + "-b2b2-b2b2-b2b2-" + "b2" * 6


def femto(*arguments, status=0):
    done = subprocess.run([FEMTO, *arguments], capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.stderr)
    return done.stdout


def cose_key(path):
    """A key of pycose's, of a file."""
    with open(path, "rb") as file:
        key = serialization.load_pem_private_key(file.read(), None)
    if hasattr(key, "curve"):
        return manifests.p256_key(key.private_numbers().private_value).cose
    seed = key.private_bytes_raw()
    return manifests.OKPKey(crv=manifests.Ed25519, d=seed, x=key.public_key().public_bytes_raw())


def signature_is_good(block, payload, key):
    """Whether pycose takes it; `payload` is that of a message that has none."""
    message = cbor2.loads(block)
    if message.value[2] is None:
        message.value[2] = payload
    decoded = CoseMessage.decode(cbor2.dumps(message))
    decoded.key = key
    return decoded.verify_signature()


def take_apart(folder, kind, profile):
    """An envelope of femto's."""
    key, image, out = (os.path.join(folder, name) for name in ("k.pem", "image", "out"))
    made = json.loads(femto("keygen", key, "--type", kind, "--force", "--json"))
    with open(image, "wb") as file:
        file.write(bytes(range(200)))
    is_current = profile == "current"
    options = ["--hook", "timer", "--name", "blink", "--budget", "77", "--position", "3"] \
        if is_current else ["--uri", "coap://h/i"]
    femto("sign", image, "--unverified", "--key", key, "-o", out, "--profile", profile, "--vendor",
          VENDOR, "--class", CLASS, "--slot", "2", "--sequence", "9", *options)
    with open(out, "rb") as file:
        data = file.read()
    whole = cbor2.loads(data)
    if is_current:
        assert whole.tag == 107 and cbor2.dumps(whole) == data
        whole = whole.value
    manifest_digest = hashlib.sha256(cbor2.dumps(whole[3])).digest()
    container, *blocks = cbor2.loads(whole[2]) if is_current else [None, *cbor2.loads(whole[2])]
    [block] = blocks
    signed = container if is_current else cbor2.loads(block).value[2]
    assert cbor2.loads(signed) == [-16 if is_current else 2, manifest_digest]
    assert signature_is_good(block, container, cose_key(key))
    protected = cbor2.loads(cbor2.loads(block).value[0])
    numbers = {"ed25519": (-19, -8), "p256": (-9, -7)}
    assert protected[1] == numbers[kind][0 if is_current else 1]
    assert not is_current or protected[4].hex() == made["id"]

    manifest = cbor2.loads(whole[3])
    common = cbor2.loads(manifest[3])
    shared = cbor2.loads(common[4])
    assert manifest[1] == 1 and manifest[2] == 9
    assert shared[1][1] == bytes([0xA1]) * 16 and shared[1][2] == bytes([0xB2]) * 16
    digest = hashlib.sha256(bytes(range(200))).digest()
    assert cbor2.loads(shared[1][3])[1] == digest and shared[1][14] == 200
    if is_current:
        assert common[2][0][0] == b"\x02" and len(common[2][0][1]) == 16
        install = cbor2.loads(manifest[20])
        assert install[1] == {21: "#image", -257: 3, -258: 77, -259: "blink"}
        assert whole["#image"] == bytes(range(200))
    else:
        assert common[2] == [[b"femto", b"2"]]
        assert cbor2.loads(manifest[9])[1] == {21: "coap://h/i"}


def show(folder):
    """Envelopes of pycose's."""
    out, public = os.path.join(folder, "theirs"), os.path.join(folder, "theirs.pem")
    pem = manifests.ed25519.Ed25519PrivateKey.from_private_bytes(b"\x01" * 32).public_key()
    with open(public, "wb") as file:
        file.write(pem.public_bytes(serialization.Encoding.PEM,
                                    serialization.PublicFormat.SubjectPublicKeyInfo))
    for kind, form in ((manifests.Current, "current"), (manifests.Draft09, "draft09")):
        builder = kind()
        builder.components = [[b"\x01"]] if form == "current" else [[b"femto", b"1"]]
        with open(out, "wb") as file:
            file.write(builder.envelope())
        told = json.loads(femto("inspect", out, "--json", "--key", public))
        assert told["form"] == form and told["sequence"] == builder.sequence, told
        assert told["digest_state"] == "right" and told["refused"] is None, told
        assert [each["is_good"] for each in told["signatures"]] == [True], told
        assert "-a1a1-" in femto("inspect", out)

        with open(out, "wb") as file:
            builder.install = [22, 2]  # copy
            file.write(builder.envelope())
        told = json.loads(femto("inspect", out, "--json", status=1))
        assert told["refused"]["error"] == "unsupported_command", told
        assert "suit-directive-copy (refused)" in told["refused"]["message"], told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for each in ("ed25519", "p256"):
            for form in ("current", "draft09"):
                take_apart(scratch, each, form)
        show(scratch)
    print("femto, cbor2 and pycose agree")
