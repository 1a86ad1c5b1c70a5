// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Answers a request with the counter of the global store, and counts it.
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

FEMTO_BUILT_FOR(bpf_coap_ctx_t);

enum { key = 0x50, code_content = 69, text_plain = 0, payload_follows = 1 };

FEMTO_ENTRY int64_t coap_counter(bpf_coap_ctx_t* ctx) {
    uint32_t count = 0;
    bpf_fetch_global(key, &count);
    bpf_store_global(key, count + 1);

    bpf_gcoap_resp_init(ctx, code_content);
    bpf_coap_add_format(ctx, text_plain);
    const int64_t head = bpf_coap_opt_finish(ctx, payload_follows);
    char text[10];
    const uint64_t size = bpf_fmt_u32_dec(text, count);
    const femto_coap_pkt_t* const pkt = ctx->pkt;
    if (head < 0 || pkt->payload_len < size) {
        return -1;
    }
    bpf_memcpy(bpf_coap_get_pdu(ctx), text, size);
    return head + (int64_t)size;
}

// Says what it sees of the request: the first byte of its payload, lengths, and the token's first.
FEMTO_ENTRY uint64_t coap_look(bpf_coap_ctx_t* ctx) {
    const femto_coap_pkt_t* pkt = ctx->pkt;
    const uint64_t first = pkt->payload_len != 0 ? pkt->payload[0] : 0;
    return first << 56 | (uint64_t)pkt->token[0] << 48 | (uint64_t)pkt->hdr[1] << 40 |
           (uint64_t)pkt->payload_len << 24 | (uint64_t)pkt->options_len << 8 |
           (ctx->buf == pkt->hdr && ctx->buf_len == 64);
}

// Makes a response and then spoils all that it can reach.
FEMTO_ENTRY int64_t coap_spoil(bpf_coap_ctx_t* ctx) {
    bpf_gcoap_resp_init(ctx, code_content);
    const int64_t head = bpf_coap_opt_finish(ctx, payload_follows);
    uint8_t* const pdu = ctx->buf;
    for (int i = 0; i < head; ++i) {
        pdu[i] = 0xEE;
    }
    pdu[head] = '!';
    femto_coap_pkt_t* const pkt = ctx->pkt;
    pkt->payload = 0;
    pkt->payload_p = 0;
    ctx->pkt = 0;
    ctx->buf = 0;
    ctx->buf_len = ~UINT64_C(0);
    return head + 1;
}
