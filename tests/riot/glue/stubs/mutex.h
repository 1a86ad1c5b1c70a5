/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

typedef struct {
    int stub;
} mutex_t;

#define MUTEX_INIT                                                                                 \
    { 0 }
#define MUTEX_INIT_LOCKED                                                                          \
    { 1 }

void mutex_lock(mutex_t* mutex);
void mutex_unlock(mutex_t* mutex);
