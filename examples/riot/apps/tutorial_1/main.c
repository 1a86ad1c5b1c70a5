/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A hook, a container, a number handed over and one handed back
 */

#include <inttypes.h>
#include <stdio.h>

#include "femto_riot.h"

#include "increment.h"

int main(void)
{
    static const femto_image_t image = {
        .name = "increment",
        .image = increment,
        .size = sizeof(increment),
        .tenant = FEMTO_TENANT_FIRMWARE,
    };
    static const femto_hook_params_t about = {
        .name = "lesson",
        .read_only = true,
    };

    const femto_hook_t lesson = femto_hook_add(&about);
    uint32_t at = 0;
    const femto_container_t container = femto_load(&image, &at);

    if (container < 0) {
        printf("refused at %" PRIu32 ": %s\n", at, femto_error_text(container));
        return 1;
    }
    const int attached = femto_attach(container, lesson, &at);

    if (attached < 0) {
        printf("not attached: %s\n", femto_error_text(attached));
        return 1;
    }

    uint64_t event = 41; /* what container and firmware share: one number */
    femto_fired_t fired;

    femto_hook_fire(lesson, &event, sizeof(event), &fired);
    printf("given: %u\n", (unsigned)event);
    printf("status: %s\n", femto_error_text(fired.error));
    printf("returned: %d\n", (int)fired.value);

    femto_info_t info;

    femto_info(container, &info);
    printf("size: %" PRIu32 " instructions\n", info.text_slots);
    return 0;
}
