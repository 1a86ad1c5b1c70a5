/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Fires a hook when the scheduler goes to another thread
 *
 * @author      The femto authors
 *
 * @}
 */

#include "auto_init_utils.h"
#include "irq.h"
#include "sched.h"

#include "femto_riot_seam.h"

static kernel_pid_t _previous;

/* Called once when a thread loses the processor, and once when one gets it, which may be much
 * later: containers are told of both at once, by the second. */
static void _switched(kernel_pid_t active, kernel_pid_t next)
{
    if (next == KERNEL_PID_UNDEF) {
        _previous = active;
        return;
    }
    unsigned state = irq_disable();
    femto_vm_switched((uint32_t)_previous, (uint32_t)next);
    irq_restore(state);
    _previous = KERNEL_PID_UNDEF; /* one that exits loses the processor without a word */
}

static void _auto_init_femto_riot_sched(void)
{
    sched_register_cb(_switched);
}

/* The containers are there already. */
AUTO_INIT(_auto_init_femto_riot_sched, 1910);
