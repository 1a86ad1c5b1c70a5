# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CMAKE_TOOLCHAIN_FILE for an RV32IMAC core without an operating system, by default in QEMU's virt.
set(FEMTO_CORE_FLAGS -march=rv32imac -misa-spec=2.2 -mabi=ilp32)
set(FEMTO_MACHINE virt_rv32)
set(FEMTO_CROSS riscv64-unknown-elf-)
include(${CMAKE_CURRENT_LIST_DIR}/borrowed_headers.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/bare_metal.cmake)
