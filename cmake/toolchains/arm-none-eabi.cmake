# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What the toolchain files of Cortex-M cores have in common. Another core:
#   set(FEMTO_CORE_FLAGS -mcpu=cortex-m7 -mthumb)
#   include(<here>/arm-none-eabi.cmake)
set(FEMTO_CROSS arm-none-eabi-)
include(${CMAKE_CURRENT_LIST_DIR}/bare_metal.cmake)
