# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Types into QEMU what a CONVERSATION has behind `> ` and `: `, and expects that it then looks like that
# file. Lines that begin with `#` are for readers; but from `#said` to `#typed` the device types for itself,
# at `#reset` it loses what was typed ahead, which is made up for by empty lines, and `#image` stands for the
# bytes of IMAGE. Empty lines and bare prompts are not compared.
#   cmake -DCONVERSATION=<file> -DSCRATCH=<file> -DQEMU="<command>" [-DIMAGE=<file>]
#         [-DANY_NUMBERS=ON: numbers are not compared either] -P converse.cmake
cmake_policy(VERSION 3.25)
separate_arguments(QEMU UNIX_COMMAND "${QEMU}")

# No lists: what is said has semicolons.
file(READ ${CONVERSATION} rest)
if(IMAGE)
  file(READ ${IMAGE} image HEX)
  string(REGEX REPLACE "(................................)" ": \\1\n" image "${image}")
  string(REGEX REPLACE "\n([^:\n]+)$" "\n: \\1\n" image "${image}")
  string(REPLACE "#image\n" "${image}" rest "${rest}")
endif()
string(REPEAT "\n" 100 typed_ahead)
set(is_typed ON)
set(typed "")
set(wanted "")
while(NOT rest STREQUAL "")
  string(FIND "${rest}" "\n" end)
  string(SUBSTRING "${rest}" 0 ${end} line)
  math(EXPR end "${end} + 1")
  string(SUBSTRING "${rest}" ${end} -1 rest)
  if(line STREQUAL "#reset")
    string(APPEND typed "${typed_ahead}")
  elseif(line STREQUAL "#said")
    set(is_typed OFF)
  elseif(line STREQUAL "#typed")
    set(is_typed ON)
  elseif(NOT line MATCHES "^#")
    string(APPEND wanted "${line}\n")
    if(is_typed AND line MATCHES "^[>:] (.*)")
      string(APPEND typed "${CMAKE_MATCH_1}\n")
    endif()
  endif()
endwhile()
file(WRITE ${SCRATCH} "${typed}")

# A device that ran wild may print without end.
execute_process(COMMAND ${QEMU} COMMAND head -c 65536 INPUT_FILE ${SCRATCH}
  TIMEOUT 60 RESULTS_VARIABLE results OUTPUT_VARIABLE said ERROR_VARIABLE told)
list(GET results 0 status)
message("${said}")
string(REPLACE "\r" "" said "\n${said}")
# Each match is what stands between two lines that say something.
string(REGEX REPLACE "(\n[>:] |\n)*\n" "\n" said "${said}")
string(SUBSTRING "${said}" 1 -1 said)
if(ANY_NUMBERS)
  foreach(text IN ITEMS said wanted)
    string(REGEX REPLACE "0x[0-9a-f]+|[0-9]+([.][0-9]+)?" "7" ${text} "${${text}}")
  endforeach()
endif()
if(NOT status EQUAL 0 OR NOT said STREQUAL wanted)
  file(WRITE ${SCRATCH}.wanted "${wanted}")
  file(WRITE ${SCRATCH}.said "${said}")
  execute_process(COMMAND diff -u ${SCRATCH}.wanted ${SCRATCH}.said OUTPUT_VARIABLE difference)
  string(SUBSTRING "${difference}" 0 8000 difference)
  message(FATAL_ERROR "it ended with ${status}, and was to say what ${CONVERSATION} says:\n${difference}\n${told}")
endif()
