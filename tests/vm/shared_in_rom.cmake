# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Two Configs that differ in sizes only must share the verifier's pass and the dispatch loop: counts
# both in the object made from two_configs.cpp.
#   cmake -DCOMPILER=<c++> -DNM=<nm> -DFLAGS=<list> -DSOURCE=<file> -DINCLUDE=<folder>
#         -DOBJECT=<file> -P shared_in_rom.cmake
cmake_policy(VERSION 3.25)

separate_arguments(FLAGS)
foreach(dispatch compact switched threaded)
  execute_process(
    COMMAND ${COMPILER} -std=c++20 -Os -ffreestanding -fno-exceptions -fno-rtti
      -fno-threadsafe-statics ${FLAGS} -DDISPATCH=${dispatch} -I${INCLUDE} -c ${SOURCE} -o ${OBJECT}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${NM} --defined-only -C ${OBJECT}
    OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  foreach(function "fc::detail::verifier<.*>::check_all" "fc::detail::run_${dispatch}<")
    # One line per symbol; only code counts, and a template argument may name either again.
    string(REGEX MATCHALL "[0-9a-f]+ [TtWw] [^\n]*${function}[^\n]*" found "${symbols}")
    list(LENGTH found count)
    if(NOT count EQUAL 1)
      message(FATAL_ERROR "${dispatch}: ${count} times ${function}, expected once:\n${symbols}")
    endif()
  endforeach()
endforeach()
