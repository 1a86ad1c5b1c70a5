/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdbool.h>

#include "net/nanocoap.h"

typedef struct {
    int stub;
} nanocoap_sock_t;

int nanocoap_sock_url_connect(const char* url, nanocoap_sock_t* sock);
ssize_t nanocoap_sock_get(nanocoap_sock_t* sock, const char* path, void* response, size_t len_max);
void nanocoap_sock_close(nanocoap_sock_t* sock);
int nanocoap_get_blockwise_url(const char* url, coap_blksize_t blksize,
                               coap_blockwise_cb_t callback, void* arg);

typedef struct {
    nanocoap_sock_t* sock;
} coap_block_request_t;

int nanocoap_block_request_connect_url(coap_block_request_t* ctx, nanocoap_sock_t* sock,
                                       const char* url, coap_method_t method,
                                       coap_blksize_t blksize);
int nanocoap_sock_block_request(coap_block_request_t* req, const void* data, size_t len, bool more,
                                coap_request_cb_t callback, void* arg);
