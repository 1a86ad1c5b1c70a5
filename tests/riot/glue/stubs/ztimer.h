/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct ztimer_clock ztimer_clock_t;
extern ztimer_clock_t* const ZTIMER_MSEC;
extern ztimer_clock_t* const ZTIMER_USEC;

typedef void (*ztimer_callback_t)(void* arg);
typedef struct {
    ztimer_callback_t callback;
    void* arg;
} ztimer_t;

uint32_t ztimer_now(ztimer_clock_t* clock);
uint32_t ztimer_set(ztimer_clock_t* clock, ztimer_t* timer, uint32_t val);
bool ztimer_remove(ztimer_clock_t* clock, ztimer_t* timer);
void ztimer_sleep(ztimer_clock_t* clock, uint32_t duration);
bool ztimer_acquire(ztimer_clock_t* clock);
bool ztimer_release(ztimer_clock_t* clock);
