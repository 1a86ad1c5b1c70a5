# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Compiles the module for RIOT with all of its pseudomodules and with none, and the applications, against
# STUBS in the place of RIOT; then looks whether the module's files belong together: no name is defined
# twice, and each function of the seam is there.
#   cmake -DROOT=<repository> -DSTUBS=<folder> -DSCRATCH=<folder> -DC=<compiler> -DC_FLAGS=<flags>
#         -DCXX=<compiler> -DCXX_FLAGS=<flags> -DNM=<nm> -P compile.cmake
cmake_minimum_required(VERSION 3.25)

set(module ${ROOT}/examples/riot/femto_riot)
separate_arguments(C_FLAGS UNIX_COMMAND "${C_FLAGS}")
separate_arguments(CXX_FLAGS UNIX_COMMAND "${CXX_FLAGS}")
file(REMOVE_RECURSE ${SCRATCH})
file(MAKE_DIRECTORY ${SCRATCH})

function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status ERROR_VARIABLE errors OUTPUT_VARIABLE output)
  if(NOT status EQUAL 0 OR NOT errors STREQUAL "")
    message(FATAL_ERROR "${what}:\n${output}${errors}")
  endif()
endfunction()

function(compile_c file object)
  run("${file}" ${C} ${C_FLAGS} ${ARGN} -I${module}/include -I${module} -I${STUBS} -c ${file} -o ${object})
endfunction()

