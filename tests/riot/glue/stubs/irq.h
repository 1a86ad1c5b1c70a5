/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdbool.h>

unsigned irq_disable(void);
void irq_restore(unsigned state);
bool irq_is_in(void);
