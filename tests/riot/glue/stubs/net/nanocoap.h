/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "net/sock/udp.h"

typedef struct {
    uint8_t* buf;
    uint8_t* payload;
    uint16_t payload_len;
    uint32_t observe_value;
} coap_pkt_t;

#define COAP_V1 (1)
#define COAP_CLASS_SUCCESS (2)
#define COAP_OBS_REGISTER (0)
#define COAP_OBS_DEREGISTER (1)
uint32_t coap_get_observe(coap_pkt_t* pkt);
void coap_clear_observe(coap_pkt_t* pkt);
unsigned coap_get_code_raw(coap_pkt_t* pkt);

typedef struct _coap_request_ctx coap_request_ctx_t;
void* coap_request_ctx_get_context(const coap_request_ctx_t* ctx);

const char* coap_request_ctx_get_path(const coap_request_ctx_t* ctx);
const sock_udp_ep_t* coap_request_ctx_get_remote_udp(const coap_request_ctx_t* ctx);
uint32_t coap_request_ctx_get_tl_type(const coap_request_ctx_t* ctx);

typedef ssize_t (*coap_handler_t)(coap_pkt_t* pkt, uint8_t* buf, size_t len,
                                  coap_request_ctx_t* context);
typedef uint16_t coap_method_flags_t;
enum { COAP_GET = 1, COAP_POST = 2, COAP_PUT = 4, COAP_DELETE = 8, COAP_MATCH_SUBTREE = 0x8000 };

typedef enum { COAP_METHOD_GET = 1, COAP_METHOD_POST = 2 } coap_method_t;
typedef enum { COAP_BLOCKSIZE_64 = 2 } coap_blksize_t;
typedef int (*coap_request_cb_t)(void* arg, coap_pkt_t* pkt);
unsigned coap_get_code_decimal(const coap_pkt_t* pkt);
typedef int (*coap_blockwise_cb_t)(void* arg, size_t offset, uint8_t* buf, size_t len, int more);

typedef struct {
    const char* path;
    coap_method_flags_t methods;
    coap_handler_t handler;
    void* context;
} coap_resource_t;

#define NANOCOAP_RESOURCE(name) const coap_resource_t coap_resource_##name =
