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
 * @brief       The resources that manage a board, as gcoap has them
 *
 * ```C
 * femto_update_init(&params);
 * femto_dtls_init(peers, ARRAY_SIZE(peers));
 * femto_gcoap_listen();
 * while (1) {
 *     femto_update_poll();
 *     ztimer_sleep(ZTIMER_MSEC, 100);
 * }
 * ```
 *
 * `/.well-known/core` lists each of them. By DTLS the log and the faults can be observed by whoever may
 * read them. With module femto_riot_gcoap.
 *
 * @author      The femto authors
 */

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief   Answers requests from now on
 *
 * Once, behind femto_update_init() and the listeners of others: gcoap asks the last one first, and by
 * DTLS does not survive that somebody wants to observe a resource of theirs, which this keeps from it.
 */
void femto_gcoap_listen(void);

#ifdef __cplusplus
}
#endif

/** @} */
