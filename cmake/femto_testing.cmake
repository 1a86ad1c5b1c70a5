# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# femto_add_test(NAME <target> SOURCES <file>... [LIBRARIES <target>...] [LABELS <label>...]
#                [TIMEOUT <seconds>])
#
# A Catch2 executable whose test cases become one ctest each, named "<target>.<sentence>" (no semicolons).
# The target's folder is its first label, so that `ctest -L vm` runs what mirrors that module.
# TIMEOUT is per test case; the default leaves room for sanitizers on a slow machine.
function(femto_add_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;TIMEOUT" "SOURCES;LIBRARIES;LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  list(PREPEND arg_LABELS ${folder})
  # 2.13 calls a name that matches no test case a success unless told otherwise; 3.x does not.
  set(strict "")
  if(Catch2_VERSION VERSION_LESS 3)
    set(strict -w NoTests)
  endif()

  add_executable(${arg_NAME} ${arg_SOURCES})
  target_include_directories(${arg_NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${arg_NAME} PRIVATE
    femto::femto femto_warnings ${arg_LIBRARIES} Catch2::Catch2WithMain)
  catch_discover_tests(${arg_NAME}
    TEST_PREFIX "${arg_NAME}."
    EXTRA_ARGS ${strict}
    PROPERTIES TIMEOUT ${arg_TIMEOUT})

  # A list does not survive catch_discover_tests; ctest reads this file after the one that makes.
  set(labels_file ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}-labels.cmake)
  file(WRITE ${labels_file}
    "if(${arg_NAME}_TESTS)\n"
    "  set_tests_properties(\${${arg_NAME}_TESTS} PROPERTIES LABELS \"${arg_LABELS}\")\n"
    "endif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${labels_file})
endfunction()

# femto_add_script_test(NAME <test> SCRIPT <file.cmake> [ARGUMENTS <VAR=value>...]
#                       [LABELS <label>...] [TIMEOUT <seconds>])
#
# Runs a CMake script as a test. A script that finds it cannot run says `skipped: <why>`, which
# ctest reports as skipped and never as passed.
function(femto_add_script_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;SCRIPT;TIMEOUT" "ARGUMENTS;LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  list(TRANSFORM arg_ARGUMENTS PREPEND "-D")
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  add_test(NAME ${arg_NAME}
    COMMAND ${CMAKE_COMMAND} ${arg_ARGUMENTS} -P ${CMAKE_CURRENT_SOURCE_DIR}/${arg_SCRIPT})
  # Started first in a run without a history: these are the long ones.
  set_tests_properties(${arg_NAME} PROPERTIES
    COST 10
    TIMEOUT ${arg_TIMEOUT}
    LABELS "${folder};${arg_LABELS}"
    SKIP_REGULAR_EXPRESSION "(^|\n)skipped: ")
endfunction()

# femto_add_skipped_test(<test> <why>...)
#
# Stands for a test whose tool is missing, so that the summary names what was not tested.
function(femto_add_skipped_test name)
  list(JOIN ARGN " " why)
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: ${why}")
  set_tests_properties(${name} PROPERTIES
    LABELS ${folder} SKIP_REGULAR_EXPRESSION "(^|\n)skipped: ")
endfunction()

# femto_borrowed_headers(<variable>): flags for the compilers of RISC-V and Xtensa, whose packages bring no
# C++ library. The headers the core needs are the same for every 32-bit core, so they borrow those of
# the ARM package: its first two search folders. Empty if there is none.
function(femto_borrowed_headers variable)
  find_program(FEMTO_arm-none-eabi-g++ arm-none-eabi-g++)
  mark_as_advanced(FEMTO_arm-none-eabi-g++)
  set(${variable} "" PARENT_SCOPE)
  if(FEMTO_arm-none-eabi-g++)
    execute_process(
      COMMAND ${FEMTO_arm-none-eabi-g++} -mcpu=cortex-m0 -mthumb -x c++ -E -v /dev/null
      OUTPUT_QUIET ERROR_VARIABLE search)
    if(search MATCHES "search starts here:\n ([^\n]*/c[+][+]/[^\n]*)\n ([^\n]*/c[+][+]/[^\n]*)\n")
      set(${variable} -nostdinc++ -isystem ${CMAKE_MATCH_1} -isystem ${CMAKE_MATCH_2} PARENT_SCOPE)
    endif()
  endif()
endfunction()
