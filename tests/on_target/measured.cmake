# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Every workload in every ready-made Config on five cores under QEMU: right answers, no fault, the gates
# of bench/budgets.json, and no figure above the one recorded in bench/on_target/figures. The script
# builds the firmwares itself, with the flags that count; with other compilers than those of the record it
# compares no figures, but the answers must be right all the same.
find_package(Python3 3.9 COMPONENTS Interpreter)
femto_bpf_cpus(clang cpus)

# measured(<core> <c++ compiler> <qemu>)
function(measured core compiler qemu)
  find_program(FEMTO_${compiler} ${compiler})
  find_program(FEMTO_${qemu} ${qemu})
  mark_as_advanced(FEMTO_${compiler} FEMTO_${qemu})
  if(NOT Python3_FOUND OR NOT "v3" IN_LIST cpus OR NOT FEMTO_${compiler} OR NOT FEMTO_${qemu}
      OR NOT FEMTO_arm-none-eabi-g++)
    femto_add_skipped_test(on_target.${core}.figures
      "it needs Python 3.9, clang with a BPF target, ${compiler}, arm-none-eabi-g++ and ${qemu}")
    return()
  endif()
  add_test(NAME on_target.${core}.figures
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/bench/on_target/measure
      --core ${core} --check --build ${CMAKE_CURRENT_BINARY_DIR}/measured/${core})
  set_tests_properties(on_target.${core}.figures PROPERTIES
    LABELS on_target TIMEOUT 300 PROCESSORS 2)
endfunction()

measured(cortex_m0 arm-none-eabi-g++ qemu-system-arm)
measured(cortex_m4 arm-none-eabi-g++ qemu-system-arm)
measured(cortex_m33 arm-none-eabi-g++ qemu-system-arm)
measured(rv32imac riscv64-unknown-elf-g++ qemu-system-riscv32)
measured(lx106 xtensa-lx106-elf-g++ qemu-system-xtensa)
