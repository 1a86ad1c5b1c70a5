/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "phydat.h"

enum { SAUL_SENSE_TEMP = 0x82 };

typedef struct {
    int (*read)(const void* dev, phydat_t* res);
    int (*write)(const void* dev, const phydat_t* data);
    uint8_t type;
} saul_driver_t;

int saul_write_notsup(const void* dev, const phydat_t* dat);
