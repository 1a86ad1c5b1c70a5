# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# On Thumb-2 under GCC a handler enters the next one by a load of the pc, which the compiler takes for
# a jump to the label `dispatch` and from there to anywhere. That is sound as long as nothing is done on
# the way: looks whether, at each level of optimisation, all handlers name that one label (a copy made on
# the way would have a label of its own), and whether nothing follows it but the jump.
# Versions of GCC that were not looked at make jumps of their own.
#   cmake -DCOMPILER=<c++> -DSOURCE=<file> -DINCLUDE=<folder> -DOUTPUT=<file> -P entered_by_load.cmake
cmake_policy(VERSION 3.25)

execute_process(COMMAND ${COMPILER} -dumpversion OUTPUT_VARIABLE version COMMAND_ERROR_IS_FATAL ANY)
if(version VERSION_LESS 13 AND version VERSION_GREATER_EQUAL 12)
  set(levels -O0 -Og -O1 -Os -O2 -O3)
else()
  set(levels)
endif()
execute_process(
  COMMAND ${COMPILER} -std=c++20 -mcpu=cortex-m4 -mthumb -O2 -ffreestanding -fno-exceptions
    -fno-rtti -fno-threadsafe-statics -U__GNUC__ -D__GNUC__=13 -I${INCLUDE} -S ${SOURCE} -o ${OUTPUT}
  COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${OUTPUT} entries REGEX "ldr[ \t]+pc, .*@")
if(entries)
  message(FATAL_ERROR "handlers are entered by load under a version that nobody looked at: ${entries}")
endif()

foreach(core cortex-m3 cortex-m4 cortex-m33)
  foreach(level IN LISTS levels)
    set(what "${core} ${level}")
    execute_process(
      COMMAND ${COMPILER} -std=c++20 -mcpu=${core} -mthumb ${level} -ffreestanding -fno-exceptions
        -fno-rtti -fno-threadsafe-statics -I${INCLUDE} -S ${SOURCE} -o ${OUTPUT}
      COMMAND_ERROR_IS_FATAL ANY)
    file(STRINGS ${OUTPUT} lines)
    list(FILTER lines EXCLUDE REGEX "^[ \t]*(@ [0-9]|\\.(thumb|syntax|loc|align|p2align))")
    list(TRANSFORM lines STRIP)
    string(REPLACE "\t" " " lines "${lines}")
    if(NOT lines MATCHES ";(\\.L[0-9]+):;@ dispatch:;([^;]*;[^;]*;[^;]*)")
      message(FATAL_ERROR "${what}: no label in ${OUTPUT}")
    endif()
    set(label "${CMAKE_MATCH_1}")
    set(next "${CMAKE_MATCH_2}")
    # All jumps to anywhere may be one. Without optimisation anywhere is a variable, which nothing else
    # looks at.
    if(next MATCHES "^b (\\.L[0-9]+)")
      string(REGEX MATCH ";\\${CMAKE_MATCH_1}:;([^;]*;[^;]*)" next "${lines}")
      set(next "${CMAKE_MATCH_1}")
    endif()
    if(NOT level STREQUAL "-O0" AND NOT next MATCHES "^(\\.L[0-9]+:;)?orr ([^,]*), [^;]*, #1;bx ")
      message(FATAL_ERROR "${what}: more than a jump, in ${OUTPUT}: ${next}")
    endif()
    string(REGEX MATCHALL "ldr pc, [^;@]*@ \\.L[0-9]+" entries "${lines}")
    list(LENGTH entries count)
    list(FILTER entries EXCLUDE REGEX "@ \\${label}$")
    if(entries OR count LESS 2)
      message(FATAL_ERROR "${what}: of ${count} handlers these go elsewhere, in ${OUTPUT}: ${entries}")
    endif()
  endforeach()
endforeach()
