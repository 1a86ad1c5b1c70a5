/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdint.h>

typedef struct {
    int family;
    union {
        uint8_t ipv6[16];
    } addr;
    uint16_t netif;
    uint16_t port;
} sock_udp_ep_t;
