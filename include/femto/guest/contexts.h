/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
/* clang-format off */
/* Generated: what hooks give to containers. */
#ifndef FEMTO_GUEST_CONTEXTS_H
#define FEMTO_GUEST_CONTEXTS_H

#include <stdint.h>

typedef struct phydat_t {
    int16_t val[3];
    uint8_t unit;
    int8_t scale;
} phydat_t;
#define FEMTO_LAYOUT_phydat_t 0x0u, 0x5cdfa3f0u, 0x318ed27du, 0xdb69c1bcu, 0x2744e88fu

typedef struct bpf_sched_ctx_t {
    uint64_t previous;
    uint64_t next;
} bpf_sched_ctx_t;
#define FEMTO_LAYOUT_bpf_sched_ctx_t 0x0u, 0xfca1ed07u, 0xc6a07e73u, 0xf3595bfdu

typedef struct femto_coap_pkt_t {
    uint32_t hdr_p;
    uint32_t token_p;
    uint32_t payload_p;
    uint16_t payload_len;
    uint16_t options_len;
    uint8_t *hdr;
    uint8_t *token;
    uint8_t *payload;
} femto_coap_pkt_t;
#define FEMTO_LAYOUT_femto_coap_pkt_t 0x0u, 0xd54a654bu, 0xc23642eu, 0x2c646d17u, 0x97316da8u, 0xf38278fau, 0xb0eff1f1u, 0x702e2b5cu, 0x7184ba85u, 0xb1b65605u

typedef struct bpf_coap_ctx_t {
    void *pkt;
    uint8_t *buf;
    uint64_t buf_len;
} bpf_coap_ctx_t;
#define FEMTO_LAYOUT_bpf_coap_ctx_t 0x0u, 0x420f36acu, 0x627275c0u, 0xfd05856fu, 0xdba063f5u

#endif
