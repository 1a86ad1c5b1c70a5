/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Events of an event queue that fire a hook
 *
 * An interrupt posts one, and the queue's thread runs the containers:
 *
 * ```C
 * static femto_event_t pressed;
 * femto_event_init(&pressed, hook, &context, sizeof(context));
 * ...
 * event_post(EVENT_PRIO_MEDIUM, &pressed.super);
 * ```
 *
 * With module femto_riot_event.
 *
 * @author      The femto authors
 */

#include "event.h"

#include "femto_riot.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @brief  An event that fires a hook when it is handled. */
typedef struct {
    event_t super;       /**< to be posted */
    femto_hook_t hook;   /**< to be fired: one of the application's own */
    void *context;       /**< that containers are given, as it then is */
    size_t size;         /**< of it [bytes] */
    femto_fired_t fired; /**< what became of it when it was last handled */
} femto_event_t;

/**
 * @brief   Prepares an event
 *
 * @param[out]  event   the event
 * @param[in]   hook    from femto_hook_add(), not one for interrupts
 * @param[in]   context that containers are given; must stay. NULL for nothing
 * @param[in]   size    of it [bytes]
 */
void femto_event_init(femto_event_t *event, femto_hook_t hook, void *context, size_t size);

#ifdef __cplusplus
}
#endif

/** @} */
