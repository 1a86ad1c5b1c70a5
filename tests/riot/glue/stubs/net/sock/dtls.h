/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "net/credman.h"
#include "net/sock/udp.h"
#include <dtls.h>

typedef struct sock_dtls {
    dtls_context_t* dtls_ctx;
} sock_dtls_t;

typedef struct {
    session_t dtls_session;
} sock_dtls_session_t;

void sock_dtls_session_set_udp_ep(sock_dtls_session_t* session, const sock_udp_ep_t* ep);
int sock_dtls_add_credential(sock_dtls_t* sock, credman_tag_t tag);
ssize_t sock_dtls_send(sock_dtls_t* sock, sock_dtls_session_t* remote, const void* data, size_t len,
                       uint32_t timeout);
