/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "ztimer.h"

#define ZTIMER_PERIODIC_KEEP_GOING true

typedef struct {
    int stub;
} ztimer_periodic_t;

void ztimer_periodic_init(ztimer_clock_t* clock, ztimer_periodic_t* timer, bool (*callback)(void*),
                          void* arg, uint32_t interval);
void ztimer_periodic_start(ztimer_periodic_t* timer);
void ztimer_periodic_stop(ztimer_periodic_t* timer);
