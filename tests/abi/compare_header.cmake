# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compares a guest header with what its declarations make of it.
#   cmake -DWRITER=<program> -DNAME=<name> -DHEADER=<file> -P compare_header.cmake
cmake_policy(VERSION 3.25)

execute_process(COMMAND ${WRITER} ${NAME} OUTPUT_VARIABLE made COMMAND_ERROR_IS_FATAL ANY)
file(READ ${HEADER} there)
if(NOT made STREQUAL there)
  message(FATAL_ERROR "${HEADER} is out of date: ${WRITER} ${NAME} > ${HEADER}")
endif()
