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
 * @brief       Containers that come over the network
 *
 * Signed manifests say what they are, for which devices, and who wants them there:
 *
 * ```C
 * NANOCOAP_RESOURCE(femto) {
 *     .path = "/femto", .methods = FEMTO_UPDATE_METHODS, .handler = femto_update_handler,
 * };
 * ...
 * femto_update_init(&params);
 * while (1) {
 *     femto_update_poll();
 *     ztimer_sleep(ZTIMER_MSEC, 100);
 * }
 * ```
 *
 * For gcoap there is femto_riot_gcoap.h, and femto_riot_dtls.h for peers who are known.
 *
 * Nothing of the network is believed: who may install what is in a list of tenants, which the owner
 * of the root key signs. Errors of updates are numbers above 0; femto_error_text() knows them, too.
 * With module femto_riot_update. For C files only.
 *
 * @author      The femto authors
 */

#include "mtd.h"
#include "net/nanocoap.h"

#include "femto_riot_seam.h"

/** @brief  Where images are kept. */
typedef struct {
    mtd_dev_t *mtd;     /**< NULL: in RAM, until the next restart */
    uint32_t offset;    /**< in it, of the first of FEMTO_UPDATE_STORAGE_BYTES; a multiple of
                              CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES */
    const void *mapped; /**< where that byte can be read, on an 8-byte boundary; NULL: a copy of all
                              of them is kept in RAM, see CONFIG_FEMTO_RIOT_UPDATE_RAM */
} femto_update_storage_t;

/**
 * @brief   The last pages of the board's own flash, read in place
 *
 * With module femto_riot_flash, and CONFIG_FEMTO_RIOT_UPDATE_RAM 0. Nothing keeps firmware from growing
 * into them, but for the linker, if the Makefile of the application says `ROM_LEN`.
 */
femto_update_storage_t femto_flash_storage(void);

/** @brief  A device, and whom it believes. All that is pointed to must stay. */
typedef struct {
    femto_update_about_t about;     /**< what manifests ask about */
    femto_update_storage_t storage; /**< where images are kept */
} femto_update_params_t;

/**
 * @brief   Begins: what was installed before the restart runs again
 *
 * Once, behind femto_hook_add() of all hooks that containers wait for.
 *
 * @param[in]   params  must stay
 *
 * @return  0, or an error; what could be read then runs
 */
int femto_update_init(const femto_update_params_t *params);

/**
 * @brief   Looks after trials and transfers, and gets what a manifest or a request says is elsewhere
 *
 * Every now and then, in a thread that may wait for the network: not that of gcoap.
 *
 * @return  0, or an error of storage
 */
int femto_update_poll(void);

/** @brief  Of a resource whose handler is femto_update_handler(): all below its path are its. */
#define FEMTO_UPDATE_METHODS (COAP_GET | COAP_POST | COAP_DELETE | COAP_MATCH_SUBTREE)

/**
 * @brief   Answers requests to manage the device, of path `/femto` and all below it
 *
 * @param[in]   pkt     the request
 * @param[out]  buf     for the response
 * @param[in]   len     of it
 * @param[in]   ctx     of the request
 *
 * @return  length of the response
 */
ssize_t femto_update_handler(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx);

/**
 * @brief   Who sent a request, for handlers of one's own
 *
 * @param[in]   remote      from where
 * @param[in]   is_dtls     it came by DTLS, of which femto_riot_dtls knows by whom
 */
femto_peer_t femto_update_peer(const sock_udp_ep_t *remote, bool is_dtls);

/** @} */
