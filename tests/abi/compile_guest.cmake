# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles a container that uses all of the guest headers, as LANGUAGE by STANDARD.
#   cmake -DCOMPILER=<clang|gcc> -DFLAGS="<flags>" -DLANGUAGE=<c|c++> -DSTANDARD=<name>
#         -DINCLUDE=<folder> -DSOURCE=<file.c> -P compile_guest.cmake
cmake_policy(VERSION 3.25)

separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(
  COMMAND ${COMPILER} ${FLAGS} -O2 -x ${LANGUAGE} -std=${STANDARD} -Wall -Wextra -Wpedantic -Werror
    -I ${INCLUDE} -c ${SOURCE} -o /dev/null
  RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "the guest headers do not compile as ${STANDARD}")
endif()
