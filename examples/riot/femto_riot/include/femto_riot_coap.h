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
 * @brief       CoAP resources that containers answer
 *
 * ```C
 * NANOCOAP_RESOURCE(counter) {
 *     .path = "/counter", .methods = COAP_GET, .handler = femto_coap_handler,
 * };
 * ```
 *
 * The same handler serves a `gcoap_listener_t`. With module femto_riot_coap. For C files only.
 *
 * @author      The femto authors
 */

#include "net/nanocoap.h"

#include "femto_riot.h"

/**
 * @brief   Lets the first container of a hook answer a request
 *
 * Without one the answer is 4.04, and 5.00 if it made none or a wrong one.
 *
 * The resource's `context` may point to a `const femto_hook_t`, of a hook of the application's
 * own; NULL is for @ref FEMTO_HOOK_COAP.
 *
 * @param[in]   pkt     the request
 * @param[out]  buf     for the response
 * @param[in]   len     of it
 * @param[in]   ctx     of the request
 *
 * @return  length of the response
 */
ssize_t femto_coap_handler(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx);

/** @} */
