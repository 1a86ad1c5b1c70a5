// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

static inline uint32_t be16(const uint8_t* at) { return (uint32_t)at[0] << 8 | at[1]; }
static inline uint32_t be32(const uint8_t* at) { return be16(at) << 16 | be16(at + 2); }

// Accepts an Ethernet frame of n bytes that carries a CoAP request over UDP and IPv4 to 192.168.0.0/16.
uint64_t WORKLOAD(struct context* ctx) {
    const uint8_t* frame = ctx->data;
    const uint32_t length = ctx->n;
    if (length < 14 + 20 + 8 + 4 || be16(frame + 12) != 0x0800) {
        return 0;
    }
    const uint8_t* ip = frame + 14;
    const uint32_t header = (ip[0] & 15u) * 4;
    const uint32_t total = be16(ip + 2);
    if (ip[0] >> 4 != 4 || header < 20 || total > length - 14 || total < header + 12) {
        return 0;
    }
    if (ip[8] == 0 || ip[9] != 17 || (be16(ip + 6) & 0x3FFF) != 0) {
        return 0;
    }
    if ((be32(ip + 16) & 0xFFFF0000) != 0xC0A80000) {
        return 0;
    }
    const uint8_t* udp = ip + header;
    if (be16(udp + 2) != 5683 || be16(udp + 4) != total - header) {
        return 0;
    }
    const uint8_t* coap = udp + 8;
    const uint32_t token = coap[0] & 15u;
    const uint32_t code = coap[1];
    return coap[0] >> 6 == 1 && token <= 8 && code >= 1 && code <= 4 &&
           12 + token <= total - header;
}
