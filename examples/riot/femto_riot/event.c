/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Events that fire a hook
 *
 * @author      The femto authors
 *
 * @}
 */

#include "container.h"

#include "femto_riot_event.h"

static void _handle(event_t *event)
{
    femto_event_t *it = container_of(event, femto_event_t, super);

    femto_hook_fire(it->hook, it->context, it->size, &it->fired); /* which says its error there */
}

void femto_event_init(femto_event_t *event, femto_hook_t hook, void *context, size_t size)
{
    *event = (femto_event_t){
        .super.handler = _handle,
        .hook = hook,
        .context = context,
        .size = size,
    };
}
