# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The programs in README.md are those of examples/, which are compiled and run.
file(READ ${ROOT}/README.md readme)
foreach(example hello engine updates)
  file(READ ${ROOT}/examples/${example}/main.cpp program)
  string(REGEX REPLACE "^(//[^\n]*\n)+\n" "" program "${program}")
  string(FIND "${readme}" "```cpp\n${program}```" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "README.md does not show examples/${example}/main.cpp")
  endif()
endforeach()

# The commands for a newcomer stand on lines of their own.
foreach(command "./cmake/setup demo" "./cmake/setup deploy" "./cmake/setup firmware" "./cmake/setup test")
  string(FIND "${readme}" "\n${command}\n" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "README.md lacks the line: ${command}")
  endif()
endforeach()

if(readme MATCHES "@[A-Z_]+@")
  message(FATAL_ERROR "README.md has a gap: ${CMAKE_MATCH_0}")
endif()
message(STATUS "README.md shows examples/hello, examples/engine, examples/updates and the commands")
