/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   A board that two tenants and an operator manage, each known by a key of DTLS
 */

#include <stdio.h>

#include "container.h"
#include "mtd.h"
#include "ztimer.h"

#include "femto_riot.h"
#include "femto_riot_dtls.h"
#include "femto_riot_gcoap.h"
#include "femto_riot_update.h"

#include "blob/ann.psk.h"
#include "blob/bob.psk.h"
#include "blob/operator.psk.h"
#include "blob/root.key.h"
#include "blob/tenants.cbor.h"

/* As in the lines that made the manifests. */
static const uint8_t vendor[] = {0xfa, 0x6b, 0x4a, 0x53, 0xd5, 0xad, 0x5f, 0xdf,
                                 0xbe, 0x9d, 0xe6, 0x63, 0xe4, 0xd4, 0x1f, 0xfe};
static const uint8_t kind[] = {0x14, 0x92, 0xaf, 0x14, 0x25, 0x69, 0x5e, 0x48,
                               0xbf, 0x42, 0x9b, 0x2d, 0x51, 0xf2, 0xab, 0x45};

static const femto_psk_t peers[] = {
    {"ann-laptop", ann_psk, sizeof(ann_psk)},
    {"bob-laptop", bob_psk, sizeof(bob_psk)},
    {"operator", operator_psk, sizeof(operator_psk)},
};

static femto_update_params_t params = {
    .about =
        {
            .vendor = vendor,
            .device_class = kind,
            .root_key = root_key,
            .first_tenants = tenants_cbor,
            .first_tenants_size = sizeof(tenants_cbor),
        },
};

int main(void)
{
#ifdef MODULE_FEMTO_RIOT_FLASH
    params.storage = femto_flash_storage();
#elif defined(MTD_0)
    params.storage.mtd = MTD_0;
#endif
    int begun = femto_update_init(&params);
    int known = femto_dtls_init(peers, ARRAY_SIZE(peers));

    if (begun != 0) {
        printf("not all is well: %d %s\n", begun, femto_error_text(begun));
    }
    if (known != 0) {
        puts("there is no room for all peers");
    }
    femto_gcoap_listen();
    femto_timer_start(1000);
    puts("managed by its tenants");

    while (1) {
        femto_update_poll();
        ztimer_sleep(ZTIMER_MSEC, 100);
    }
}
