/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
/* clang-format off */
/* Generated: what hooks give to containers. */
#ifndef FEMTO_GUEST_LAUNCHPADS_H
#define FEMTO_GUEST_LAUNCHPADS_H

/* At the hooks that every port has. Of a thread switch containers are given bpf_sched_ctx_t,
 * of a CoAP request bpf_coap_ctx_t. The macros are for FEMTO_BUILT_FOR. */
#include <femto/guest/contexts.h>

/* A period has passed. */
typedef struct femto_tick_t {
    uint32_t now_us;
    uint32_t period_us;
    uint32_t count; /* of ticks until now, this one included */
    uint32_t missed; /* periods without a tick before this one, since the last */
} femto_tick_t;
#define FEMTO_LAYOUT_femto_tick_t 0x0u, 0x868c21afu, 0xdcba24ceu, 0x4ea29e21u, 0x196ee33u, 0x31466731u

/* A sensor was read. */
typedef struct femto_sample_t {
    uint32_t now_us;
    uint16_t device; /* position in the registry */
    uint8_t type;
    uint8_t numbers; /* of data.val that count, 1 to 3 */
    phydat_t data;
} femto_sample_t;
#define FEMTO_LAYOUT_femto_sample_t 0x0u, 0x868c21afu, 0x8c0e7ba8u, 0x4c5a71cfu, 0x405e9f84u, 0xaef0fc9u, 0x31466731u

/* A datagram arrived: this, and behind it the payload. An r0 below 0 drops it. */
typedef struct femto_datagram_t {
    uint32_t source_address; /* IPv4, 127.0.0.1 being 0x7F000001 */
    uint16_t source_port;
    uint16_t payload_bytes;
} femto_datagram_t;
#define FEMTO_LAYOUT_femto_datagram_t 0x0u, 0x9e92c8a6u, 0x5cb5061du, 0xd77fbdf6u, 0x463b6e29u

static inline const uint8_t *femto_payload(const femto_datagram_t *datagram) {
    return (const uint8_t *)(datagram + 1);
}

#endif
