// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// What comes before `main`: include it in exactly one source of a firmware that is linked by one of
// the scripts in machines/. It defines the reset and exception vectors and the functions compilers
// call by themselves, which a firmware without a C library has from nowhere else.
//
// `main` returns to `fc::bare_metal::exit_emulator`. An exception that nobody handles is printed and
// ends the firmware with status 3. A firmware handles interrupts by defining the functions that
// detail/interrupts.hpp declares.

#include <femto/port/bare_metal/detail/compiler_functions.hpp>
#if defined(__arm__)
#include <femto/port/bare_metal/detail/start_cortex_m.hpp>
#elif defined(__riscv)
#include <femto/port/bare_metal/detail/start_riscv.hpp>
#elif defined(__XTENSA__)
#include <femto/port/bare_metal/detail/start_xtensa.hpp>
#else
#error "femto has no start-up code for this core"
#endif
