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
 * @brief       Peers who are told when a resource changes
 *
 * gcoap has observers of its own, but one for a resource, and whoever comes first is that before anybody
 * is asked; for one by DTLS it reads an address through a null pointer (f6229b544b). So it is not told
 * that somebody wants to observe. Here whoever is answered well is an observer, for as long as the
 * session of DTLS is that of the same peer. In the thread of gcoap, but for
 * femto_observe_poll(). For C files only.
 *
 * @author      The femto authors
 */

#include "net/sock/udp.h"

#include "femto_riot_seam.h"

#ifdef MODULE_FEMTO_RIOT_DTLS
/** @brief  Makes room for an observer of a path. @return what to tell it that the answer is new by, or
 *          FEMTO_NOT_OBSERVED: there is none */
uint32_t femto_observe_begin(const sock_udp_ep_t *remote, const char *path);
/** @brief  Takes it for one, if that is no refusal. */
void femto_observe_answered(const sock_udp_ep_t *remote, const char *path, const uint8_t *answer);
/** @brief  It has seen enough. */
void femto_observe_end(const sock_udp_ep_t *remote, const char *path);
/** @brief  Sees to it that those are told who are to be. */
void femto_observe_poll(void);
#else /* who is not known can observe nothing */
static inline uint32_t femto_observe_begin(const sock_udp_ep_t *remote, const char *path)
{
    (void)remote;
    (void)path;
    return FEMTO_NOT_OBSERVED;
}
static inline void femto_observe_answered(const sock_udp_ep_t *remote, const char *path,
                                          const uint8_t *answer)
{
    (void)remote;
    (void)path;
    (void)answer;
}
static inline void femto_observe_end(const sock_udp_ep_t *remote, const char *path)
{
    (void)remote;
    (void)path;
}
static inline void femto_observe_poll(void) {}
#endif

/** @} */
