# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Builds and runs one consumer as a stranger would.
#   cmake -DWAY=<folder here> -DFEMTO_SOURCE=<tree> -DFEMTO_VERSION=<x.y.z> -DBUILD=<femto's build>
#         -DSCRATCH=<folder> -DCXX=<c++> -DGENERATOR=<name> -P consume.cmake
cmake_policy(VERSION 3.25)
set(here ${CMAKE_CURRENT_LIST_DIR})

function(run)
  execute_process(COMMAND ${ARGN}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message("${output}")
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${WAY}: `${command}` ended with ${status}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
file(MAKE_DIRECTORY ${SCRATCH})
set(prefix ${SCRATCH}/prefix)

if(WAY MATCHES "^(find_package|pkg_config)$")
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/first)
  # Installed here, used there: nothing in the tree may remember where it was put.
  file(RENAME ${SCRATCH}/first ${prefix})
  # The command line is installed where it was built.
  if(EXISTS ${BUILD}/bin/femto)
    run(${prefix}/bin/femto --version)
    if(NOT output STREQUAL "femto ${FEMTO_VERSION}\n")
      message(FATAL_ERROR "${WAY}: the installed command printed `${output}`")
    endif()
  endif()
endif()

if(WAY STREQUAL "pkg_config")
  set(ENV{PKG_CONFIG_PATH} ${prefix}/share/pkgconfig)
  run(make -C ${SCRATCH} -f ${here}/pkg_config/Makefile
    CXX=${CXX} SOURCE=${here}/main.cpp FEMTO_EXPECTED_VERSION=${FEMTO_VERSION})
else()
  run(${CMAKE_COMMAND} -S ${here}/${WAY} -B ${SCRATCH} -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_PREFIX_PATH=${prefix}
    -DFEMTO_SOURCE=${FEMTO_SOURCE} -DFEMTO_EXPECTED_VERSION=${FEMTO_VERSION} --no-warn-unused-cli)
  run(${CMAKE_COMMAND} --build ${SCRATCH})
  run(${CMAKE_COMMAND} --build ${SCRATCH})
  if(GENERATOR STREQUAL "Ninja" AND NOT output MATCHES "no work to do")
    message(FATAL_ERROR "${WAY}: what is built is built again:\n${output}")
  endif()
endif()

run(${SCRATCH}/consumer)
if(NOT output STREQUAL "femto ${FEMTO_VERSION} says 42\n")
  message(FATAL_ERROR "${WAY}: the consumer printed `${output}`")
endif()

if(EXISTS ${SCRATCH}/container)
  run(${SCRATCH}/container)
  if(NOT output STREQUAL "a container says 42\n")
    message(FATAL_ERROR "${WAY}: the firmware printed `${output}`")
  endif()
elseif(NOT WAY STREQUAL "pkg_config")
  message(STATUS "${WAY}: no clang with a BPF target, so no container was compiled in")
endif()
