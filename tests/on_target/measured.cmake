# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Every workload in every ready-made Config on a Cortex-M4 under QEMU: right answers, no fault, and
# the gates of bench/budgets.json. The script builds the firmware itself, with the flags that count.
find_package(Python3 3.9 COMPONENTS Interpreter)
femto_bpf_cpus(clang cpus)
find_program(FEMTO_QEMU_ARM qemu-system-arm)
find_program(FEMTO_arm-none-eabi-g++ arm-none-eabi-g++)
mark_as_advanced(FEMTO_QEMU_ARM FEMTO_arm-none-eabi-g++)
if(NOT Python3_FOUND OR NOT "v3" IN_LIST cpus OR NOT FEMTO_QEMU_ARM OR NOT FEMTO_arm-none-eabi-g++)
  femto_add_skipped_test(on_target.cortex_m4
    "it needs Python 3.9, clang with a BPF target, arm-none-eabi-g++ and qemu-system-arm")
  return()
endif()

# Another compiler must give the right answers, too, but the gates were set for this one.
execute_process(COMMAND ${FEMTO_arm-none-eabi-g++} -dumpversion OUTPUT_VARIABLE version
  OUTPUT_STRIP_TRAILING_WHITESPACE)
set(check "")
if(version VERSION_GREATER_EQUAL 12 AND version VERSION_LESS 13)
  set(check --check)
endif()

add_test(NAME on_target.cortex_m4
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/bench/on_target/measure
    --all ${check} --build ${CMAKE_CURRENT_BINARY_DIR}/bench)
set_tests_properties(on_target.cortex_m4 PROPERTIES LABELS on_target TIMEOUT 300 PROCESSORS 2)
