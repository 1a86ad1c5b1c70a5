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

typedef struct bpf_coap_pkt_t {
    uint8_t *hdr;
    uint8_t *token;
    uint8_t *payload;
    uint16_t payload_len;
    uint16_t options_len;
    uint32_t reserved;
} bpf_coap_pkt_t;
#define FEMTO_LAYOUT_bpf_coap_pkt_t 0x0u, 0xdad9ffe1u, 0x9a18394cu, 0x9b6ec875u, 0xe2ccdc3cu, 0x92f2036eu, 0xc42fd364u, 0xc96f4e0du

typedef struct bpf_coap_ctx_t {
    bpf_coap_pkt_t *pkt;
    uint8_t *buf;
    uint64_t buf_len;
} bpf_coap_ctx_t;
#define FEMTO_LAYOUT_bpf_coap_ctx_t 0x0u, 0xbb56cb76u, 0x627275c0u, 0xfd05856fu, 0xdba063f5u

#endif
