# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Counts instructions on this machine with cachegrind."""

import math
import re

from . import bytecode, toolchain

HOST = toolchain.BENCH / "host"
# name: (dispatch, slots decoded when verified)
EXECUTORS = {"compact": ("compact", 0), "switched": ("switched", 0), "threaded": ("threaded", 0),
             "decoded": ("threaded", 256)}
POLICIES = ["segmented", "allow_list"]
COMPILERS = ["g++", "clang++"]
# The scalar native code is what the ratio divides by: the BPF code's own compiler and flags.
NATIVES = {"scalar": ["clang", *bytecode.SCALAR], "vectorised": ["clang", "-O2"],
           "gcc": ["gcc", "-O2"]}

CXX = ["-std=c++20", "-O2", "-DNDEBUG", f"-I{toolchain.INCLUDE}"]
LIMIT = {"g++": ["-fmax-errors=5"], "clang++": ["-ferror-limit=5"]}
CACHEGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]


def build_engine(build, executor, policy, compiler="g++", flags=()):
    """Returns the program that runs one engine."""
    toolchain.require(compiler)
    dispatch, slots = EXECUTORS[executor]
    name = f"{executor}_{policy}"
    folder = f"host/{compiler}"
    engine = HOST / "engine.cpp"
    main = HOST / "counted.cpp"
    cxx = [compiler, *CXX, *LIMIT[compiler]]
    objects = [
        build.make(f"{folder}/{name}.o",
                   [*cxx, *flags, f"-DENGINE={name}", f"-DDISPATCH={dispatch}",
                    f"-DMEMORY={policy}", f"-DDECODE_SLOTS={slots}", "-c", engine], [engine]),
        build.make(f"{folder}/{name}_main.o", [*cxx, f"-DENGINE={name}", "-c", main], [main])]
    return build.make(f"{folder}/{name}", [compiler, *objects], objects)


def build_native(build, variant):
    """Returns the program that runs the workloads as native code of one variant."""
    cc = NATIVES[variant]
    toolchain.require(cc[0], "g++")
    folder = f"host/native_{variant}"
    objects = []
    for file in sorted({bytecode.source(name) for name in bytecode.WORKLOADS}):
        objects.append(build.make(f"{folder}/{file.stem}.o",
                                  [*cc, "-std=c11", f"-DWORKLOAD={variant}_{file.stem}", "-c",
                                   file], [file]))
    for name in ("native", "counted_native"):
        file = HOST / (name + ".cpp")
        objects.append(build.make(f"{folder}/{name}.o",
                                  ["g++", *CXX, f"-DVARIANT={variant}", "-c", file], [file]))
    return build.make(f"{folder}/native", ["g++", *objects], objects)


def write_text(build, workload, level):
    """Compiles a workload and returns the file with its bare text."""
    path = build.folder / "bpf" / f"{workload}.{level}.text"
    text = bytecode.text(build, workload, level)
    if not path.exists() or path.read_bytes() != text:
        path.write_bytes(text)
    return path


def _instructions(command):
    out, err = toolchain.run([*CACHEGRIND, *command])
    match = re.search(r"I\s+refs:\s+([\d,]+)", err)
    if not match:
        raise toolchain.Failure("cachegrind printed no count:\n" + err[-2000:])
    return int(match[1].replace(",", "")), out


def count(command):
    """Instructions of one repetition of `command TIMES`; also what the command printed."""
    toolchain.require("valgrind")
    # From the second time on every repetition is alike; loading and start-up cancel out.
    fewer, out = _instructions([*command, 2])
    more, _ = _instructions([*command, 4])
    if (more - fewer) % 2:
        raise toolchain.Failure("two repetitions differ: " + " ".join(map(str, command)))
    return (more - fewer) // 2, out


def count_run(build, program, workload, level):
    """(instructions of one run, BPF slots executed)"""
    counted, out = count([program, workload, write_text(build, workload, level), "run"])
    return counted, int(out)


def count_verify(build, program, workload, level):
    return count([program, workload, write_text(build, workload, level), "verify"])[0]


def count_native(program, workload):
    return count([program, workload])[0]


def geometric_mean(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))
