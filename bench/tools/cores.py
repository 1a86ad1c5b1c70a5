# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Sizes of the engine on cores it is only compiled for."""

import re

from . import cortex_m4, toolchain

RISCV = ["-march=rv32imac", "-misa-spec=2.2", "-mabi=ilp32"]
# name: (compiler, flags, needs the ARM package's C++ headers, having none of its own)
CORES = {
    "Cortex-M0": ("arm-none-eabi-g++", ["-mcpu=cortex-m0", "-mthumb"], False),
    "Cortex-M4": ("arm-none-eabi-g++", ["-mcpu=cortex-m4", "-mthumb"], False),
    "Cortex-M33": ("arm-none-eabi-g++", ["-mcpu=cortex-m33", "-mthumb"], False),
    "RV32IMAC": ("riscv64-unknown-elf-g++", RISCV, True),
    "Xtensa lx106": ("xtensa-lx106-elf-g++", [], True),
}
# Xtensa keeps a function's constants in .literal.
ROM_SECTION = re.compile(r"\.(text|rodata|srodata|literal)(\.|$)")


def borrowed_headers():
    """Flags that lend the ARM compiler's C++ headers to one of the same GCC version: those the core
    needs are the same for every 32-bit core."""
    _, search = toolchain.run(["arm-none-eabi-g++", *CORES["Cortex-M0"][1], "-x", "c++", "-E", "-v",
                               "/dev/null"])
    folders = re.search(r"search starts here:\n (\S*/c\+\+/\S*)\n (\S*/c\+\+/\S*)\n", search)
    if not folders:
        raise toolchain.Failure("arm-none-eabi-g++ has no C++ headers to lend")
    return ["-nostdinc++", "-isystem", folders[1], "-isystem", folders[2]]


def rom(build, core, profile):
    """Bytes of .text and .rodata of verify and run in one object file, before linking."""
    compiler, flags, borrows = CORES[core]
    lent = borrowed_headers() if borrows else []
    engine = cortex_m4.FIRMWARE / "engine.cpp"
    command = [compiler, *flags, *lent, *cortex_m4.FREESTANDING, *cortex_m4.CXX,
               cortex_m4.OPTIMISATION[profile], f"-DPROFILE={profile}", "-c", engine]
    folder = core.replace(" ", "_")
    made = build.make(f"cores/{folder}/{profile}.o", command, [engine])
    out, _ = toolchain.run([compiler.removesuffix("g++") + "size", "-A", made])
    rows = (line.split() for line in out.splitlines())
    return sum(int(row[1]) for row in rows if len(row) == 3 and ROM_SECTION.match(row[0]))


def figures(build, profiles):
    """(size.<core>.<profile> in bytes, {core: why it has none})"""
    found = {}
    skipped = {}
    for core, (compiler, _, borrows) in CORES.items():
        try:
            toolchain.require(compiler, *(["arm-none-eabi-g++"] if borrows else []))
        except toolchain.Failure as failure:
            skipped[core] = str(failure)
            continue
        sizes = toolchain.in_parallel([lambda each=each, core=core: rom(build, core, each)
                                       for each in profiles])
        found |= {f"size.{core}.{profile}": size for profile, size in zip(profiles, sizes)}
    return found, skipped
