/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdint.h>

typedef int16_t kernel_pid_t;

#define KERNEL_PID_UNDEF 0

typedef void (*sched_callback_t)(kernel_pid_t active, kernel_pid_t next);
void sched_register_cb(sched_callback_t callback);