# RIOT defines MODULE_<NAME> for each module in use.
file(GLOB sources ${module}/*.c)
file(GLOB_RECURSE all ${module}/*.c ${module}/*.h ${module}/*.cpp ${module}/*.hpp)
set(everything "")
foreach(file IN LISTS all)
  file(READ ${file} text)
  string(REGEX MATCHALL "MODULE_FEMTO_RIOT_[A-Z0-9_]+" names "${text}")
  list(APPEND everything ${names})
endforeach()
list(REMOVE_DUPLICATES everything)
# One of the two gives slices; the application does if there is neither.
list(REMOVE_ITEM everything MODULE_FEMTO_RIOT_SLICES)
list(TRANSFORM everything PREPEND -D)

function(compile_cxx what object)
  foreach(name IN ITEMS femto_vm femto_glue)
    run("${name}.cpp ${what}" ${CXX} ${CXX_FLAGS} ${ARGN} -I${module}/include -I${ROOT}/include
      -c ${module}/${name}.cpp -o ${SCRATCH}/${name}${object}.o)
  endforeach()
endfunction()

compile_cxx("with manifests of draft -09" _draft09 ${everything})
list(FILTER everything EXCLUDE REGEX "DRAFT09$")
compile_cxx("with all pseudomodules" "" ${everything})
compile_cxx("without pseudomodules" _alone)
# Each option at both ends of the range that Kconfig has for it.
file(READ ${module}/Kconfig kconfig)
string(REGEX MATCHALL "config (FEMTO_RIOT_[A-Z_]+)\n([^\n]+\n)*    range [0-9]+ [0-9]+\n" ranges "${kconfig}")
list(LENGTH ranges options)
if(options LESS 10)
  message(FATAL_ERROR "only ${options} options were found in Kconfig")
endif()
set(least "")
set(most "")
foreach(range IN LISTS ranges)
  string(REGEX MATCH "config ([A-Z_]+)\n.*range ([0-9]+) ([0-9]+)" range "${range}")
  list(APPEND least -DCONFIG_${CMAKE_MATCH_1}=${CMAKE_MATCH_2})
  list(APPEND most -DCONFIG_${CMAKE_MATCH_1}=${CMAKE_MATCH_3})
endforeach()
# One that the scheduler's hook narrows, which is among everything here.
list(TRANSFORM least REPLACE "(FEMTO_RIOT_ISR_HOOKS)=0" "\\1=1")
# One that femto_riot_update narrows.
list(TRANSFORM least REPLACE "(FEMTO_RIOT_CONTAINERS)=1" "\\1=2")
foreach(end least most)
  compile_cxx("with the ${end} of each option" _${end} ${everything} ${${end}})
endforeach()

# A hook of the scheduler that can never run a container does not build.
execute_process(COMMAND ${CXX} ${CXX_FLAGS} -DMODULE_FEMTO_RIOT_SCHED -DCONFIG_FEMTO_RIOT_ISR_HOOKS=0
  -I${module}/include -I${ROOT}/include -fsyntax-only ${module}/femto_vm.cpp
  RESULT_VARIABLE status ERROR_VARIABLE errors)
if(status EQUAL 0 OR NOT errors MATCHES "CONFIG_FEMTO_RIOT_ISR_HOOKS must be 1")
  message(FATAL_ERROR "femto_riot_sched builds without hooks of interrupts, and never counts: ${errors}")
endif()

# Where images are in the flash of the board, they are on whole pages of it, in whole blocks that it writes.
set(whole -DCONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES=4096 -DCONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES=4)
foreach(row IN ITEMS ERASE_BYTES=2048 WRITE_BYTES=2 IMAGE_BYTES=2000000)
  string(REGEX REPLACE "=.*" "" option ${row})
  set(flags ${whole})
  list(FILTER flags EXCLUDE REGEX ${option})
  execute_process(COMMAND ${C} ${C_FLAGS} ${flags} -DCONFIG_FEMTO_RIOT_UPDATE_${row} -I${module}/include -I${STUBS}
    -fsyntax-only ${module}/flash.c RESULT_VARIABLE status ERROR_VARIABLE errors)
  if(status EQUAL 0 OR NOT errors MATCHES "CONFIG_FEMTO_RIOT_UPDATE_${option} must be|FEMTO_UPDATE_STORAGE_BYTES must be")
    message(FATAL_ERROR "femto_riot_flash builds with ${row}, which no flash of 4096 bytes a page has: ${errors}")
  endif()
endforeach()

set(objects ${SCRATCH}/femto_vm.o ${SCRATCH}/femto_glue.o)
foreach(source IN LISTS sources)
  cmake_path(GET source STEM name)
  set(storage "")
  if(name STREQUAL flash)
    set(storage ${whole})
  endif()
  compile_c(${source} ${SCRATCH}/${name}.o ${everything} ${storage})
  list(APPEND objects ${SCRATCH}/${name}.o)
endforeach()
compile_c(${module}/seam.c ${SCRATCH}/seam_alone.o)

foreach(unused slices thread)
  set(used ${objects})
  list(REMOVE_ITEM used ${SCRATCH}/${unused}.o)
  run("linked without ${unused}" ${C} ${C_FLAGS} -r -nostdlib ${used} -o ${SCRATCH}/module.o)
  execute_process(COMMAND ${NM} -u ${SCRATCH}/module.o OUTPUT_VARIABLE open COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "femto_[a-z0-9_]*" open "${open}")
  list(FILTER open EXCLUDE REGEX "_xfa(_end)?$") # the linker script of RIOT has these
  if(open)
    message(FATAL_ERROR "without ${unused} nobody defines ${open}")
  endif()
endforeach()

# Applications in C++, which for RIOT is C++14, include the same headers as those in C.
string(REGEX REPLACE "-std=[^;]*" "-std=c++14" older "${CXX_FLAGS}")
file(GLOB headers ${module}/include/*.h)
foreach(header IN LISTS headers)
  file(READ ${header} text)
  if(NOT text MATCHES "C files( |\n \\* )only")
    run("${header} in C++14" ${CXX} ${older} -I${module}/include -I${STUBS} -x c++ -include ${header}
      -fsyntax-only /dev/null)
  endif()
endforeach()

file(GLOB mains ${ROOT}/examples/riot/apps/*/main.c)
foreach(main IN LISTS mains)
  cmake_path(GET main PARENT_PATH folder)
  cmake_path(GET folder FILENAME name)
  compile_c(${main} ${SCRATCH}/app_${name}.o)
endforeach()
list(LENGTH sources files)
list(LENGTH mains applications)
if(files LESS 5 OR applications LESS 5)
  message(FATAL_ERROR "only ${files} C files and ${applications} applications were found")
endif()
message(STATUS "${files} C files, both C++ files and ${applications} applications compile")
