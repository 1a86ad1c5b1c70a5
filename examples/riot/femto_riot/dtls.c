/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Stands between tinydtls and RIOT, and keeps who showed which key
 *
 * Runs in the thread of gcoap, as all of its DTLS.
 *
 * @author      The femto authors
 *
 * @}
 */

#include <errno.h>
#include <string.h>

#include "dtls.h"
#include "net/credman.h"
#include "net/gcoap.h"
#include "net/sock/dtls.h"

#include "femto_riot_config.h"
#include "femto_riot_dtls.h"

#ifdef CONFIG_DTLS_ECC
#error "femto_riot_dtls knows peers by pre-shared keys alone: CONFIG_DTLS_ECC must not be set"
#endif

static const femto_psk_t *_table;
static size_t _numof;

/* What RIOT does with sessions, and the same with ours before it. */
static dtls_handler_t *_riot;
static dtls_handler_t _handler;

typedef struct {
    session_t session;
    const char *claimed; /* its handshake is under way */
    const char *shown;   /* its handshake ended well */
} peer_t;

/* As many as tinydtls has sessions. */
static peer_t _peers[DTLS_PEER_MAX];

static dtls_peer_t *_of_tinydtls(const session_t *session)
{
    return dtls_get_peer(gcoap_get_sock_dtls()->dtls_ctx, session);
}

static peer_t *_find(const session_t *session)
{
    for (unsigned i = 0; i < DTLS_PEER_MAX; i++) {
        peer_t *it = &_peers[i];
        if ((it->claimed != NULL || it->shown != NULL) &&
            dtls_session_equals(&it->session, session)) {
            return it;
        }
    }
    return NULL;
}

/* Of a session that has ended tinydtls tells nobody: its place is taken when it is wanted. */
static peer_t *_make(const session_t *session)
{
    peer_t *it = _find(session);

    for (unsigned i = 0; it == NULL && i < DTLS_PEER_MAX; i++) {
        peer_t *each = &_peers[i];
        if ((each->claimed == NULL && each->shown == NULL) ||
            _of_tinydtls(&each->session) == NULL) {
            it = each;
        }
    }
    if (it != NULL) {
        memcpy(&it->session, session, sizeof(*session));
    }
    return it;
}

static const char *_identity(const unsigned char *name, size_t size)
{
    for (size_t i = 0; name != NULL && i < _numof; i++) {
        if (strlen(_table[i].identity) == size && memcmp(_table[i].identity, name, size) == 0) {
            return _table[i].identity;
        }
    }
    return NULL;
}

static int _get_psk_info(struct dtls_context_t *ctx, const session_t *session,
                         dtls_credentials_type_t type, const unsigned char *desc, size_t desc_len,
                         unsigned char *result, size_t result_length)
{
    if (type == DTLS_PSK_KEY) {
        peer_t *it = _make(session);
        if (it != NULL) {
            it->claimed = _identity(desc, desc_len);
            it->shown = NULL;
        }
    }
    return _riot->get_psk_info(ctx, session, type, desc, desc_len, result, result_length);
}

static int _event(struct dtls_context_t *ctx, session_t *session, dtls_alert_level_t level,
                  unsigned short code)
{
    peer_t *it = level == 0 && code == DTLS_EVENT_CONNECTED ? _find(session) : NULL;

    if (it != NULL && it->claimed != NULL) {
        const dtls_peer_t *peer = _of_tinydtls(session);
        /* Not of one that this board went to, by an identity of its own. */
        it->shown = peer != NULL && peer->role == DTLS_SERVER ? it->claimed : NULL;
        it->claimed = NULL;
    }
    return _riot->event(ctx, session, level, code);
}

int femto_dtls_init(const femto_psk_t *table, size_t numof)
{
    sock_dtls_t *sock = gcoap_get_sock_dtls();

    if (_riot == NULL) {
        _riot = sock->dtls_ctx->h;
        _handler = *_riot;
        _handler.get_psk_info = _get_psk_info;
        _handler.event = _event;
        dtls_set_handler(sock->dtls_ctx, &_handler);
    }
    _table = table;
    for (_numof = 0; _numof < numof; _numof++) {
        const femto_psk_t *it = &table[_numof];
        credman_credential_t credential = {
            .type = CREDMAN_TYPE_PSK,
            .tag = (credman_tag_t)(CONFIG_FEMTO_RIOT_DTLS_TAG + _numof),
            .params.psk = {.key = {.s = it->key, .len = it->key_size},
                           .id = {.s = it->identity, .len = strlen(it->identity)}},
        };
        if (credman_add(&credential) < 0 || sock_dtls_add_credential(sock, credential.tag) < 0) {
            return -ENOSPC;
        }
    }
    return 0;
}

const char *femto_dtls_identity(const sock_udp_ep_t *remote)
{
    sock_dtls_session_t session;

    sock_dtls_session_set_udp_ep(&session, remote);
    const peer_t *it = _find(&session.dtls_session);
    return it != NULL && _of_tinydtls(&it->session) != NULL ? it->shown : NULL;
}
