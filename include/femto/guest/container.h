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

/* Says which context a container was compiled for: FEMTO_BUILT_FOR(bpf_coap_ctx_t). The hashes of its
 * fields stand in the section .femto.layout of the object, from where tools take them along, so that
 * a firmware that lays the context out otherwise refuses the container and names the field. Once in a
 * source file: an object with functions for several hooks is several files, or says nothing. */
#define FEMTO_BUILT_FOR(context)                                                                   \
    static const uint32_t femto_built_for[]                                                        \
        __attribute__((section(".femto.layout"), used)) = {FEMTO_LAYOUT_##context}
