/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

/* As on nrf52840. */
#define FLASHPAGE_SIZE (4096U)
#define FLASHPAGE_NUMOF (256U)
#define FLASHPAGE_WRITE_BLOCK_SIZE (4U)
#define FLASHPAGE_ERASE_STATE (0xFFU)

void* flashpage_addr(unsigned page);
