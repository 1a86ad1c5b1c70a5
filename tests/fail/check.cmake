# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles SOURCE, which holds one mistake, and expects the sentence of its `// EXPECT: ` line among
# the errors. A source without that line is a control and must compile. One with `// ERRORS: <n>` is
# told no more than n, one with `// STANDARD: <name>` is compiled as that instead of c++20.
#   cmake -DSOURCE=<file> -DCOMPILER=<c++> -DINCLUDE=<include folder> -P check.cmake
cmake_policy(VERSION 3.25)

file(READ ${SOURCE} text)
set(sentence)
if(text MATCHES "// EXPECT: ([^\n]+)")
  set(sentence "${CMAKE_MATCH_1}")
endif()

set(standard c++20)
if(text MATCHES "// STANDARD: ([^\n]+)")
  set(standard ${CMAKE_MATCH_1})
endif()

execute_process(
  COMMAND ${COMPILER} -std=${standard} -fsyntax-only -I${INCLUDE} ${SOURCE}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(NOT sentence)
  if(NOT status EQUAL 0)
    message("${output}")
    message(FATAL_ERROR "the control does not compile: no refusal here proves anything")
  endif()
  return()
endif()

if(status EQUAL 0)
  message(FATAL_ERROR "it compiles, where `${sentence}` was expected")
endif()
# Only a line that reports an error counts: both compilers also quote the source, sentence and all.
string(REGEX MATCHALL "[^\n]*error: [^\n]*" errors "${output}")
list(LENGTH errors count)
list(JOIN errors "\n" errors)
string(FIND "${errors}" "${sentence}" place)
if(place EQUAL -1)
  message("${output}")
  message(FATAL_ERROR "it is refused, but not with `${sentence}`")
endif()
if(text MATCHES "// ERRORS: ([0-9]+)" AND count GREATER CMAKE_MATCH_1)
  message("${output}")
  message(FATAL_ERROR "it is refused with ${count} errors instead of ${CMAKE_MATCH_1}")
endif()
