# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Who copies examples/bare_metal away for a board of their own is told by name what is missing.
#   cmake -DSOURCE=<tree> -DSCRATCH=<folder> -DGENERATOR=<name> -P own_board.cmake
cmake_policy(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
file(COPY ${SOURCE}/examples/bare_metal/ DESTINATION ${SCRATCH}/firmware)
set(build ${SCRATCH}/build)

function(refused wanted)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(status EQUAL 0 OR NOT said MATCHES "${wanted}")
    message(FATAL_ERROR "it was to say `${wanted}`, and ended with ${status}:\n${said}")
  endif()
endfunction()
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "it ended with ${status}:\n${said}")
  endif()
endfunction()
function(replace file from to)
  file(READ ${file} text)
  string(REPLACE "${from}" "${to}" text "${text}")
  file(WRITE ${file} "${text}")
endfunction()

set(configure ${CMAKE_COMMAND} -S ${SCRATCH}/firmware -B ${build} -G ${GENERATOR}
  -DCMAKE_TOOLCHAIN_FILE=${SOURCE}/cmake/toolchains/cortex-m4.cmake)
refused("-DFEMTO_SOURCE=" ${configure})

# A linker script of one's own, and no struct: not QEMU's machine in its place.
file(COPY ${SOURCE}/include/femto/port/bare_metal/machines/mps2_an386.ld DESTINATION ${SCRATCH}/firmware)
replace(${SCRATCH}/firmware/CMakeLists.txt "SOURCES main.cpp" "SOURCES main.cpp LINKER_SCRIPT mps2_an386.ld")
run(${configure} -DFEMTO_SOURCE=${SOURCE})
refused("no board: write" ${CMAKE_COMMAND} --build ${build})

replace(${SCRATCH}/firmware/board.hpp "#error" "// ")
replace(${SCRATCH}/firmware/board.hpp "FEMTO_MACHINE;" "mps2_an386;")
run(${CMAKE_COMMAND} --build ${build})
