/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "event.h"

extern event_queue_t stub_queues[3];

#define EVENT_PRIO_HIGHEST (&stub_queues[0])
#define EVENT_PRIO_MEDIUM (&stub_queues[1])
#define EVENT_PRIO_LOWEST (&stub_queues[2])
