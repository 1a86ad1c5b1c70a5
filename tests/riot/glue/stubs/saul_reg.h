/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "saul.h"
#include <stddef.h>

typedef struct saul_reg {
    struct saul_reg* next;
    void* dev;
    const char* name;
    saul_driver_t const* driver;
} saul_reg_t;

extern saul_reg_t* saul_reg;

int saul_reg_add(saul_reg_t* dev);
saul_reg_t* saul_reg_find_nth(int pos);
saul_reg_t* saul_reg_find_type(uint8_t type);
int saul_reg_read(saul_reg_t* dev, phydat_t* res);
int saul_reg_write(saul_reg_t* dev, const phydat_t* data);
