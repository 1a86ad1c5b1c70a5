# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The program in README.md is examples/hello, which is compiled and run.
file(READ ${ROOT}/README.md readme)
file(READ ${ROOT}/examples/hello/main.cpp program)
string(REGEX REPLACE "^(//[^\n]*\n)+\n" "" program "${program}")
string(FIND "${readme}" "```cpp\n${program}```" found)
if(found EQUAL -1)
  message(FATAL_ERROR "the program in README.md is not examples/hello/main.cpp")
endif()

# The two commands for a newcomer stand on lines of their own.
foreach(command "./cmake/setup demo" "./cmake/setup test")
  string(FIND "${readme}" "\n${command}\n" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "README.md lacks the line: ${command}")
  endif()
endforeach()

if(readme MATCHES "@[A-Z_]+@")
  message(FATAL_ERROR "README.md has a gap: ${CMAKE_MATCH_0}")
endif()
message(STATUS "README.md shows examples/hello and both commands")
