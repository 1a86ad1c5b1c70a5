# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Each test that the tables of a document name exists.
#   cmake -DROOT=<repository> -DDOCUMENT=<file> -P named_tests.cmake
cmake_minimum_required(VERSION 3.25)

set(titles "")
file(GLOB_RECURSE sources ${ROOT}/tests/*.cpp)
foreach(source IN LISTS sources)
  # Titles that are broken over two literals count as one.
  file(READ ${source} content)
  string(REGEX REPLACE "\"\n *\"" "" content "${content}")
  string(REGEX MATCHALL "TEST_CASE\\(\"[^\"]+\"" found "${content}")
  list(APPEND titles ${found})
endforeach()

file(STRINGS ${DOCUMENT} lines REGEX "^\\|.*\"")
set(named 0)
set(missing "")
foreach(line IN LISTS lines)
  string(REGEX MATCHALL "\"[^\"]+\"" tests "${line}")
  foreach(test IN LISTS tests)
    math(EXPR named "${named} + 1")
    if(NOT "TEST_CASE(${test}" IN_LIST titles)
      string(APPEND missing "\n  ${test}")
    endif()
  endforeach()
endforeach()
if(missing)
  message(FATAL_ERROR "${DOCUMENT} names tests that do not exist:${missing}")
endif()
if(named LESS 20)
  message(FATAL_ERROR "${DOCUMENT} names only ${named} tests")
endif()
message(STATUS "${named} tests named, all there")
