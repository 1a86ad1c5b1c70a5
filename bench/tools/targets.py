# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The cores that are measured: how to compile for each, and the machine under QEMU that has it."""

import functools
import re
from dataclasses import dataclass

from . import toolchain

QUIET = ["-nographic", "-monitor", "none", "-serial", "none"]
SEMIHOSTING = ["-semihosting-config", "enable=on,target=native"]
BARE_METAL = toolchain.INCLUDE / "femto" / "port" / "bare_metal"


@dataclass(frozen=True)
class Core:
    name: str
    title: str
    prefix: str  # of the tools
    flags: tuple
    machine: str  # of port/bare_metal
    qemu: tuple
    shift: int = 8  # an instruction takes 2^shift ns: see instruction_counter.hpp
    borrows: bool = False  # has no C++ headers of its own

    def compiler(self):
        """The C++ compiler and what it needs to be told about the core."""
        lent = borrowed_headers() if self.borrows else []
        return [self.prefix + "g++", *self.flags, *lent]

    def emulator(self):
        return [*self.qemu, "-icount", f"shift={self.shift}", *QUIET]

    def require(self):
        lender = ["arm-none-eabi-g++"] if self.borrows else []
        toolchain.require(self.prefix + "g++", self.qemu[0], *lender)

    def link(self, script):
        """Flags for the linker, but libgcc, which comes last; `script` adds to that of the machine."""
        return ["-nostdlib", "-Wl,--gc-sections", "-L", BARE_METAL, "-T", script, "-T",
                BARE_METAL / "machines" / (self.machine + ".ld")]


def _arm(name, title, cpu, machine, board):
    return Core(name, title, "arm-none-eabi-", (f"-mcpu={cpu}", "-mthumb"), machine,
                ("qemu-system-arm", "-M", board, *SEMIHOSTING))


CORES = {core.name: core for core in (
    _arm("cortex_m0", "Cortex-M0", "cortex-m0", "microbit", "microbit"),
    _arm("cortex_m4", "Cortex-M4", "cortex-m4", "mps2_an386", "mps2-an386"),
    _arm("cortex_m33", "Cortex-M33", "cortex-m33", "mps2_an505", "mps2-an505"),
    Core("rv32imac", "RV32IMAC", "riscv64-unknown-elf-",
         ("-march=rv32imac", "-misa-spec=2.2", "-mabi=ilp32"), "virt_rv32",
         ("qemu-system-riscv32", "-M", "virt", "-bios", "none", *SEMIHOSTING), shift=0,
         borrows=True),
    Core("lx106", "Xtensa lx106", "xtensa-lx106-elf-", ("-mlongcalls",), "sim_lx106",
         ("qemu-system-xtensa", "-M", "sim", "-cpu", "lx106", "-m", "8M", "-semihosting"),
         borrows=True))}


@functools.cache
def borrowed_headers():
    """Flags that lend the ARM compiler's C++ headers to one of the same GCC version: those the core
    needs are the same for every 32-bit core."""
    _, search = toolchain.run([*CORES["cortex_m0"].compiler(), "-x", "c++", "-E", "-v",
                               "/dev/null"])
    folders = re.search(r"search starts here:\n (\S*/c\+\+/\S*)\n (\S*/c\+\+/\S*)\n", search)
    if not folders:
        raise toolchain.Failure("arm-none-eabi-g++ has no C++ headers to lend")
    return ["-nostdinc++", "-isystem", folders[1], "-isystem", folders[2]]
