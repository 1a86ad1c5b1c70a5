# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Takes examples/bare_metal away, builds it for a core as a project of its own, and talks to it: first as
# its README shows, then with a container that comes while it runs.
#   cmake -DSOURCE=<tree> -DTOOLCHAIN=<name> -DMACHINE=<machine> -DSCRATCH=<folder> -DGENERATOR=<name>
#         [-DFEMTO=<command>] [-DINSTALLED=<femto's build: from there, by find_package>] -P firmware.cmake
cmake_policy(VERSION 3.25)
include(${SOURCE}/cmake/femto_firmware.cmake)
set(here ${CMAKE_CURRENT_LIST_DIR})

function(run)
  execute_process(COMMAND ${ARGN}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "`${command}` ended with ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
file(COPY ${SOURCE}/examples/bare_metal/ DESTINATION ${SCRATCH}/firmware)
set(toolchains ${SOURCE}/cmake/toolchains)
if(INSTALLED)
  run(${CMAKE_COMMAND} --install ${INSTALLED} --prefix ${SCRATCH}/prefix)
  set(toolchains ${SCRATCH}/prefix/share/cmake/femto/toolchains)
  file(READ ${SCRATCH}/firmware/CMakeLists.txt text)
  string(REGEX REPLACE "set[(]FEMTO_SOURCE.*\nadd_subdirectory[^\n]*" "find_package(femto REQUIRED)"
    text "${text}")
  file(WRITE ${SCRATCH}/firmware/CMakeLists.txt "${text}")
  set(from -DCMAKE_PREFIX_PATH=${SCRATCH}/prefix)
else()
  set(from -DFEMTO_SOURCE=${SOURCE})
endif()

set(build ${SCRATCH}/build)
run(${CMAKE_COMMAND} -S ${SCRATCH}/firmware -B ${build} -G ${GENERATOR} ${from}
  -DCMAKE_TOOLCHAIN_FILE=${toolchains}/${TOOLCHAIN}.cmake -DCMAKE_CXX_FLAGS=-Werror)
run(${CMAKE_COMMAND} --build ${build})
if(output MATCHES "warning:")
  message(FATAL_ERROR "it compiles with warnings:\n${output}")
endif()
run(${CMAKE_COMMAND} --build ${build})
if(GENERATOR STREQUAL "Ninja" AND NOT output MATCHES "no work to do")
  message(FATAL_ERROR "what is built is built again:\n${output}")
endif()

femto_qemu_command(${MACHINE} qemu)
list(JOIN qemu " " qemu)
function(converse conversation)
  run(${CMAKE_COMMAND} "-DQEMU=${qemu} -kernel ${build}/firmware.elf" -DCONVERSATION=${conversation}
    -DSCRATCH=${SCRATCH}/typed -DANY_NUMBERS=ON ${ARGN} -P ${here}/converse.cmake)
  message("${output}")
endfunction()

file(READ ${SCRATCH}/firmware/README.md text)
if(NOT text MATCHES "```text\n(.*> halt\n)```")
  message(FATAL_ERROR "the README shows no conversation")
endif()
string(REPLACE "> list\n" "#typed\n> list\n" text "${CMAKE_MATCH_1}") # before that it is the firmware itself
file(WRITE ${SCRATCH}/readme.txt "#said\n${text}")
converse(${SCRATCH}/readme.txt)

if(FEMTO)
  run(${FEMTO} pack ${build}/report.o -o ${SCRATCH}/report.fc32)
  converse(${here}/console/firmware.txt -DIMAGE=${SCRATCH}/report.fc32)

  # What `faults` prints names a line of the source.
  run(${FEMTO} explain ${build}/climate-object.o --slot 2 --cause illegal_memory)
  if(NOT output MATCHES "containers/climate.c:[0-9]+" AND NOT output MATCHES "without a reader of line numbers")
    message(FATAL_ERROR "`femto explain` names no line:\n${output}")
  endif()
endif()
