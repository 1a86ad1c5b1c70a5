/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

typedef struct {
    int stub;
} rmutex_t;

#define RMUTEX_INIT                                                                                \
    { 0 }

void rmutex_lock(rmutex_t* rmutex);
void rmutex_unlock(rmutex_t* rmutex);
