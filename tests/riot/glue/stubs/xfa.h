/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>

/* Arrays whose elements are in many files. Here each element is an object of its own, and the arrays are
 * nowhere: nothing of this is linked. */
#define XFA_INIT_CONST(type, name) extern const type name[], name##_end[]
#define XFA_USE_CONST(type, name) extern const type name[], name##_end[]
#define XFA_CONST(type, name, prio) const type
#define XFA_LEN(type, name) ((size_t)(name##_end - name))
