/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A structure that firmware and container share, and what happens when they disagree
 */

#include <stdint.h>
#include <stdio.h>

#include "femto_riot.h"

#include "exercise.h"
#include "multiply_add.h"

/* Fixed widths, the wider ones first: every compiler lays it out alike, that for BPF too. */
typedef struct {
    uint64_t value;
    uint64_t times;
} operands_t;

/* Loads a container, shows it `event`, and unloads it. */
static void run(femto_hook_t lesson, const char *name, const void *image, size_t size,
                operands_t event)
{
    const femto_image_t from = {
        .name = name,
        .image = image,
        .size = size,
        .tenant = FEMTO_TENANT_FIRMWARE,
    };
    const femto_container_t container = femto_load(&from, NULL);

    if (container < 0 || femto_attach(container, lesson, NULL) < 0) {
        printf("%s: not hosted\n", name);
        return;
    }

    femto_fired_t fired;
    femto_fault_t fault;

    if (femto_hook_fire(lesson, &event, sizeof(event), &fired) == 1) {
        printf("%s: %d\n", name, (int)fired.value);
    }
    else if (femto_fault(0, &fault) == 0) {
        printf("%s: stopped at instruction %u: %s\n", name, fault.slot,
               femto_error_text(fault.cause));
    }
    femto_unload(container);
}

int main(void)
{
    static const femto_hook_params_t about = {
        .name = "lesson",
        .read_only = true,
    };
    const femto_hook_t lesson = femto_hook_add(&about);
    const operands_t event = {.value = 5, .times = 8};

    run(lesson, "multiply_add", multiply_add, sizeof(multiply_add), event);
    run(lesson, "exercise", exercise, sizeof(exercise), event);
    return 0;
}
