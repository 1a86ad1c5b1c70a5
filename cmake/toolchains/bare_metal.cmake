# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# A compiler for a core without an operating system: FEMTO_CROSS is the first part of its name, and
# FEMTO_CORE_FLAGS say which core. What firmware is compiled with beside that, femto_add_firmware knows.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_CXX_COMPILER ${FEMTO_CROSS}g++)
set(CMAKE_C_COMPILER ${FEMTO_CROSS}gcc)
# Not in CMAKE_CXX_FLAGS, which are for who builds.
add_compile_options(${FEMTO_CORE_FLAGS})
add_link_options(${FEMTO_CORE_FLAGS})
# A program would need a linker script.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# Programs are the host's: clang, which compiles containers, among them.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
