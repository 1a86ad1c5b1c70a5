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

#include "sched.h"
#include "thread.h"

#include "femto_riot.h"
#include "femto_riot_builtin.h"

#include "count_switches.h"

/* In flash, and attached since before main(): it has seen every switch. */
FEMTO_CONTAINER(count_switches, count_switches, FEMTO_HOOK_SCHED);

typedef struct {
    const char *name;
    unsigned slices; /* of the processor that it needs */
    kernel_pid_t pid;
} worker_t;

static worker_t workers[] = {
    {.name = "blink", .slices = 5},
    {.name = "log", .slices = 2},
    {.name = "radio", .slices = 3},
};
#define WORKERS_NUMOF (sizeof(workers) / sizeof(workers[0]))

static char stacks[WORKERS_NUMOF][THREAD_STACKSIZE_SMALL];

static void *work(void *arg)
{
    const worker_t *self = arg;

    for (unsigned i = 1; i < self->slices; i++) {
        thread_yield();
    }
    return NULL;
}

int main(void)
{
    /* None begins before all are there: a pid whose thread has ended is given to the next. */
    for (unsigned i = 0; i < WORKERS_NUMOF; i++) {
        worker_t *each = &workers[i];

        each->pid = thread_create(stacks[i], sizeof(stacks[i]), THREAD_PRIORITY_MAIN - 1,
                                  THREAD_CREATE_WOUT_YIELD, work, each, each->name);
    }
    thread_yield_higher(); /* until they have ended */

    for (unsigned i = 0; i < WORKERS_NUMOF; i++) {
        uint32_t times = 0;

        femto_store_get(workers[i].pid, &times);
        printf("%-5s had %u, was switched to %" PRIu32 " times\n", workers[i].name,
               workers[i].slices, times);
    }

    femto_info_t info;

    if (femto_info(femto_find("count_switches"), &info) == 0) {
        printf("the container ran in the scheduler, with %u faults\n", info.faults);
    }
    return 0;
}
