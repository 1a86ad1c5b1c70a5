// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

// These sources are compiled twice: by clang to BPF and by the host's C++ compiler into the test,
// which compares what both return.
#include <stdint.h>

#ifdef __cplusplus
#define EXPORT extern "C"
#else
#define EXPORT
#endif
#define NOINLINE __attribute__((noinline))

// Sections exist for the loader's sake; the host's linker has its own ideas of them.
#ifdef __bpf__
#define SECTION(name) __attribute__((section(name)))
#else
#define SECTION(name)
#endif
