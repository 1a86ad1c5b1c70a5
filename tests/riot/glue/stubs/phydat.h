/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdint.h>

typedef struct {
    int16_t val[3];
    uint8_t unit;
    int8_t scale;
} phydat_t;

enum { UNIT_TEMP_C = 2 };
