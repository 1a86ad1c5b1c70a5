/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A board that tenants send containers to: here it sends some to itself
 */

#include <stdint.h>
#include <stdio.h>

#include "net/nanocoap_sock.h"
#include "ztimer.h"

#include "femto_riot.h"
#include "femto_riot_gcoap.h"
#include "femto_riot_update.h"

#include "blob/first.suit.h"
#include "blob/forged.suit.h"
#include "blob/root.key.h"
#include "blob/second.suit.h"
#include "blob/tenants.cbor.h"

/* As in the lines that made the manifests. */
static const uint8_t vendor[] = {0xfa, 0x6b, 0x4a, 0x53, 0xd5, 0xad, 0x5f, 0xdf,
                                 0xbe, 0x9d, 0xe6, 0x63, 0xe4, 0xd4, 0x1f, 0xfe};
static const uint8_t kind[] = {0x14, 0x92, 0xaf, 0x14, 0x25, 0x69, 0x5e, 0x48,
                               0xbf, 0x42, 0x9b, 0x2d, 0x51, 0xf2, 0xab, 0x45};

static const femto_update_params_t params = {
    .about =
        {
            .vendor = vendor,
            .device_class = kind,
            .root_key = root_key,
            .first_tenants = tenants_cbor,
            .first_tenants_size = sizeof(tenants_cbor),
        },
};

/* What the last block of a manifest was answered with. */
static int keep_code(void *arg, coap_pkt_t *pkt)
{
    *(unsigned *)arg = coap_get_code_decimal(pkt);
    return 0;
}

/* Sends a manifest as others would, in blocks. */
static void push(const char *name, const uint8_t *manifest, size_t size)
{
    nanocoap_sock_t sock;
    coap_block_request_t request;
    unsigned code = 231;

    if (nanocoap_block_request_connect_url(&request, &sock, "coap://[::1]/femto/install",
                                           COAP_METHOD_POST, COAP_BLOCKSIZE_64) < 0) {
        puts("nobody is there");
        return;
    }
    for (size_t at = 0; at < size && code == 231;) {
        int sent = nanocoap_sock_block_request(&request, manifest + at, size - at, false, keep_code,
                                               &code);
        if (sent <= 0) {
            printf("%s cannot be sent: %d\n", name, sent);
            break;
        }
        at += sent;
    }
    nanocoap_sock_close(&sock);
    printf("%s: %u.%02u\n", name, code / 100, code % 100);
}

int main(void)
{
    int begun = femto_update_init(&params);

    if (begun != 0) {
        printf("not all is well: %s\n", femto_error_text(begun));
    }
    femto_gcoap_listen();
    femto_timer_start(1000);

    push("first", first_suit, sizeof(first_suit));
    ztimer_sleep(ZTIMER_MSEC, 1500);
    push("second", second_suit, sizeof(second_suit));
    ztimer_sleep(ZTIMER_MSEC, 1500);
    push("first again", first_suit, sizeof(first_suit));
    push("forged", forged_suit, sizeof(forged_suit));

    while (1) {
        femto_update_poll();
        ztimer_sleep(ZTIMER_MSEC, 100);
    }
}
