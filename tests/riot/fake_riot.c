/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */
#include "fake_riot.h"

#include <auto_init_utils.h>
#include <event/thread.h>
#include <femto_riot_event.h>
#include <saul_reg.h>
#include <sched.h>
#include <ztimer/periodic.h>

struct fake_riot riot;

static sched_callback_t on_switch;
static bool (*on_period)(void*);
static ztimer_t* set_timer;
static event_t* posted; /* one is all that the files have in a queue at a time */

void fake_riot_begin(void) {
    riot = (struct fake_riot){0};
    posted = NULL;
}

/* sched.h */

extern const auto_init_module_t auto_init_xfa__auto_init_femto_riot_sched;

void fake_riot_init_sched(void) { auto_init_xfa__auto_init_femto_riot_sched.init(); }

void sched_register_cb(sched_callback_t callback) { on_switch = callback; }

void fake_riot_switch(int active, int next) { on_switch((kernel_pid_t)active, (kernel_pid_t)next); }

void femto_vm_switched(uint32_t previous, uint32_t next) {
    if (riot.switches < FAKE_RIOT_KEPT) {
        riot.previous[riot.switches] = previous;
        riot.next[riot.switches] = next;
    }
    riot.switches++;
    riot.was_masked = riot.masked != 0;
}

/* irq.h */

unsigned irq_disable(void) { return riot.masked++; }

void irq_restore(unsigned state) { riot.masked = state; }

bool irq_is_in(void) { return riot.is_in_isr; }

/* ztimer.h */

struct ztimer_clock {
    int unused;
};
static struct ztimer_clock clocks[2];
ztimer_clock_t* const ZTIMER_MSEC = &clocks[0];
ztimer_clock_t* const ZTIMER_USEC = &clocks[1];

uint32_t ztimer_now(ztimer_clock_t* clock) {
    return clock == ZTIMER_USEC ? riot.now_us : riot.now_us / 1000;
}

uint32_t ztimer_set(ztimer_clock_t* clock, ztimer_t* timer, uint32_t val) {
    set_timer = timer;
    riot.timer_is_set = clock == ZTIMER_MSEC;
    riot.timer_in_ms = val;
    return 0;
}

void fake_riot_timeout(void) {
    riot.timer_is_set = false;
    set_timer->callback(set_timer->arg);
}

void ztimer_periodic_init(ztimer_clock_t* clock, ztimer_periodic_t* timer, bool (*callback)(void*),
                          void* arg, uint32_t interval) {
    (void)timer;
    (void)arg;
    on_period = callback;
    riot.interval_ms = clock == ZTIMER_MSEC ? interval : 0;
}

void ztimer_periodic_start(ztimer_periodic_t* timer) {
    (void)timer;
    riot.is_periodic = true;
}

void ztimer_periodic_stop(ztimer_periodic_t* timer) {
    (void)timer;
    riot.is_periodic = false;
}

void fake_riot_period(void) { riot.is_periodic = on_period(NULL); }

void femto_vm_tick(uint32_t now_us, uint32_t period_us, uint32_t count, uint32_t missed) {
    if (riot.ticks < FAKE_RIOT_KEPT) {
        riot.tick_us[riot.ticks] = now_us;
        riot.tick_period_us[riot.ticks] = period_us;
        riot.tick_count[riot.ticks] = count;
        riot.tick_missed[riot.ticks] = missed;
    }
    riot.ticks++;
}

/* event.h */

event_queue_t stub_queues[3];

void event_post(event_queue_t* queue, event_t* event) {
    (void)queue;
    posted = event;
}

void fake_riot_handle_events(void) {
    event_t* event = posted;

    posted = NULL;
    if (event) {
        event->handler(event);
    }
}

femto_fired_t fake_riot_fire_by_event(void) {
    femto_event_t event;

    femto_event_init(&event, FEMTO_HOOK_APP, NULL, 0);
    event_post(EVENT_PRIO_MEDIUM, &event.super);
    fake_riot_handle_events();
    return event.fired;
}

int femto_hook_fire(femto_hook_t hook, void* context, size_t size, femto_fired_t* fired) {
    (void)context;
    (void)size;
    if (riot.fired >= 0 && hook == FEMTO_HOOK_APP) {
        *fired = (femto_fired_t){.value = 17, .ran = (uint8_t)riot.fired};
    } else {
        *fired = (femto_fired_t){.error = (int8_t)riot.fired};
    }
    return riot.fired;
}

int femto_poll(uint32_t slots, unsigned* busy) {
    (void)slots;
    riot.polls++;
    *busy = riot.busy;
    return riot.polled;
}

/* saul_reg.h */

static phydat_t kept;

static int read_kept(const void* dev, phydat_t* res) {
    (void)dev;
    *res = kept;
    return 1;
}

static int write_kept(const void* dev, const phydat_t* data) {
    (void)dev;
    kept = *data;
    return 1;
}

static const saul_driver_t keeper = {read_kept, write_kept, 0x42};
static saul_reg_t devices[4];
saul_reg_t* saul_reg;

void fake_riot_devices(unsigned count) {
    saul_reg = NULL;
    while (count-- > 0) {
        devices[count] = (saul_reg_t){.next = saul_reg, .driver = &keeper};
        saul_reg = &devices[count];
    }
}

saul_reg_t* saul_reg_find_nth(int pos) {
    saul_reg_t* it = saul_reg;

    while (it && pos-- > 0) {
        it = it->next;
    }
    return it;
}

int saul_reg_read(saul_reg_t* dev, phydat_t* res) { return dev->driver->read(dev->dev, res); }

int saul_reg_write(saul_reg_t* dev, const phydat_t* data) {
    return dev->driver->write(dev->dev, data);
}
