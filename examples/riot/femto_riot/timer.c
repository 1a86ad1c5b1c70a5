/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Fires a hook in a rhythm
 *
 * @author      The femto authors
 *
 * @}
 */

#include "event/thread.h"
#include "irq.h"
#include "ztimer.h"
#include "ztimer/periodic.h"

#include "femto_riot_seam.h"

#define PERIOD_MS_MAX (2147483) /* in microseconds half of what the clock counts to */

static void _handle(event_t *event);

static event_t _event = {.handler = _handle};
static ztimer_periodic_t _timer;
static uint32_t _period_ms;
static uint32_t _count;
static unsigned _due; /* periods that are over, of which no container knows */

static bool _passed(void *arg)
{
    (void)arg;
    _due++;
    event_post(EVENT_PRIO_MEDIUM, &_event);
    return ZTIMER_PERIODIC_KEEP_GOING;
}

static void _handle(event_t *event)
{
    (void)event;
    unsigned state = irq_disable();
    unsigned due = _due;
    uint32_t period_us = _period_ms * 1000;
    _due = 0;
    irq_restore(state);
    if (due != 0) { /* else it was stopped in between */
        femto_vm_tick(ztimer_now(ZTIMER_USEC), period_us, ++_count, due - 1);
    }
}

int femto_timer_start(uint32_t period_ms)
{
    if (irq_is_in()) {
        return FEMTO_ERR_IN_ISR;
    }
    if (period_ms == 0 || period_ms > PERIOD_MS_MAX) {
        return FEMTO_ERR_ARGUMENT;
    }
    femto_timer_stop();
    _period_ms = period_ms;
    _count = 0;
    ztimer_periodic_init(ZTIMER_MSEC, &_timer, _passed, NULL, period_ms);
    ztimer_periodic_start(&_timer);
    return 0;
}

void femto_timer_stop(void)
{
    if (_period_ms != 0) {
        ztimer_periodic_stop(&_timer);
    }
    unsigned state = irq_disable();
    _due = 0;
    irq_restore(state);
}
