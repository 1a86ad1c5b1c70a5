/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* RIOT's build says so on the command line. */
#define DTLS_PEER_MAX 2

typedef struct {
    uint8_t address[16];
    uint16_t port;
} session_t;

typedef enum { DTLS_PSK_HINT, DTLS_PSK_IDENTITY, DTLS_PSK_KEY } dtls_credentials_type_t;
typedef enum { DTLS_ALERT_LEVEL_WARNING = 1 } dtls_alert_level_t;
typedef enum { DTLS_CLIENT, DTLS_SERVER } dtls_peer_type;
enum { DTLS_EVENT_CONNECT = 0x01DC, DTLS_EVENT_CONNECTED = 0x01DE };

struct dtls_context_t;
typedef struct {
    int (*event)(struct dtls_context_t* ctx, session_t* session, dtls_alert_level_t level,
                 unsigned short code);
    int (*get_psk_info)(struct dtls_context_t* ctx, const session_t* session,
                        dtls_credentials_type_t type, const unsigned char* desc, size_t desc_len,
                        unsigned char* result, size_t result_length);
} dtls_handler_t;

typedef struct dtls_context_t {
    dtls_handler_t* h;
} dtls_context_t;

typedef struct {
    dtls_peer_type role;
} dtls_peer_t;

void dtls_set_handler(dtls_context_t* ctx, dtls_handler_t* h);
dtls_peer_t* dtls_get_peer(const dtls_context_t* context, const session_t* session);
int dtls_session_equals(const session_t* a, const session_t* b);
