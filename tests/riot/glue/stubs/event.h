/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

typedef struct event event_t;

typedef void (*event_handler_t)(event_t* event);
struct event {
    event_handler_t handler;
};

typedef struct {
    int stub;
} event_queue_t;

void event_post(event_queue_t* queue, event_t* event);
