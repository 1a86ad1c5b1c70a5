# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles every header of INCLUDE alone and twice, with COMPILER and FLAGS, making no object file; or
# with TOGETHER all of them in one unit, which takes seconds and finds whatever the compiler has to say of
# them but for what they forgot to include.
#   cmake -DINCLUDE=<include folder> -DSCRATCH=<folder> -DCOMPILER=<c++> -DFLAGS="<flags>"
#         [-DWITHOUT=<regex>] [-DONLY=<regex>] [-DLANGUAGE=c] [-DTOGETHER=ON] -P self_contained.cmake
cmake_policy(VERSION 3.25)

if(LANGUAGE STREQUAL c)
  set(pattern *.h)
  set(extension c)
else()
  set(pattern *.hpp)
  set(extension cpp)
endif()
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")

file(GLOB_RECURSE headers RELATIVE ${INCLUDE} ${INCLUDE}/femto/${pattern})
if(WITHOUT)
  list(FILTER headers EXCLUDE REGEX "${WITHOUT}")
endif()
if(ONLY)
  list(FILTER headers INCLUDE REGEX "${ONLY}")
endif()
if(NOT headers)
  message(FATAL_ERROR "there is no header to compile below ${INCLUDE}/femto")
endif()

# A file per header and not the header itself: as a main file it would trip over `#pragma once`.
# One call for all of them: the driver still compiles each alone.
file(REMOVE_RECURSE ${SCRATCH})
set(units)
set(all "")
foreach(header IN LISTS headers)
  string(APPEND all "#include <${header}>\n")
  string(REGEX REPLACE "[/.]" "_" unit "${header}.${extension}")
  string(REGEX REPLACE "_${extension}$" ".${extension}" unit "${unit}")
  file(WRITE ${SCRATCH}/${unit} "#include <${header}>\n#include <${header}>\n")
  list(APPEND units ${unit})
endforeach()
set(how alone)
if(TOGETHER)
  set(how together)
  set(units all.${extension})
  file(WRITE ${SCRATCH}/${units} "${all}")
endif()

execute_process(
  COMMAND ${COMPILER} ${FLAGS} -Wall -Wextra -Werror -fsyntax-only -I${INCLUDE} ${units}
  WORKING_DIRECTORY ${SCRATCH}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
list(LENGTH headers count)
if(NOT status EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "not every one of ${count} headers compiles ${how} with ${COMPILER}")
endif()
message(STATUS "${count} headers compile ${how} with ${COMPILER}")
