# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles SOURCE with COMPILER and FLAGS, small and fast, and keeps nothing: no warning may show,
# and no remark on how arguments are passed.
#   cmake -DINCLUDE=<include folder> -DSOURCE=<file.cpp> -DCOMPILER=<c++> -DFLAGS="<flags>"
#         -P no_warnings.cmake
cmake_policy(VERSION 3.25)
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")

foreach(level -Os -O2)
  execute_process(
    COMMAND ${COMPILER} ${FLAGS} ${level} -Wall -Wextra -Werror -I${INCLUDE} -c ${SOURCE}
      -o /dev/null
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0 OR output)
    message("${output}")
    message(FATAL_ERROR "consumers who compile with ${level} and these warnings see them")
  endif()
endforeach()
