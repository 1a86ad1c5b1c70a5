# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Runs QEMU and, if there is a HOST, that program: the one must exit with 0 and say what the other says.
#   cmake [-DHOST=<program>] -DQEMU="<command>" -P run.cmake
cmake_policy(VERSION 3.25)
separate_arguments(QEMU UNIX_COMMAND "${QEMU}")

# A program that ran wild may print without end.
execute_process(COMMAND ${QEMU} COMMAND head -c 65536
  TIMEOUT 120 RESULTS_VARIABLE results OUTPUT_VARIABLE said ERROR_VARIABLE told)
list(GET results 0 status)
string(APPEND said "${told}") # semihosting prints to the standard error
if(NOT status EQUAL 0)
  string(SUBSTRING "${said}" 0 4000 said)
  message(FATAL_ERROR "it ended with ${status}:\n${said}")
endif()
message("${said}")
if(HOST)
  execute_process(COMMAND ${HOST} OUTPUT_VARIABLE wanted COMMAND_ERROR_IS_FATAL ANY)
  if(NOT said STREQUAL wanted)
    message(FATAL_ERROR "the host says:\n${wanted}")
  endif()
endif()
