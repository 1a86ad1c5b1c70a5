/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
#pragma once

/* What containers are given at the hooks that every port has: include/femto/port/launchpads.hpp says
 * the same to the firmware. Of a thread switch they are given bpf_sched_ctx_t, of a CoAP request
 * bpf_coap_ctx_t. */
#include <femto/guest/contexts.h>
#include <stdint.h>

/* A period has passed. */
typedef struct femto_tick_t {
    uint32_t now_us;
    uint32_t period_us;
    uint32_t count;  /* of ticks until now, this one included */
    uint32_t missed; /* periods without a tick before this one, since the last */
} femto_tick_t;

/* A sensor was read. */
typedef struct femto_sample_t {
    uint32_t now_us;
    uint16_t device; /* position in the registry */
    uint8_t type;
    uint8_t numbers; /* of data.val that count, 1 to 3 */
    phydat_t data;
} femto_sample_t;

/* A datagram arrived: this, and behind it the payload. An r0 below 0 drops it. */
typedef struct femto_datagram_t {
    uint32_t source_address; /* IPv4, 127.0.0.1 being 0x7F000001 */
    uint16_t source_port;
    uint16_t payload_bytes;
} femto_datagram_t;

static inline const uint8_t* femto_payload(const femto_datagram_t* datagram) {
    return (const uint8_t*)(datagram + 1);
}
