/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint8_t edsign_verify(const uint8_t* signature, const uint8_t* pub, const uint8_t* message,
                      size_t len);
