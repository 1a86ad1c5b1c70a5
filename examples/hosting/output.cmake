# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Runs PROGRAM, with nobody at the keyboard, and compares what it prints with the block ```text of
# LESSON, which is all of it.
#   cmake -DPROGRAM=<executable> -DLESSON=<README.md> -P output.cmake
file(READ ${LESSON} text)
string(FIND "${text}" "```text\n" begin)
if(begin EQUAL -1)
  message(FATAL_ERROR "${LESSON} does not say what the program prints")
endif()
math(EXPR begin "${begin} + 8")
string(SUBSTRING "${text}" ${begin} -1 text)
string(FIND "${text}" "```" end)
string(SUBSTRING "${text}" 0 ${end} expected)

execute_process(COMMAND ${PROGRAM} INPUT_FILE /dev/null
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0 OR NOT output STREQUAL expected)
  message(FATAL_ERROR "status ${status}; ${LESSON} says\n${expected}and the program\n${output}")
endif()
message(STATUS "${PROGRAM} prints what ${LESSON} says")
