/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       What femto wants of RIOT that is always there
 *
 * @author      The femto authors
 *
 * @}
 */

#include <stdio.h>

#include "auto_init_utils.h"
#include "irq.h"
#include "rmutex.h"
#include "stdio_base.h"

#include "femto_riot_seam.h"

#ifdef MODULE_FEMTO_RIOT_CLOCK
#include "ztimer.h"
#endif

static rmutex_t _lock = RMUTEX_INIT;

unsigned femto_seam_irq_disable(void)
{
    return irq_disable();
}

void femto_seam_irq_restore(unsigned state)
{
    irq_restore(state);
}

bool femto_seam_in_isr(void)
{
    return irq_is_in();
}

void femto_seam_lock(void)
{
    rmutex_lock(&_lock);
}

void femto_seam_unlock(void)
{
    rmutex_unlock(&_lock);
}

void femto_seam_write(const char *text, size_t size)
{
    stdio_write(text, size);
}

#ifdef MODULE_FEMTO_RIOT_CLOCK
uint32_t femto_seam_now_ms(void)
{
    return ztimer_now(ZTIMER_MSEC);
}

uint32_t femto_seam_now_us(void)
{
    return ztimer_now(ZTIMER_USEC);
}
#endif

#if !defined(MODULE_FEMTO_RIOT_SLICES) && !defined(MODULE_FEMTO_RIOT_THREAD)
void femto_seam_started(void)
{
    /* the application calls femto_poll() */
}
#endif

void femto_seam_refused(const char *name, int error, uint32_t at)
{
    printf("femto: %s: error %d at %lu %s\n", name, error, (unsigned long)at,
           femto_error_text(error));
}

static void _auto_init_femto_riot(void)
{
#ifdef MODULE_FEMTO_RIOT_CLOCK
    /* A clock that nobody holds may stand still. */
    ztimer_acquire(ZTIMER_MSEC);
    ztimer_acquire(ZTIMER_USEC);
#endif
    femto_init();
}

/* After all devices and the network, before main(). */
AUTO_INIT(_auto_init_femto_riot, 1900);
