// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "quantities.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

FEMTO_BUILT_FOR(bpf_coap_ctx_t);

enum { content_205 = 69, not_found_404 = 132, text_plain = 0, payload_follows = 1 };
enum { uri_path_of_one_byte = 11 << 4 | 1 }; // as the first option of a request

static const struct quantity* asked_for(const femto_coap_pkt_t* request, uint32_t* key) {
    const uint8_t* const options = request->token + (request->hdr[0] & 15);
    if (request->options_len == 2 && options[0] == uri_path_of_one_byte) {
        for (*key = 0; *key < quantity_count; ++*key) {
            if (quantities[*key].path == options[1]) {
                return &quantities[*key];
            }
        }
    }
    return NULL;
}

// At every request: GET /t is answered with the temperature, and so on.
FEMTO_ENTRY int64_t query(const bpf_coap_ctx_t* request) {
    uint32_t key;
    uint32_t value;
    const struct quantity* const what = asked_for(request->pkt, &key);
    if (what == NULL || bpf_fetch_global(key, &value) != 0) {
        bpf_gcoap_resp_init(request, not_found_404);
        return bpf_coap_opt_finish(request, 0);
    }
    bpf_gcoap_resp_init(request, content_205);
    bpf_coap_add_format(request, text_plain);
    const int32_t head = bpf_coap_opt_finish(request, payload_follows);
    char* const payload = (char*)bpf_coap_get_pdu(request);
    if (head < 0 || payload == NULL) {
        return -1;
    }
    return head + (int64_t)bpf_fmt_s16_dfp(payload, (int16_t)value, what->scale);
}
