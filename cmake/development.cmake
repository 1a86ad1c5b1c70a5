# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What only work on femto itself needs; a consumer never reads this file.
list(APPEND CMAKE_MODULE_PATH ${PROJECT_SOURCE_DIR}/cmake)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Never exported: a consumer's warnings are the consumer's. The limit keeps one broken header from
# printing a thousand lines.
add_library(femto_warnings INTERFACE)
target_compile_options(femto_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  $<$<CXX_COMPILER_ID:GNU>:-fmax-errors=5>
  $<$<CXX_COMPILER_ID:Clang,AppleClang>:-ferror-limit=5>)

include(femto_testing)
include(femto_crypto)
include(femto_format)
include(femto_coap)

if(FEMTO_BUILD_TESTS)
  enable_testing()
endif()

# Adds every folder of `parent` that has a CMakeLists.txt, so that a new folder needs no list.
function(femto_add_folders parent)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "EXCEPT")
  file(GLOB lists CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${parent}/*/CMakeLists.txt)
  foreach(list IN LISTS lists)
    cmake_path(GET list PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    if(NOT name IN_LIST arg_EXCEPT)
      add_subdirectory(${folder} ${PROJECT_BINARY_DIR}/${parent}/${name})
    endif()
  endforeach()
endfunction()

if(FEMTO_BUILD_TOOLS AND EXISTS ${PROJECT_SOURCE_DIR}/examples/cli/CMakeLists.txt)
  add_subdirectory(examples/cli)
endif()
if(FEMTO_BUILD_EXAMPLES)
  femto_add_folders(examples EXCEPT bare_metal cli) # the first is for other cores than this
endif()
if(FEMTO_BUILD_BENCH)
  if(EXISTS ${PROJECT_SOURCE_DIR}/bench/CMakeLists.txt)
    add_subdirectory(bench)
  else()
    femto_add_folders(bench)
  endif()
endif()
if(FEMTO_BUILD_TESTS)
  add_subdirectory(tests)
endif()
