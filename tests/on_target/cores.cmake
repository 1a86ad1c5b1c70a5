# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The same programs on the host and on five cores under QEMU, without a C library: they must say the
# same, bit for bit. Each is one source, which starts itself: see report.hpp.
set(programs isa refusals programs engine corners)
set(flags -std=c++20 -Os -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics
  -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections
  -Wall -Wextra -Wno-psabi -Werror)
set(bare_metal ${PROJECT_SOURCE_DIR}/include/femto/port/bare_metal)
set(samples ${PROJECT_BINARY_DIR}/tests/differential)

foreach(program IN LISTS programs)
  add_executable(on_host_${program} ${program}.cpp)
  target_include_directories(on_host_${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${samples})
  target_link_libraries(on_host_${program} PRIVATE femto::femto femto_warnings)
endforeach()
add_dependencies(on_host_programs differential_constant_test) # makes constants.inc

# converse(<test> <elf> <qemu and its arguments>): what is typed into the device, and what it says.
function(converse test elf qemu)
  string(REPLACE "-serial none" "-serial stdio" qemu "${qemu}")
  foreach(conversation hostile faults reset)
    add_test(NAME ${test}.${conversation}
      COMMAND ${CMAKE_COMMAND} "-DQEMU=${qemu} -kernel ${elf}" -DSCRATCH=${elf}.${conversation}
        -DCONVERSATION=${CMAKE_CURRENT_SOURCE_DIR}/console/${conversation}.txt
        -P ${CMAKE_CURRENT_SOURCE_DIR}/converse.cmake)
    set_tests_properties(${test}.${conversation} PROPERTIES LABELS on_target TIMEOUT 90)
  endforeach()
endfunction()

# core(<name> <c++ compiler> <machine> <flags> <qemu> <its arguments>): builds and tests the programs.
function(core name compiler machine core_flags qemu qemu_arguments)
  find_program(FEMTO_${compiler} ${compiler})
  find_program(FEMTO_${qemu} ${qemu})
  mark_as_advanced(FEMTO_${compiler} FEMTO_${qemu})
  set(elves)
  foreach(program IN LISTS programs ITEMS stack overflow clock interrupts console)
    set(test on_target.${name}.${program})
    if(NOT FEMTO_${compiler} OR NOT FEMTO_${qemu})
      femto_add_skipped_test(${test} "there is no ${compiler} or no ${qemu}")
      continue()
    endif()
    set(elf ${CMAKE_CURRENT_BINARY_DIR}/${name}_${program}.elf)
    add_custom_command(OUTPUT ${elf}
      COMMAND ${FEMTO_${compiler}} ${core_flags} ${flags} -DMACHINE=${machine} -I${PROJECT_SOURCE_DIR}/include
        -I${PROJECT_SOURCE_DIR}/tests -I${samples} -MD -MF ${elf}.d -MT ${elf}
        ${CMAKE_CURRENT_SOURCE_DIR}/${program}.cpp -o ${elf} -nostdlib -Wl,--gc-sections
        -Wl,--defsym=STACK_BYTES=8192 -L${bare_metal} -T${bare_metal}/machines/${machine}.ld -lgcc
      DEPENDS ${program}.cpp DEPFILE ${elf}.d COMMENT "Linking ${name}_${program}.elf" VERBATIM)
    list(APPEND elves ${elf})
    if(program STREQUAL console)
      converse(${test} ${elf} "${FEMTO_${qemu}} ${qemu_arguments}")
      continue()
    endif()
    set(host)
    set(counted "")
    if(program STREQUAL interrupts) # whose time then is that of instructions, and the same each time
      set(counted "-icount shift=8")
    endif()
    if(program IN_LIST programs) # of the others the host has none
      set(host -DHOST=$<TARGET_FILE:on_host_${program}>)
    endif()
    add_test(NAME ${test}
      COMMAND ${CMAKE_COMMAND} ${host} "-DQEMU=${FEMTO_${qemu}} ${qemu_arguments} ${counted} -kernel ${elf}"
        -P ${CMAKE_CURRENT_SOURCE_DIR}/run.cmake)
    set_tests_properties(${test} PROPERTIES LABELS on_target TIMEOUT 150)
  endforeach()
  add_custom_target(on_target_${name} ALL DEPENDS ${elves})
  add_dependencies(on_target_${name} differential_constant_test)
endfunction()

# firmware(<core> <toolchain file> <machine> <compiler> <qemu> [<argument>...]): examples/bare_metal, as who
# takes it away builds it.
function(firmware core toolchain machine compiler qemu)
  set(test on_target.${core}.firmware)
  femto_bpf_cpus(clang cpus)
  if(NOT FEMTO_${compiler} OR NOT FEMTO_${qemu} OR NOT cpus)
    femto_add_skipped_test(${test} "there is no ${compiler}, no ${qemu} or no clang for BPF")
    return()
  endif()
  if(TARGET femto-cli)
    list(APPEND ARGN FEMTO=$<TARGET_FILE:femto-cli>)
  endif()
  femto_add_script_test(NAME ${test} SCRIPT firmware.cmake
    ARGUMENTS SOURCE=${PROJECT_SOURCE_DIR} TOOLCHAIN=${toolchain} MACHINE=${machine}
      SCRATCH=${CMAKE_CURRENT_BINARY_DIR}/${core}_firmware GENERATOR=${CMAKE_GENERATOR} ${ARGN})
endfunction()

set(quiet "-nographic -monitor none -serial none")
set(semihosting "${quiet} -semihosting-config enable=on,target=native")
core(cortex_m0 arm-none-eabi-g++ microbit "-mcpu=cortex-m0;-mthumb"
  qemu-system-arm "-M microbit ${semihosting}")
core(cortex_m4 arm-none-eabi-g++ mps2_an386 "-mcpu=cortex-m4;-mthumb"
  qemu-system-arm "-M mps2-an386 ${semihosting}")
core(cortex_m33 arm-none-eabi-g++ mps2_an505 "-mcpu=cortex-m33;-mthumb"
  qemu-system-arm "-M mps2-an505 ${semihosting}")
# The other two compilers bring no C++ headers, see femto_borrowed_headers.
femto_borrowed_headers(borrowed)
core(rv32imac riscv64-unknown-elf-g++ virt_rv32
  "-march=rv32imac;-misa-spec=2.2;-mabi=ilp32;${borrowed}"
  qemu-system-riscv32 "-M virt -bios none ${semihosting}")
core(lx106 xtensa-lx106-elf-g++ sim_lx106 "-mlongcalls;${borrowed}"
  qemu-system-xtensa "-M sim -cpu lx106 -m 8M ${quiet} -semihosting")

firmware(cortex_m0 cortex-m0 microbit arm-none-eabi-g++ qemu-system-arm)
firmware(cortex_m4 cortex-m4 mps2_an386 arm-none-eabi-g++ qemu-system-arm INSTALLED=${PROJECT_BINARY_DIR})
firmware(cortex_m33 cortex-m33 mps2_an505 arm-none-eabi-g++ qemu-system-arm)
firmware(rv32imac rv32imac virt_rv32 riscv64-unknown-elf-g++ qemu-system-riscv32)
firmware(lx106 lx106 sim_lx106 xtensa-lx106-elf-g++ qemu-system-xtensa)

# For one core: what is told to who takes it away, and what `./cmake/setup firmware` does where it has nothing
# to install.
femto_bpf_cpus(clang cpus)
find_program(FEMTO_ninja ninja)
mark_as_advanced(FEMTO_ninja)
foreach(script own_board setup)
  if(NOT FEMTO_arm-none-eabi-g++ OR NOT FEMTO_qemu-system-arm OR NOT FEMTO_ninja OR NOT cpus
      OR NOT EXISTS /usr/lib/arm-none-eabi/newlib/libstdc++.a)
    femto_add_skipped_test(on_target.cortex_m4.${script} "there is not all that `./cmake/setup firmware` installs")
    continue()
  endif()
  femto_add_script_test(NAME on_target.cortex_m4.${script} SCRIPT ${script}.cmake
    ARGUMENTS SOURCE=${PROJECT_SOURCE_DIR} SCRATCH=${CMAKE_CURRENT_BINARY_DIR}/${script} GENERATOR=${CMAKE_GENERATOR})
endforeach()

# bootloader(): the interrupts' program on a Cortex-M4, behind something else.
function(bootloader)
  set(elf ${CMAKE_CURRENT_BINARY_DIR}/behind_bootloader.elf)
  add_custom_command(OUTPUT ${elf}
    COMMAND ${FEMTO_arm-none-eabi-g++} -mcpu=cortex-m4 -mthumb ${flags} -DMACHINE=mps2_an386
      -I${PROJECT_SOURCE_DIR}/include -I${PROJECT_SOURCE_DIR}/tests -MD -MF ${elf}.d -MT ${elf}
      ${CMAKE_CURRENT_SOURCE_DIR}/interrupts.cpp -o ${elf} -nostdlib -Wl,--gc-sections
      -L${bare_metal} -T${CMAKE_CURRENT_SOURCE_DIR}/behind_bootloader.ld -lgcc
    DEPENDS interrupts.cpp behind_bootloader.ld DEPFILE ${elf}.d VERBATIM)
  add_custom_target(on_target_behind_bootloader ALL DEPENDS ${elf})
  set(qemu "${FEMTO_qemu-system-arm} -M mps2-an386 ${semihosting} -icount shift=8 -kernel ${elf}")
  add_test(NAME on_target.behind_bootloader
    COMMAND ${CMAKE_COMMAND} "-DQEMU=${qemu}" -P ${CMAKE_CURRENT_SOURCE_DIR}/run.cmake)
  set_tests_properties(on_target.behind_bootloader PROPERTIES LABELS on_target TIMEOUT 150)
endfunction()
if(FEMTO_arm-none-eabi-g++ AND FEMTO_qemu-system-arm)
  bootloader()
else()
  femto_add_skipped_test(on_target.behind_bootloader "there is no arm-none-eabi-g++ or no qemu-system-arm")
endif()

if(FEMTO_arm-none-eabi-g++)
  femto_add_script_test(NAME on_target.guard SCRIPT guard.cmake
    ARGUMENTS SOURCE=${PROJECT_SOURCE_DIR} COMPILER=${FEMTO_arm-none-eabi-g++}
      SCRATCH=${CMAKE_CURRENT_BINARY_DIR}/guard)
else()
  femto_add_skipped_test(on_target.guard "there is no arm-none-eabi-g++")
endif()
