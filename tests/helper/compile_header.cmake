# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles a container that calls the helpers of a generated header, as LANGUAGE, for BPF.
#   cmake -DWRITER=<program> -DSOURCE=<call_helpers.c> -DCLANG=<clang> -DLANGUAGE=<c|c++>
#         -DSTANDARD=<name> -DSCRATCH=<folder> -P compile_header.cmake
cmake_policy(VERSION 3.25)

file(MAKE_DIRECTORY ${SCRATCH})
execute_process(COMMAND ${WRITER} OUTPUT_FILE ${SCRATCH}/helpers.h COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND ${CLANG} -target bpf -mcpu=v3 -O2 -ffreestanding -x ${LANGUAGE} -std=${STANDARD}
    -Wall -Wextra -Wpedantic -Werror -I ${SCRATCH} -c ${SOURCE} -o ${SCRATCH}/container.o
  RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "the generated header does not compile as ${STANDARD}")
endif()
