# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CMAKE_TOOLCHAIN_FILE for a Cortex-M4 without an operating system, by default in QEMU's mps2-an386.
set(FEMTO_CORE_FLAGS -mcpu=cortex-m4 -mthumb)
set(FEMTO_MACHINE mps2_an386)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
