# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# CMAKE_TOOLCHAIN_FILE for a Cortex-M0 without an operating system, by default on a micro:bit.
set(FEMTO_CORE_FLAGS -mcpu=cortex-m0 -mthumb)
set(FEMTO_MACHINE microbit)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
