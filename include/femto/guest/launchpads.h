/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
#pragma once

/* What containers are given at the hooks that every port has: include/femto/port/launchpads.hpp says
 * the same to the firmware. */
#include <stdint.h>

/* A period has passed. */
typedef struct femto_tick_t {
    uint32_t now_us;
    uint32_t period_us;
    uint32_t count;  /* of ticks until now, this one included */
    uint32_t missed; /* periods without a tick before this one, since the last */
} femto_tick_t;

/* The processor goes to another thread; 0 is none. */
typedef struct femto_thread_switch_t {
    uint64_t previous;
    uint64_t next;
} femto_thread_switch_t;

/* A datagram arrived: this, and behind it the payload. An r0 below 0 drops it. */
typedef struct femto_datagram_t {
    uint32_t source_address; /* IPv4, 127.0.0.1 being 0x7F000001 */
    uint16_t source_port;
    uint16_t payload_bytes;
} femto_datagram_t;

static inline const uint8_t* femto_payload(const femto_datagram_t* datagram) {
    return (const uint8_t*)(datagram + 1);
}
