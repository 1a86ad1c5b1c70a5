// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

FEMTO_BUILT_FOR(bpf_coap_ctx_t);

enum { content_205 = 69, text_plain = 0, payload_follows = 1 };

// At every request: the average as text. Returns the length of the whole response.
FEMTO_ENTRY int64_t answer(const bpf_coap_ctx_t* request) {
    uint32_t average;
    if (bpf_fetch_global(key_average, &average) != 0) {
        return -1;
    }
    bpf_gcoap_resp_init(request, content_205);
    bpf_coap_add_format(request, text_plain);
    const int32_t head = bpf_coap_opt_finish(request, payload_follows);
    char* const payload = (char*)bpf_coap_get_pdu(request);
    if (head < 0 || payload == NULL) {
        return -1;
    }
    return head + (int64_t)bpf_fmt_s16_dfp(payload, (int16_t)average, hundredths);
}
