/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include "net/nanocoap.h"
#include "net/sock/dtls.h"

#define CONFIG_GCOAP_PDU_BUF_SIZE (1152)
#define COAP_LINK_FLAG_INIT_RESLIST (1)
#define GCOAP_RESOURCE_FOUND (0)
#define GCOAP_RESOURCE_NO_PATH (2)

typedef struct {
    uint16_t flags;
} coap_link_encoder_ctx_t;

typedef struct gcoap_listener gcoap_listener_t;
typedef ssize_t (*gcoap_link_encoder_t)(const coap_resource_t* resource, char* buf, size_t maxlen,
                                        coap_link_encoder_ctx_t* context);
typedef int (*gcoap_request_matcher_t)(gcoap_listener_t* listener, const coap_resource_t** resource,
                                       coap_pkt_t* pdu);
typedef enum {
    GCOAP_SOCKET_TYPE_UNDEF = 0,
    GCOAP_SOCKET_TYPE_UDP = 1,
    GCOAP_SOCKET_TYPE_DTLS = 2,
} gcoap_socket_type_t;

struct gcoap_listener {
    const coap_resource_t* resources;
    size_t resources_len;
    gcoap_socket_type_t tl_type;
    gcoap_link_encoder_t link_encoder;
    gcoap_request_matcher_t request_matcher;
};

void gcoap_register_listener(gcoap_listener_t* listener);
sock_dtls_t* gcoap_get_sock_dtls(void);
