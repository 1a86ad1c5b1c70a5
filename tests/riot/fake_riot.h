/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* What stands for RIOT below the module's C files and for femto above them: it writes down what they
 * ask for, and does nothing by itself. Time passes and events are handled when a test says so.
 *
 * In C, and without a header of RIOT or its stubs: sched.h, for one, is something else to a C++ library. */

#include <femto_riot_seam.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { FAKE_RIOT_KEPT = 4 }; /* of what is written down, the first so many */

struct fake_riot {
    /* RIOT */
    unsigned masked;
    bool is_in_isr;
    uint32_t now_us;
    bool is_periodic;
    uint32_t interval_ms;
    bool timer_is_set;
    uint32_t timer_in_ms;
    /* femto, below what it is told */
    int polled;    /* what femto_poll() gives: containers that have not ended */
    unsigned busy; /* how many of them go on */
    unsigned polls;
    int fired; /* what femto_hook_fire() gives */
    unsigned switches;
    uint32_t previous[FAKE_RIOT_KEPT];
    uint32_t next[FAKE_RIOT_KEPT];
    bool was_masked;
    unsigned ticks;
    uint32_t tick_us[FAKE_RIOT_KEPT];
    uint32_t tick_period_us[FAKE_RIOT_KEPT];
    uint32_t tick_count[FAKE_RIOT_KEPT];
    uint32_t tick_missed[FAKE_RIOT_KEPT];
};
extern struct fake_riot riot;

/* Forgets all of it, and what is posted. */
void fake_riot_begin(void);
/* Has the module's part at the scheduler begin, as auto_init does. */
void fake_riot_init_sched(void);
/* The scheduler's callback. */
void fake_riot_switch(int active, int next);
/* A period of the timer is over. */
void fake_riot_period(void);
/* The timer that is set has run down. */
void fake_riot_timeout(void);
/* Handles the events that were posted until now. */
void fake_riot_handle_events(void);
/* Posts an event that fires a hook, has it handled, and says what became of it. */
femto_fired_t fake_riot_fire_by_event(void);
/* So many devices, which share one value. */
void fake_riot_devices(unsigned count);

#ifdef __cplusplus
}
#endif
