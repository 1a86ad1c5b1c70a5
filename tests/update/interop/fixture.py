# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What all conversations with cbor2 and pycose have in common."""

import subprocess

from pycose.algorithms import CoseAlgorithm, EdDSA, Es256


# The numbers of RFC 9864, which pycose does not know yet; they are the same algorithms.
@CoseAlgorithm.register_attribute()
class Ed25519Alone(EdDSA):
    identifier = -19
    fullname = "ED25519_ALONE"


@CoseAlgorithm.register_attribute()
class Esp256(Es256):
    identifier = -9
    fullname = "ESP256"


class Peer:
    """A program of femto's: a question on each line, and on each line an answer."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words):
        shown = [w if isinstance(w, str) else w.hex() or "-" for w in words]
        self.process.stdin.write(" ".join(shown) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def bytes(self, *words):
        answer = self.ask(*words)
        assert answer.endswith("-"), (words, answer)
        return bytes.fromhex(answer[:-1])
