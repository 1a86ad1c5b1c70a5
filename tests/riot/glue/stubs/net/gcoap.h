/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "net/nanocoap.h"

typedef struct gcoap_listener {
    const coap_resource_t* resources;
    size_t resources_len;
} gcoap_listener_t;

void gcoap_register_listener(gcoap_listener_t* listener);
