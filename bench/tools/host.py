# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Counts instructions on this machine with cachegrind."""

import math
import re

from . import bytecode, table, toolchain

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


FEWER, MORE = 2, 4


def count(program, items):
    """Instructions of one repetition of each item; also the lines the program printed.

    An item is a list of arguments in front of the number of repetitions. One process repeats all of
    them twice; then, for each, a process repeats that one four times. The first repetition may be
    special, the later ones are alike, and loading and start-up cancel out."""
    toolchain.require("valgrind")

    def repeat(longer=None):
        command = [*program]
        for item in items:
            command += [*item, MORE if item is longer else FEWER]
        return _instructions(command)

    (base, out), *others = toolchain.in_parallel(
        [lambda item=item: repeat(item) for item in [None, *items]])
    counts = []
    for item, (more, _) in zip(items, others):
        if (more - base) % (MORE - FEWER):
            raise toolchain.Failure("repetitions differ: " + " ".join(map(str, item)))
        counts.append((more - base) // (MORE - FEWER))
    return counts, out.split()


def geometric_mean(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))


def native_figures(build, variants, workloads):
    """host.native.<variant>.<workload>.run for each."""
    programs = {variant: build_native(build, variant) for variant in variants}
    figures = {}
    for variant, program in programs.items():
        counts, _ = count([program], [[workload] for workload in workloads])
        for workload, counted in zip(workloads, counts):
            figures[f"host.native.{variant}.{workload}.run"] = counted
    return figures


def name_of(engine, level):
    return ".".join(["host", *engine, level])


def engine_figures(build, engines, levels, workloads, flags=()):
    """Everything counted of the engines, each (compiler, executor, policy), by name:
    host.<compiler>.<executor>.<policy>.<level>.<figure>. `mix_per_slot` is the geometric mean of
    instructions per BPF slot over the mix; `verify` is of Fletcher32."""
    programs = {}
    for compiler, executor, policy in engines:
        programs[compiler, executor, policy] = build_engine(build, executor, policy, compiler,
                                                            flags)
    figures = {}
    for engine in engines:
        for level in levels:
            items = [[workload, write_text(build, workload, level)] for workload in workloads]
            counts, slots = count([programs[engine], "run"], items)
            for workload, counted, executed in zip(workloads, counts, slots):
                name = f"{name_of(engine, level)}.{workload}"
                figures |= {f"{name}.run": counted, f"{name}.slots": int(executed)}
            if "fletcher360" in workloads:
                (counted,), _ = count([programs[engine], "verify"],
                                      [["fletcher360", write_text(build, "fletcher360", level)]])
                figures[f"{name_of(engine, level)}.fletcher360.verify"] = counted
    mix = [workload for workload in workloads if workload in bytecode.MIX]
    for engine in engines:
        for level in levels:
            name = name_of(engine, level)
            if mix:
                figures[f"{name}.mix_per_slot"] = geometric_mean(
                    [figures[f"{name}.{each}.run"] / figures[f"{name}.{each}.slots"]
                     for each in mix])
    return figures


def mix_ratio(figures, engine, level, variant, workloads):
    """Geometric mean over the mix of instructions divided by those of native code."""
    return geometric_mean([figures[f"{name_of(engine, level)}.{each}.run"] /
                           figures[f"host.native.{variant}.{each}.run"]
                           for each in workloads if each in bytecode.MIX])


def summary(figures, engines, levels, variants, workloads):
    """One row per engine: the mix, per slot and as a ratio to native code; the empty run."""
    header = ["engine", *(f"mix per slot {level}" for level in levels)]
    header += [f"mix {level}/{variant}" for level in levels for variant in variants]
    header += ["empty run", *(f"verify {level}" for level in levels)]
    rows = []
    for engine in engines:
        names = [name_of(engine, level) for level in levels]
        rows.append([" ".join(engine), *(figures[f"{name}.mix_per_slot"] for name in names),
                     *(mix_ratio(figures, engine, level, variant, workloads)
                       for level in levels for variant in variants),
                     figures.get(f"{names[0]}.empty.run"),
                     *(figures.get(f"{name}.fletcher360.verify") for name in names)])
    return table.render(header, rows)


def per_workload(figures, engine, levels, variants, workloads):
    """One row per workload: native code, then one engine at each level, with the ratios."""
    header = [" ".join(engine), *variants]
    for level in levels:
        header += [level, f"{level} per slot", *(f"{level}/{variant}" for variant in variants)]
    rows = []
    for workload in workloads:
        natives = [figures[f"host.native.{variant}.{workload}.run"] for variant in variants]
        row = [workload, *natives]
        for level in levels:
            name = f"{name_of(engine, level)}.{workload}"
            counted = figures[f"{name}.run"]
            row += [counted, counted / figures[f"{name}.slots"],
                    *(counted / native for native in natives)]
        rows.append(row)
    return table.render(header, rows)
