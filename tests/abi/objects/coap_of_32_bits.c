// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A container as those of Femto-Containers are written: it declares the packet for itself, with
// pointers of 32 bits, and is given it where the context has a `void *`.
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

typedef struct {
    uint32_t hdr_p;
    uint32_t token_p;
    uint32_t payload_p;
    uint16_t payload_len;
    uint16_t options_len;
} bpf_coap_pkt_t;

_Static_assert(offsetof(bpf_coap_pkt_t, payload_len) == 12, "where compiled ones look");

// Answers with the method, the first byte of the token, and the payload of the request.
FEMTO_ENTRY int64_t coap_echo(bpf_coap_ctx_t* gcoap) {
    bpf_coap_pkt_t* pkt = gcoap->pkt;
    const uint8_t method = ((const uint8_t*)(uintptr_t)pkt->hdr_p)[1];
    const uint8_t token = *(const uint8_t*)(uintptr_t)pkt->token_p;
    const uint8_t said = pkt->payload_len == 1 ? *(const uint8_t*)(uintptr_t)pkt->payload_p : '?';

    bpf_gcoap_resp_init(gcoap, 69);
    bpf_coap_add_format(gcoap, 0);
    const int64_t head = bpf_coap_opt_finish(gcoap, 1);
    uint8_t* const pdu = (uint8_t*)(uintptr_t)pkt->payload_p;
    if (pkt->payload_len < 3) {
        return -1;
    }
    pdu[0] = method;
    pdu[1] = token;
    pdu[2] = said;
    return head + 3;
}
