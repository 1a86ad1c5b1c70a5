# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
include_guard(GLOBAL)

# Linking firmware of femto's port to bare metal. There for whoever has femto, by find_package,
# FetchContent or add_subdirectory; what it takes from a toolchain file is in toolchains/.

# femto_add_firmware(<name> SOURCES <file>... [MACHINE <machine>] [LINKER_SCRIPT <file.ld>]
#                    [STACK_BYTES <bytes>])
#
# An executable <name>.elf that starts by itself, without operating system and C library: one of its
# sources includes <femto/port/bare_metal/start.hpp>. MACHINE is one of femto/port/bare_metal/machines,
# by default that of the toolchain file; sources know it as FEMTO_MACHINE. A board of one's own has a
# LINKER_SCRIPT like those, which includes sections.ld, and then no MACHINE but one that is named here. What else is linked, target_link_libraries says,
# and how much is optimised, CMAKE_BUILD_TYPE: MinSizeRel where nobody does.
#
# Where QEMU has the machine, the target <name>-run runs the firmware there, with its console in the terminal.
function(femto_add_firmware name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MACHINE;LINKER_SCRIPT;STACK_BYTES" "SOURCES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "${name}: femto_add_firmware(<name> SOURCES <file>... ...) does not know "
      "'${arg_UNPARSED_ARGUMENTS}', or lacks SOURCES")
  endif()
  if(NOT arg_MACHINE AND NOT arg_LINKER_SCRIPT)
    set(arg_MACHINE ${FEMTO_MACHINE})
  endif()
  if(NOT arg_MACHINE AND NOT arg_LINKER_SCRIPT)
    message(FATAL_ERROR "${name}: MACHINE or LINKER_SCRIPT says where it runs, or a toolchain file "
      "of femto's does")
  endif()

  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES SUFFIX .elf)
  target_link_libraries(${name} PRIVATE femto::femto)
  target_compile_options(${name} PRIVATE -ffreestanding -ffunction-sections -fdata-sections
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions$<SEMICOLON>-fno-rtti$<SEMICOLON>-fno-threadsafe-statics>
    -fno-asynchronous-unwind-tables $<$<CONFIG:>:-Os>)
  get_target_property(folders femto::femto INTERFACE_INCLUDE_DIRECTORIES)
  string(REGEX REPLACE "[$]<BUILD_INTERFACE:([^>]*)>" "\\1" folders "${folders}")
  find_path(scripts sections.ld PATHS ${folders} PATH_SUFFIXES femto/port/bare_metal
    NO_CACHE NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  target_link_options(${name} PRIVATE -nostdlib -nostartfiles -Wl,--gc-sections
    -L${scripts} -L${scripts}/machines)
  if(arg_LINKER_SCRIPT)
    cmake_path(ABSOLUTE_PATH arg_LINKER_SCRIPT BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_options(${name} PRIVATE -T${arg_LINKER_SCRIPT})
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${arg_LINKER_SCRIPT})
  else()
    target_link_options(${name} PRIVATE -T${arg_MACHINE}.ld)
  endif()
  if(arg_STACK_BYTES)
    target_link_options(${name} PRIVATE -Wl,--defsym=STACK_BYTES=${arg_STACK_BYTES})
  endif()
  target_link_libraries(${name} PRIVATE gcc)
  if(arg_MACHINE)
    target_compile_definitions(${name} PRIVATE FEMTO_MACHINE=${arg_MACHINE})
    femto_qemu_command(${arg_MACHINE} qemu)
    if(qemu)
      add_custom_target(${name}-run COMMAND ${qemu} -kernel $<TARGET_FILE:${name}>
        DEPENDS ${name} USES_TERMINAL VERBATIM)
    endif()
  endif()
endfunction()

# femto_qemu_command(<machine> <out>): runs it with its console in the terminal; empty if nobody knows how.
function(femto_qemu_command machine out)
  set(console -display none -monitor none -serial stdio)
  set(semihosting -semihosting-config enable=on,target=native)
  set(command "")
  if(machine STREQUAL "microbit")
    set(command qemu-system-arm -M microbit ${semihosting})
  elseif(machine STREQUAL "mps2_an386")
    set(command qemu-system-arm -M mps2-an386 ${semihosting})
  elseif(machine STREQUAL "mps2_an505")
    set(command qemu-system-arm -M mps2-an505 ${semihosting})
  elseif(machine STREQUAL "virt_rv32")
    set(command qemu-system-riscv32 -M virt -bios none ${semihosting})
  elseif(machine STREQUAL "sim_lx106")
    set(command qemu-system-xtensa -M sim -cpu lx106 -m 8M -semihosting)
  endif()
  if(command)
    list(APPEND command ${console})
  endif()
  set(${out} ${command} PARENT_SCOPE)
endfunction()
