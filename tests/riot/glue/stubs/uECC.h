/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdint.h>

struct uECC_Curve_t;
typedef const struct uECC_Curve_t* uECC_Curve;

uECC_Curve uECC_secp256r1(void);
int uECC_valid_public_key(const uint8_t* public_key, uECC_Curve curve);
int uECC_verify(const uint8_t* public_key, const uint8_t* message_hash, unsigned hash_size,
                const uint8_t* signature, uECC_Curve curve);
