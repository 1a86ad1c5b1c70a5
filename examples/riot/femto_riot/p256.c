/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Signatures over P-256, by package micro-ecc
 *
 * @author      The femto authors
 *
 * @}
 */

#include "uECC.h"

#include "femto_riot_seam.h"

bool femto_seam_p256(const uint8_t key[64], const uint8_t digest[32], const uint8_t signature[64])
{
    const struct uECC_Curve_t *curve = uECC_secp256r1();

    /* What is no point of the curve, uECC_verify() would calculate with all the same. */
    return uECC_valid_public_key(key, curve) && uECC_verify(key, digest, 32, signature, curve);
}
