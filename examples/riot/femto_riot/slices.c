/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Slices for long-running containers, as events of the lowest priority
 *
 * @author      The femto authors
 *
 * @}
 */

#include "event/thread.h"
#include "ztimer.h"

#include "femto_riot_seam.h"

static void _handle(event_t *event);
static void _post(void *arg);

static event_t _event = {.handler = _handle};
static ztimer_t _timer = {.callback = _post};

static void _post(void *arg)
{
    (void)arg;
    event_post(EVENT_PRIO_LOWEST, &_event);
}

static void _handle(event_t *event)
{
    (void)event;
    unsigned busy;

    if (femto_poll(CONFIG_FEMTO_RIOT_SLICE, &busy) > 0) {
        /* The thread of events may be above others, which a container that is always busy would
         * leave nothing. */
        ztimer_set(ZTIMER_MSEC, &_timer,
                   busy ? CONFIG_FEMTO_RIOT_PAUSE_MS : CONFIG_FEMTO_RIOT_WAIT_MS);
    }
}

void femto_seam_started(void)
{
    event_post(EVENT_PRIO_LOWEST, &_event);
}
