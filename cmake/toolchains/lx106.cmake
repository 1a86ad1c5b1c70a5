# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CMAKE_TOOLCHAIN_FILE for an Xtensa lx106 without an operating system, by default in QEMU's sim.
set(FEMTO_CORE_FLAGS -mlongcalls)
set(FEMTO_MACHINE sim_lx106)
set(FEMTO_CROSS xtensa-lx106-elf-)
include(${CMAKE_CURRENT_LIST_DIR}/borrowed_headers.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/bare_metal.cmake)
