/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A container within the scheduler counts how often each thread gets the processor
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "thread.h"
#include "ztimer.h"

#include "femto_riot.h"
#include "femto_riot_builtin.h"

#include "count_switches.h"

/* In flash, and attached since before main(): it has seen every switch. */
FEMTO_CONTAINER(count_switches, count_switches, FEMTO_HOOK_SCHED);

typedef struct {
    const char *name;
    unsigned waits; /* how often it leaves the processor to others */
    kernel_pid_t pid;
} worker_t;

static worker_t workers[] = {
    {.name = "blink", .waits = 5},
    {.name = "log", .waits = 2},
    {.name = "radio", .waits = 3},
};
#define WORKERS_NUMOF (sizeof(workers) / sizeof(workers[0]))

static char stacks[WORKERS_NUMOF][THREAD_STACKSIZE_SMALL];

static void *work(void *arg)
{
    const worker_t *self = arg;

    for (unsigned i = 0; i < self->waits; i++) {
        ztimer_sleep(ZTIMER_MSEC, 10);
    }
    return NULL;
}

int main(void)
{
    for (unsigned i = 0; i < WORKERS_NUMOF; i++) {
        worker_t *each = &workers[i];

        each->pid = thread_create(stacks[i], sizeof(stacks[i]), THREAD_PRIORITY_MAIN - 1, 0, work,
                                  each, each->name);
    }
    ztimer_sleep(ZTIMER_MSEC, 200); /* they end, and their numbers stay in the store */

    for (unsigned i = 0; i < WORKERS_NUMOF; i++) {
        uint32_t times = 0;

        femto_store_get(workers[i].pid, &times);
        printf("%-5s waited %u times, was switched to %" PRIu32 " times\n", workers[i].name,
               workers[i].waits, times);
    }

    femto_info_t info;

    if (femto_info(femto_find("count_switches"), &info) == 0) {
        printf("the container ran in the scheduler, with %u faults\n", info.faults);
    }
    return 0;
}
