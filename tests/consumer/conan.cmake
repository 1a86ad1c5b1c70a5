# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# `conan create .` with Conan 2 from the Python package index, in a home of its own.
#   cmake -DFEMTO_SOURCE=<tree> -DFEMTO_VERSION=<x.y.z> -DPYTHON=<python3> -DSCRATCH=<folder>
#         -P conan.cmake
cmake_policy(VERSION 3.25)

# The virtual environment is kept between runs: it is the part that needs the network.
set(conan ${SCRATCH}/venv/bin/conan)
if(NOT EXISTS ${conan})
  execute_process(COMMAND ${PYTHON} -m venv ${SCRATCH}/venv
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(status EQUAL 0)
    execute_process(COMMAND ${SCRATCH}/venv/bin/pip install --quiet "conan>=2,<3"
      RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 240)
  endif()
  if(NOT status EQUAL 0)
    message("skipped: Conan 2 cannot be installed here\n${output}")
    return()
  endif()
endif()

# A copy, because Conan builds the test package where it stands.
set(tree ${SCRATCH}/tree)
file(REMOVE_RECURSE ${tree} ${SCRATCH}/home)
foreach(part include cmake CMakeLists.txt LICENSE conanfile.py)
  file(COPY ${FEMTO_SOURCE}/${part} DESTINATION ${tree})
endforeach()
foreach(part main.cpp container.cpp container.c container.cmake seconds.h.in time.c)
  file(COPY ${FEMTO_SOURCE}/tests/consumer/${part} DESTINATION ${tree}/tests/consumer)
endforeach()

set(ENV{CONAN_HOME} ${SCRATCH}/home)
function(conan)
  execute_process(COMMAND ${conan} ${ARGN} WORKING_DIRECTORY ${tree}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message("${output}")
    list(JOIN ARGN " " arguments)
    message(FATAL_ERROR "`conan ${arguments}` ended with ${status}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

conan(profile detect)
# femto depends on nothing, so nothing may be asked of a server.
conan(remote disable *)
conan(create . --build=missing)
if(NOT output MATCHES "RUN: ./consumer\nfemto ${FEMTO_VERSION} says 42")
  message("${output}")
  message(FATAL_ERROR "the test package did not run its program")
endif()

# One package for every setting, or it would not be a header library.
conan(create . --build=missing --settings build_type=Debug)
if(NOT output MATCHES "femto/${FEMTO_VERSION}: Already installed!")
  message("${output}")
  message(FATAL_ERROR "another build type made another package")
endif()
