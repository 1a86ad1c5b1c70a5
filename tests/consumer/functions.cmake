# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What the functions that build containers say of wrong arguments and compilers, and where the
# installation says the headers are.
#   cmake -DFEMTO_SOURCE=<tree> -DSCRATCH=<folder> -DGENERATOR=<name> -P functions.cmake
cmake_policy(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
file(WRITE ${SCRATCH}/blink.c "int blink(void) { return 1; }\n")

# configure(<what> <pattern> <line>...): a project of these lines is refused with a sentence that
# matches, or taken if the pattern is empty.
function(configure what pattern)
  list(JOIN ARGN "\n" lines)
  file(WRITE ${SCRATCH}/CMakeLists.txt
    "cmake_minimum_required(VERSION 3.16)\nproject(functions NONE)\n"
    "add_library(femto::femto INTERFACE IMPORTED)\n"
    "include(${FEMTO_SOURCE}/cmake/femto_containers.cmake)\n${lines}\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${SCRATCH} -B ${SCRATCH}/build -G ${GENERATOR}
      -DCMAKE_PROGRAM_PATH=${SCRATCH}/bin
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(pattern STREQUAL "" AND NOT status EQUAL 0)
    message(SEND_ERROR "${what}: ${output}")
  elseif(pattern AND (status EQUAL 0 OR NOT output MATCHES "${pattern}"))
    message(SEND_ERROR "${what}: not refused by '${pattern}': ${output}")
  endif()
endfunction()

# compiler(<line>...): the clang that will be found.
function(compiler)
  list(JOIN ARGN "\n" lines)
  file(WRITE ${SCRATCH}/bin/clang "#!/bin/sh\n${lines}\n")
  file(CHMOD ${SCRATCH}/bin/clang PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()

set(object "femto_add_bpf_object(blink SOURCE blink.c)")
compiler("exit 1")
configure("a clang without BPF" "blink: .*/functions/bin/clang cannot compile for BPF v3" ${object})
compiler("test $2 != -mcpu=v3")
configure("a clang without v3" "/bin/clang cannot compile for BPF v3" ${object})
configure("what a clang without v3 knows" "" "femto_add_bpf_object(blink SOURCE blink.c CPU v2)")
file(REMOVE_RECURSE ${SCRATCH}/build)
compiler("exit 1")
configure("a clang without BPF" "cannot compile" ${object})
compiler("exit 0")
configure("a clang that was mended" "" ${object})
configure("a compiler that is not there" "blink: there is no clang-0"
  "femto_add_bpf_object(blink SOURCE blink.c COMPILER clang-0)")

compiler("exit 0")
configure("an unknown keyword" "blink: .*does not know 'CPUS;v2', or lacks SOURCE"
  "femto_add_bpf_object(blink SOURCE blink.c CPUS v2)")
configure("no source" "blink: .*or lacks SOURCE" "femto_add_bpf_object(blink)")
configure("no source of a container" "blink: .*or lacks SOURCE" "femto_add_container(blink CPU v2)")

# Headers may be told to go to a place of their own; the package then says so.
foreach(place include ${SCRATCH}/headers)
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${FEMTO_SOURCE} -B ${SCRATCH}/femto -G ${GENERATOR}
      -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_INSTALL_INCLUDEDIR=${place} -DFEMTO_BUILD_TOOLS=OFF
      -DFEMTO_BUILD_EXAMPLES=OFF -DFEMTO_BUILD_TESTS=OFF -DFEMTO_BUILD_BENCH=OFF
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${output}")
  endif()
  file(STRINGS ${SCRATCH}/femto/femto.pc line REGEX "^includedir=")
  set(wanted "includedir=\${prefix}/include")
  if(IS_ABSOLUTE ${place})
    set(wanted "includedir=${place}")
  endif()
  if(NOT line STREQUAL wanted)
    message(SEND_ERROR "headers in ${place}: ${line}")
  endif()
endforeach()
