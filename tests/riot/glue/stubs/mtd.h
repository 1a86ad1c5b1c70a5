/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdint.h>

/* RIOT's build says so on the command line. */
#define RIOT_BOARD "stub"

typedef struct {
    uint32_t sector_count;
    uint32_t pages_per_sector;
    uint32_t page_size;
    uint8_t write_size;
} mtd_dev_t;

int mtd_init(mtd_dev_t* mtd);
int mtd_read(mtd_dev_t* mtd, void* dest, uint32_t addr, uint32_t count);
int mtd_write(mtd_dev_t* mtd, const void* src, uint32_t addr, uint32_t count);
int mtd_erase(mtd_dev_t* mtd, uint32_t addr, uint32_t count);
