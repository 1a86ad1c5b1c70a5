/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "sched.h"

/* Numbers of no board. */
#define THREAD_PRIORITY_IDLE 15
#define THREAD_PRIORITY_MAIN 7
#define THREAD_CREATE_WOUT_YIELD 1
#define THREAD_STACKSIZE_DEFAULT 1024
#define THREAD_STACKSIZE_MAIN 1536
#define THREAD_STACKSIZE_SMALL 512

typedef void* (*thread_task_func_t)(void* arg);
kernel_pid_t thread_create(char* stack, int stacksize, uint8_t priority, int flags,
                           thread_task_func_t task_func, void* arg, const char* name);
void thread_yield(void);
void thread_yield_higher(void);
