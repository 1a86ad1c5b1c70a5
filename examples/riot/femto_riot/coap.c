/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Lets containers answer CoAP requests
 *
 * @author      The femto authors
 *
 * @}
 */

#include <errno.h>

#include "femto_riot_coap.h"
#include "femto_riot_seam.h"

ssize_t femto_coap_handler(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx)
{
    const femto_hook_t *own = coap_request_ctx_get_context(ctx);
    size_t size = pkt->payload + pkt->payload_len - pkt->buf;
    size_t made = femto_vm_answer(own ? *own : FEMTO_HOOK_COAP, pkt->buf, size, buf, len);

    return made != 0 ? (ssize_t)made : -EBADMSG;
}
