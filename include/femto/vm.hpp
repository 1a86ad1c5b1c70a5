// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// The virtual machine: verify a program, run it in isolation.
//
//     auto program = fc::verify<fc::defaults>(text);
//     fc::vm<fc::defaults> vm;
//     auto r0 = vm.run(*program, context);
//
// Containers, hooks and updates build on it; see the module READMEs below this folder.

#include <femto/version.hpp>

#if __cplusplus >= 202002L // else version.hpp has said so, and pages would hide it
#include <femto/memory/allow_list.hpp>
#include <femto/verify/verify.hpp>
#include <femto/vm/vm.hpp>
#endif
