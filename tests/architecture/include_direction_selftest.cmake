# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Shows that include_direction.cmake can fail: plants one bad file at a time into a small good tree
# and expects the sentence for it.
#   cmake -DTABLE=<modules.txt> -DSCRATCH=<folder> -P include_direction_selftest.cmake
cmake_policy(VERSION 3.25)

# check(<path> <content> <expected sentence, empty when the file is good>)
function(check path content expected)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/include/femto/base/errc.hpp "#include <cstdint>\n")
  file(WRITE ${SCRATCH}/include/femto/vm/vm.hpp "#include <femto/base/errc.hpp>\n")
  file(WRITE ${SCRATCH}/include/femto/vm/detail/loop.hpp "#include <femto/base/errc.hpp>\n")
  file(WRITE ${SCRATCH}/include/femto/${path} "${content}\n")
  execute_process(
    COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -DTABLE=${TABLE}
      -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/include_direction.cmake
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  # CMake wraps long messages; the sentences are compared without line breaks.
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(expected STREQUAL "")
    if(status EQUAL 0)
      return()
    endif()
  else()
    string(FIND "${output}" "${path}:1: ${expected}" place)
    if(NOT status EQUAL 0 AND NOT place EQUAL -1)
      return()
    endif()
  endif()
  message(SEND_ERROR "${path} with `${content}`: expected `${expected}`, got status ${status}:\n${output}")
endfunction()

check(vm/good.hpp "#include <femto/vm/detail/loop.hpp>" "")
check(vm/good.hpp "#include <span>" "")
check(cli/run.hpp "#include <iostream>" "")
check(isa/table.hpp "#include <femto/vm/vm.hpp>" "isa may not include vm")
check(isa/table.hpp "  #  include <femto/vm/vm.hpp>" "isa may not include vm")
check(base/up.hpp "#include <femto/vm/detail/loop.hpp>" "base may not include vm")
check(engine/x.hpp "#include <femto/vm/detail/loop.hpp>" "vm/detail/loop.hpp is private to vm")
check(vm/x.hpp "#include <femto/vm.hpp>" "vm may not include vm.hpp")
check(vm/x.hpp "#include <femto/base/gone.hpp>" "there is no base/gone.hpp")
check(vm/x.hpp "#include \"vm.hpp\"" "only <femto/...> and standard headers are included")
check(vm/x.hpp "#include <vector>" "<vector> is not a header a freestanding module may use")
check(vm/x.hpp "#include <cstring>" "<cstring> is not a header a freestanding module may use")
check(guest/x.h "#include <stdio.h>" "<stdio.h> is not a header a guest may use")
check(vm/x.hpp "#ifdef __linux__" "names an operating system (__linux__)")
check(vm/x.hpp "#if defined(RIOT_VERSION)" "names an operating system (riot_version)")
check(vm/x.hpp "// as on Zephyr." "names an operating system (zephyr)")
check(port/posix/x.hpp "#include <vector> // of linux" "")
check(port/bare_metal/x.hpp "#include <vector>" "<vector> is not a header a freestanding module may use")
check(port/bare_metal/x.hpp "#include <femto/port/posix/y.hpp>" "port/bare_metal may not include port/posix")
check(port/x.hpp "#include <femto/port/posix/y.hpp>" "port may not include port/posix")
check(port/x.hpp "// see port/posix" "")
check(port/x.hpp "// as Linux has it" "names an operating system (linux)")

# A folder nobody listed has no line to point at.
file(REMOVE_RECURSE ${SCRATCH})
file(WRITE ${SCRATCH}/include/femto/misc/x.hpp "#include <span>\n")
execute_process(
  COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -DTABLE=${TABLE}
    -P ${CMAKE_CURRENT_LIST_DIR}/include_direction.cmake
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(status EQUAL 0 OR NOT output MATCHES "misc is not in the table")
  message(SEND_ERROR "an unlisted folder passed:\n${output}")
endif()

# An arrow that points up makes a cycle.
file(WRITE ${SCRATCH}/table.txt "base freestanding vm\nvm freestanding base\n")
file(WRITE ${SCRATCH}/include/femto/base/x.hpp "\n")
file(REMOVE_RECURSE ${SCRATCH}/include/femto/misc)
execute_process(
  COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -DTABLE=${SCRATCH}/table.txt
    -P ${CMAKE_CURRENT_LIST_DIR}/include_direction.cmake
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(status EQUAL 0 OR NOT output MATCHES "which is not a row above it")
  message(SEND_ERROR "a cyclic table passed:\n${output}")
endif()
