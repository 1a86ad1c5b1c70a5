/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
#pragma once

/* What a container in C or C++ starts with. Nothing here is of femto's own making: the same source
 * compiles natively, to be tested and debugged on the desk. */
#include <stddef.h>
#include <stdint.h>

/* The function a run starts with: `uint64_t name(context *, uint64_t size)`. Its name is what
 * `femto run --function` is given, so C++ must not decorate it. */
#ifdef __cplusplus
#define FEMTO_ENTRY extern "C"
#else
#define FEMTO_ENTRY
#endif

/* Keeps a function a function: a call costs two jumps and a frame, but its text exists once. */
#define FEMTO_NOINLINE __attribute__((noinline))
