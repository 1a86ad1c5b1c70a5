# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
include_guard(GLOBAL)

# Building containers: C and C++ to BPF objects with the clangs this machine has, and such objects
# into firmware. There for whoever has femto, by find_package, FetchContent or add_subdirectory.

# Functions keep the policies they are defined under. With those of a project from before CMP0116
# (3.20), Ninja takes no dependency file for what it is, and builds every object each time.
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)

# femto_bpf_compilers(<out>)
#
# The clangs here that have the BPF target, by name: at most `clang` and `clang-19`. Distributions
# call their default `clang`; the second name exists where a newer one is beside it, for -mcpu=v4.
function(femto_bpf_compilers out)
  set(found "")
  foreach(name clang clang-19)
    femto_bpf_cpus(${name} cpus)
    if(cpus)
      list(APPEND found ${name})
    endif()
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# femto_bpf_cpus(<compiler> <out>)
#
# The -mcpu levels the compiler knows, of v1 v2 v3 v4; empty if it has no BPF target or is missing.
# A compiler that knows some is asked once; one that knows none may be mended, and is asked again.
function(femto_bpf_cpus compiler out)
  string(MAKE_C_IDENTIFIER "FEMTO_BPF_${compiler}" program)
  find_program(${program} NAMES ${compiler})
  mark_as_advanced(${program})
  set(cpus "")
  if(${program} AND "${${program}_ASKED}" STREQUAL "${${program}}")
    set(cpus ${${program}_CPUS})
  elseif(${program})
    foreach(cpu v1 v2 v3 v4)
      execute_process(
        COMMAND ${${program}} --target=bpf -mcpu=${cpu} -x c -c /dev/null -o /dev/null
        RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
      if(status EQUAL 0)
        list(APPEND cpus ${cpu})
      endif()
    endforeach()
    if(cpus)
      set(${program}_ASKED "${${program}}" CACHE INTERNAL "")
      set(${program}_CPUS "${cpus}" CACHE INTERNAL "")
    endif()
  endif()
  set(${out} "${cpus}" PARENT_SCOPE)
endfunction()

# femto_add_bpf_object(<name> SOURCE <file> [COMPILER clang|clang-19] [CPU v1|v2|v3|v4]
#                      [OPTIONS <flag>...] [OUTPUT <file.o>] [DEPENDS <file or target>...])
#
# A target <name> that compiles one C or C++ file to a BPF object, by default with clang, -mcpu=v3
# and -O2. The object is <name>.o in the build tree unless OUTPUT says where; its path is the
# target's property FEMTO_BPF_OBJECT. Headers of guests are found as <femto/guest/...>. For what runs
# containers from files; femto_add_container compiles them in. DEPENDS: what is there before it is compiled,
# such as a header of helpers that the build makes.
function(femto_add_bpf_object name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;COMPILER;CPU;OUTPUT" "OPTIONS;DEPENDS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCE)
    message(FATAL_ERROR "${name}: femto_add_bpf_object(<name> SOURCE <file> ...) does not know "
      "'${arg_UNPARSED_ARGUMENTS}', or lacks SOURCE")
  endif()
  if(NOT arg_COMPILER)
    set(arg_COMPILER clang)
  endif()
  if(NOT arg_CPU)
    set(arg_CPU v3)
  endif()
  femto_bpf_cpus(${arg_COMPILER} cpus)
  string(MAKE_C_IDENTIFIER "FEMTO_BPF_${arg_COMPILER}" program)
  if(NOT ${program})
    message(FATAL_ERROR "${name}: there is no ${arg_COMPILER}; COMPILER or -D${program}=<path> "
      "names another compiler")
  elseif(NOT arg_CPU IN_LIST cpus)
    message(FATAL_ERROR "${name}: ${${program}} cannot compile for BPF ${arg_CPU}")
  endif()

  cmake_path(ABSOLUTE_PATH arg_SOURCE BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT ${name}.o)
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  cmake_path(GET arg_OUTPUT PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})

  cmake_path(GET arg_SOURCE EXTENSION LAST_ONLY extension)
  set(language "")
  if(extension MATCHES "^[.](cpp|cc|cxx)$")
    set(language -std=c++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics
      -fno-asynchronous-unwind-tables)
  endif()

  add_custom_command(OUTPUT ${arg_OUTPUT}
    COMMAND ${${program}} --target=bpf -mcpu=${arg_CPU} -O2 -ffreestanding ${language}
      "-I$<JOIN:$<TARGET_PROPERTY:femto::femto,INTERFACE_INCLUDE_DIRECTORIES>,;-I>" ${arg_OPTIONS}
      -MD -MF ${arg_OUTPUT}.d -c ${arg_SOURCE} -o ${arg_OUTPUT}
    DEPENDS ${arg_SOURCE} ${arg_DEPENDS}
    DEPFILE ${arg_OUTPUT}.d
    COMMENT "Building BPF object ${name}"
    COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(${name} DEPENDS ${arg_OUTPUT})
  set_target_properties(${name} PROPERTIES FEMTO_BPF_OBJECT ${arg_OUTPUT})
endfunction()

# femto_add_container(<name> SOURCE <file> [SECTION <section>] [FUNCTION <function>]
#                     [COMPILER clang|clang-19] [CPU v1|v2|v3|v4] [OPTIONS <flag>...]
#                     [DEPENDS <file or target>...] [NAMESPACE <namespace>])
#
# A library <name> that brings a container into the firmware that links it: SOURCE, compiled as by
# femto_add_bpf_object. Its header <name.hpp> has one constant, <name>, with the container's parts:
#
#     #include <blink.hpp>
#     constexpr auto program = fc::verify<config>(blink);
#
# The object is linked by the compiler that includes the header, so that nothing but femto's headers
# and clang is needed, whatever is compiled for. SECTION and FUNCTION say where the program starts, by
# default with what stands first in .text. A character that C++ has not in names becomes `_`. NAMESPACE says
# where the constant is, so that a container called time is not the C library's.
function(femto_add_container name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "" "SOURCE;SECTION;FUNCTION;COMPILER;CPU;NAMESPACE" "OPTIONS;DEPENDS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCE)
    message(FATAL_ERROR "${name}: femto_add_container(<name> SOURCE <file> ...) does not know "
      "'${arg_UNPARSED_ARGUMENTS}', or lacks SOURCE")
  endif()
  femto_add_bpf_object(${name}-object SOURCE ${arg_SOURCE}
    COMPILER ${arg_COMPILER} CPU ${arg_CPU} OPTIONS ${arg_OPTIONS} DEPENDS ${arg_DEPENDS})
  get_target_property(object ${name}-object FEMTO_BPF_OBJECT)

  string(MAKE_C_IDENTIFIER ${name} identifier)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/femto_containers/${name})
  set(header ${folder}/${name}.hpp)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/femto_embed.cmake)
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${object} -DOUTPUT=${header} -DNAME=${identifier}
      -DSECTION=${arg_SECTION} -DFUNCTION=${arg_FUNCTION} -DNAMESPACE=${arg_NAMESPACE} -P ${script}
    DEPENDS ${object} ${script}
    COMMENT "Embedding container ${name}"
    VERBATIM)
  add_custom_target(${name}-header DEPENDS ${header})
  add_dependencies(${name}-header ${name}-object)

  add_library(${name} INTERFACE)
  add_dependencies(${name} ${name}-header)
  target_include_directories(${name} INTERFACE ${folder})
  target_link_libraries(${name} INTERFACE femto::femto)
  # clang stops after a million steps, which is too few for an object of some KiB, and GCC after
  # 262144 rounds of a loop, which copies a byte in each.
  target_compile_options(${name} INTERFACE
    $<$<COMPILE_LANG_AND_ID:CXX,Clang,AppleClang>:-fconstexpr-steps=100000000>
    "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fconstexpr-loop-limit=4194304;-fconstexpr-ops-limit=2147483647>")
  set_target_properties(${name} PROPERTIES FEMTO_BPF_OBJECT ${object} FEMTO_HEADER ${header})
endfunction()

cmake_policy(POP)
