/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       A thread of the lowest priority for long-running containers
 *
 * @author      The femto authors
 *
 * @}
 */

#include "auto_init_utils.h"
#include "mutex.h"
#include "thread.h"
#include "ztimer.h"

#include "femto_riot_seam.h"

/* As large as the board's threads are unless CFLAGS say otherwise: which no Kconfig could know. */
#ifndef FEMTO_RIOT_THREAD_STACKSIZE
#define FEMTO_RIOT_THREAD_STACKSIZE THREAD_STACKSIZE_DEFAULT
#endif

static char _stack[FEMTO_RIOT_THREAD_STACKSIZE];
static mutex_t _work = MUTEX_INIT_LOCKED; /* unlocked when there is some */

static void *_run(void *arg)
{
    (void)arg;
    while (1) {
        unsigned busy;

        if (femto_poll(CONFIG_FEMTO_RIOT_SLICE, &busy) == 0) {
            mutex_lock(&_work);
        }
        else if (!busy) {
            ztimer_sleep(ZTIMER_MSEC, CONFIG_FEMTO_RIOT_WAIT_MS);
        }
    }
    return NULL;
}

void femto_seam_started(void)
{
    mutex_unlock(&_work);
}

static void _auto_init_femto_riot_thread(void)
{
    thread_create(_stack, sizeof(_stack), THREAD_PRIORITY_IDLE - 1, 0, _run, NULL, "femto");
}

AUTO_INIT(_auto_init_femto_riot_thread, 1910);
