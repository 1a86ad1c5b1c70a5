# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Makes the containers of an application as its PAGE says, and compares them with those beside it; manifests,
# whose keys are new each time, are only made.
#   cmake -DROOT=<repository> -DPAGE=<README.md> -DSCRATCH=<folder> -DFEMTO=<command> -DCLANG=<clang>
#         -P containers.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})

execute_process(COMMAND ${CLANG} --version OUTPUT_VARIABLE version COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCH "version ([0-9]+)" version "${version}")
set(is_same FALSE)
if(CMAKE_MATCH_1 EQUAL 14)
  set(is_same TRUE) # another release may choose other instructions
endif()

# What they read that is beside the page.
cmake_path(GET PAGE PARENT_PATH beside)
file(GLOB descriptions ${beside}/*.toml)
file(COPY ${descriptions} DESTINATION ${SCRATCH})

file(STRINGS ${PAGE} commands REGEX "^femto (build|keygen|pack|sign|tenants) ")
list(TRANSFORM commands REPLACE "[$]FEMTO/" "")
set(compared 0)
foreach(command IN LISTS commands)
  separate_arguments(words UNIX_COMMAND "${command}")
  list(POP_FRONT words) # femto
  list(FIND words -o at)
  math(EXPR at "${at} + 1")
  list(GET words ${at} made)
  # Everything is made in SCRATCH, from sources that are read where they are.
  cmake_path(GET made PARENT_PATH folder)
  file(MAKE_DIRECTORY ${SCRATCH}/${folder})
  list(TRANSFORM words PREPEND ${ROOT}/ REGEX "[.]c$")
  list(GET words 0 verb)
  if(verb STREQUAL build)
    list(INSERT words 1 --clang ${CLANG})
  endif()
  execute_process(COMMAND ${FEMTO} ${words} WORKING_DIRECTORY ${SCRATCH} COMMAND_ERROR_IS_FATAL ANY)
  if(made MATCHES "[.]suit$")
    math(EXPR compared "${compared} + 1")
  elseif(made MATCHES "[.]h$")
    math(EXPR compared "${compared} + 1")
    file(READ ${SCRATCH}/${made} fresh)
    file(READ ${ROOT}/${made} committed)
    if(is_same AND NOT fresh STREQUAL committed)
      message(FATAL_ERROR "${made} is not what its source gives: ${command}")
    endif()
  endif()
endforeach()
if(compared EQUAL 0)
  message(FATAL_ERROR "${PAGE} does not say how its containers are made")
endif()
if(NOT is_same)
  message("skipped: ${version} is not the clang 14 that made them")
endif()
message(STATUS "${compared} containers are what ${PAGE} says")
