# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The workloads, compiled to BPF."""

import struct
from pathlib import Path

from . import toolchain

# Optimisations that change what is executed, and not only how, are off for BPF and for the scalar
# native code alike; otherwise a ratio would compare different work.
SCALAR = ["-O2", "-fno-builtin", "-fno-jump-tables", "-fno-vectorize", "-fno-unroll-loops"]
WORKLOADS = ["empty", "filter", "fletcher360", "fletcher64k", "fib", "bubble", "crc32", "memcpy",
             "fsm"]
MIX = ["fletcher360", "fib", "bubble", "crc32", "memcpy", "fsm"]
# What the 24-bit counter of the on-target firmware can hold.
ON_TARGET = ["empty", "filter", *MIX]
LEVELS = ["v2", "v3", "v4"]

SECTION_RELA = 4
SECTION_REL = 9


def source(workload):
    """fletcher360 and fletcher64k are one program with two inputs."""
    name = "fletcher32" if workload.startswith("fletcher") else workload
    return toolchain.BENCH / "workloads" / (name + ".c")


def text_of(path):
    """The bytes of an object's .text. A workload needs no relocation, so that engines without a
    loader can run it."""
    data = Path(path).read_bytes()
    table, = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<HHH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", data, table + i * size) for i in range(count)]
    strings = headers[names][4]
    text = None
    for name, kind, _, _, offset, length, _, info, _, _ in headers:
        title = data[strings + name:data.index(b"\0", strings + name)]
        if title == b".text":
            text = data[offset:offset + length]
        if title in (b".rel.text", b".rela.text") and kind in (SECTION_REL, SECTION_RELA) and length:
            raise toolchain.Failure(f"{path}: a workload must not need relocations")
    if not text:
        raise toolchain.Failure(f"{path}: no .text")
    return text


def compiler(level):
    return toolchain.CLANG_V4 if level == "v4" else toolchain.CLANG


def available(level):
    return toolchain.has(compiler(level))


def compiled(build, file, level):
    """Compiles a file at an instruction-set level; returns the bytes of its text."""
    command = [compiler(level), "-target", "bpf", f"-mcpu={level}", "-std=c11", "-ffreestanding",
               *SCALAR, "-c", file]
    return text_of(build.make(f"bpf/{file.stem}.{level}.o", command, [file]))


def text(build, workload, level):
    """The bytes of a workload's text."""
    return compiled(build, source(workload), level)
