/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not what RIOT makes of a file of the application: see README.md. */
#pragma once

#include <stdint.h>

static const uint8_t operator_psk[32] = {0};
