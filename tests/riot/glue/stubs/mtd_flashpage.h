/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "mtd.h"

typedef struct {
    mtd_dev_t base;
    uint32_t offset;
} mtd_flashpage_t;

#define MTD_FLASHPAGE_INIT_VAL(pages)                                                              \
    {                                                                                              \
        .base = {                                                                                  \
            .sector_count = 256,                                                                   \
            .pages_per_sector = (pages),                                                           \
            .page_size = 4096,                                                                     \
            .write_size = 1                                                                        \
        }                                                                                          \
    }
