# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles SOURCE for a core and refuses every symbol it leaves to others, but for those a compiler
# calls by itself: the four memory functions of a freestanding C library and libgcc's arithmetic.
# A heap, an exception, a guarded static or an atomic operation would each show as a name here.
#   cmake -DSOURCE=<file> -DINCLUDE=<folder> -DSCRATCH=<folder> -DCOMPILER=<c++> -DNM=<nm>
#         -DFLAGS="<flags>" -P needs_nothing.cmake
cmake_policy(VERSION 3.25)
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
file(MAKE_DIRECTORY ${SCRATCH})

set(found)
foreach(level -Os -O2)
  execute_process(
    COMMAND ${COMPILER} ${FLAGS} ${level} -Wall -Wextra -Werror -I${INCLUDE} -c ${SOURCE} -o program.o
    WORKING_DIRECTORY ${SCRATCH}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message("${output}")
    message(FATAL_ERROR "${SOURCE} does not compile with ${COMPILER} ${level}")
  endif()
  execute_process(COMMAND ${NM} -u program.o WORKING_DIRECTORY ${SCRATCH}
    OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "U [^\n]+" lines "${output}")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^U +" "" symbol "${line}")
    if(NOT symbol MATCHES
        "^(mem(cpy|set|move|cmp)|__aeabi_u?(ll|l|i)[a-z]+|__aeabi_mem[a-z0-9]+|__gnu_thumb1_case_[a-z]+|__[a-z]+[sdt]i[23]?|_GLOBAL_OFFSET_TABLE_)$")
      list(APPEND found "${symbol} (${level})")
    endif()
  endforeach()
endforeach()
if(found)
  list(JOIN found "\n  " text)
  message(FATAL_ERROR "a freestanding target would have to supply:\n  ${text}")
endif()
