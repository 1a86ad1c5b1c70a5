# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# Links a firmware with guards below its stack: those that a core cannot lock are refused, and the others lie
# on multiples of their size, wherever RAM begins.
#   cmake -DSOURCE=<tree> -DCOMPILER=<c++ compiler> -DSCRATCH=<folder> -P guard.cmake
cmake_policy(VERSION 3.25)
set(port ${SOURCE}/include/femto/port/bare_metal)
file(MAKE_DIRECTORY ${SCRATCH})
file(WRITE ${SCRATCH}/firmware.cpp
  "#include <femto/port/bare_metal/start.hpp>\nint main() { return 0; }\n")
file(WRITE ${SCRATCH}/elsewhere.ld
  "MEMORY { code (rx) : ORIGIN = 0, LENGTH = 64K\n ram (rwx) : ORIGIN = 0x20000040, LENGTH = 64K }\n"
  "STACK_BYTES = 4K;\nINCLUDE sections.ld\n"
  "ASSERT(femto_guard_start % GUARD_BYTES == 0, \"the guard lies askew\")\n")

# link(<core> <script> <bytes of guard> <what it says, or nothing>)
function(link core script bytes wanted)
  execute_process(COMMAND ${COMPILER} -mcpu=${core} -mthumb -std=c++20 -Os -ffreestanding -fno-exceptions
      -fno-rtti -I${SOURCE}/include ${SCRATCH}/firmware.cpp -o ${SCRATCH}/firmware.elf -nostdlib
      -Wl,--gc-sections -Wl,--defsym=GUARD_BYTES=${bytes} -L${port} -T${script} -lgcc
    RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(wanted STREQUAL "" AND NOT status EQUAL 0 OR NOT said MATCHES "${wanted}")
    message(SEND_ERROR "${core}, a guard of ${bytes} bytes: wanted '${wanted}', and it said:\n${said}")
  endif()
endfunction()

set(m0 ${port}/machines/microbit.ld)
set(m4 ${port}/machines/mps2_an386.ld)
link(cortex-m0 ${m0} 0 "")
link(cortex-m0 ${m0} 256 "nobody locks a guard on this core")
foreach(refused IN ITEMS 8 16 200)
  link(cortex-m4 ${m4} ${refused} "a power of 2 from 32")
endforeach()
foreach(taken IN ITEMS 32 256 4096)
  link(cortex-m4 ${m4} ${taken} "")
  link(cortex-m4 ${SCRATCH}/elsewhere.ld ${taken} "")
endforeach()
