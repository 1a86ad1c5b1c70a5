/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Peers that DTLS knows by their keys
 *
 * RIOT tells a handler of CoAP that DTLS was spoken, and not by whom. This keeps, for each session of
 * gcoap's server, which of the identities showed to know its key. With module femto_riot_dtls, which is
 * for package tinydtls. For C files only.
 *
 * @author      The femto authors
 */

#include <stddef.h>

#include "net/sock/udp.h"

/** @brief  Somebody whom DTLS can know. */
typedef struct {
    const char *identity; /**< as lists of tenants have it */
    const void *key;      /**< shared with nobody else */
    size_t key_size;      /**< of it [bytes] */
} femto_psk_t;

/**
 * @brief   Lets these speak DTLS with gcoap, and no others
 *
 * Once, when gcoap runs, which auto_init sees to.
 *
 * @param[in]   table   must stay, as all that it points to
 * @param[in]   numof   of it, at most CONFIG_DTLS_CREDENTIALS_MAX and CONFIG_CREDMAN_MAX_CREDENTIALS
 *                      less what else uses them
 *
 * @return  0, or -ENOSPC: only the first ones are known
 */
int femto_dtls_init(const femto_psk_t *table, size_t numof);

/** @brief  Whose key the peer there showed to know. @return NULL: nobody's */
const char *femto_dtls_identity(const sock_udp_ep_t *remote);

/** @} */
