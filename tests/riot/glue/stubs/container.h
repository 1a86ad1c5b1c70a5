/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The structure of which `*ptr` is the member. */
#define container_of(ptr, type, member) ((type*)((uintptr_t)(ptr)-offsetof(type, member)))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
