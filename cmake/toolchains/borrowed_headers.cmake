# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# For compilers whose packages bring no C++ headers: those of the ARM package, of which femto needs the
# ones that are the same for every 32-bit core.
execute_process(COMMAND arm-none-eabi-g++ -mcpu=cortex-m0 -mthumb -x c++ -E -v /dev/null
  OUTPUT_QUIET ERROR_VARIABLE search)
if(search MATCHES "search starts here:\n ([^\n]*/c[+][+]/[^\n]*)\n ([^\n]*/c[+][+]/[^\n]*)\n")
  list(APPEND FEMTO_CORE_FLAGS -nostdinc++ "SHELL:-isystem ${CMAKE_MATCH_1}"
    "SHELL:-isystem ${CMAKE_MATCH_2}")
endif()
