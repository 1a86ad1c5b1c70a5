/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "xfa.h"

/* RIOT calls `function` before main(). The object has external linkage there, hence one name in all. */
typedef struct {
    void (*init)(void);
} auto_init_module_t;

#define AUTO_INIT(function, priority)                                                              \
    XFA_CONST(auto_init_module_t, auto_init_xfa, priority) auto_init_xfa_##function = {function}
