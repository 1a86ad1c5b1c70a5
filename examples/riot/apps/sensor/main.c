/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A long-running container reads a sensor, and the shell looks after it
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "saul_reg.h"
#include "shell.h"
#include "ztimer.h"

#include "femto_riot.h"
#include "femto_riot_builtin.h"

#include "sensor_process.h"

/* In flash, with room for its ten readings; loaded since before main(). */
FEMTO_CONTAINER_WITH_DATA(sensor_process, sensor_process, FEMTO_HOOK_NONE, 48);

enum { key_average = 0x50 }; /* in the store that all share: hundredths of a degree */

/* A thermometer for boards that have none, between 21.00 and 22.00 degrees. */
static int read_room(const void *dev, phydat_t *result)
{
    static unsigned reads;

    (void)dev;
    result->val[0] = reads++ % 2 ? 2200 : 2100;
    result->unit = UNIT_TEMP_C;
    result->scale = -2;
    return 1;
}

static const saul_driver_t room_driver = {
    .read = read_room,
    .write = saul_write_notsup,
    .type = SAUL_SENSE_TEMP,
};

static saul_reg_t room = {.name = "room", .driver = &room_driver};

int main(void)
{
    static uint32_t period_us = 50000; /* what the container is given */

    saul_reg_add(&room);
    const int started = femto_start(femto_find("sensor_process"), &period_us, sizeof(period_us));

    if (started < 0) {
        printf("not started: %s\n", femto_error_text(started));
        return 1;
    }
    for (unsigned i = 0; i < 3; i++) {
        uint32_t average = 0;

        ztimer_sleep(ZTIMER_MSEC, 600); /* twelve readings: the average of ten is steady */
        femto_store_get(key_average, &average);
        printf("average: %" PRIu32 ".%02" PRIu32 "\n", average / 100, average % 100);
    }

    char line[SHELL_DEFAULT_BUFSIZE];

    shell_run(NULL, line, sizeof(line));
    return 0;
}
