/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Notifications over DTLS, for as many as it has sessions
 *
 * @author      The femto authors
 *
 * @}
 */

#include <string.h>

#include "container.h"
#include "dtls.h"
#include "event.h"
#include "net/gcoap.h"
#include "net/sock/dtls.h"
#include "net/sock/util.h"

#include "femto_riot_dtls.h"
#include "femto_riot_update.h"
#include "observe.h"

#define HEADER_BYTES 4
#define TOKEN_MAX    8
#define NON          0x10

typedef struct {
    sock_udp_ep_t remote;
    const char *path;     /* NULL: nobody */
    const char *identity; /* whose session it was */
    uint32_t version;     /* of what was told */
    uint8_t token[TOKEN_MAX];
    uint8_t token_size;
    bool is_answered;
    bool is_due;
} observer_t;

/* Each session may observe both of what can be. */
static observer_t _observers[2 * DTLS_PEER_MAX];

/* By this observers see which of two answers is newer. */
static uint32_t _number;

static observer_t *_find(const sock_udp_ep_t *remote, const char *path)
{
    for (unsigned i = 0; i < ARRAY_SIZE(_observers); i++) {
        observer_t *it = &_observers[i];
        if (it->path != NULL && strcmp(it->path, path) == 0 &&
            sock_udp_ep_equal(&it->remote, remote)) {
            return it;
        }
    }
    return NULL;
}

uint32_t femto_observe_begin(const sock_udp_ep_t *remote, const char *path)
{
    observer_t *it = _find(remote, path);

    for (unsigned i = 0; it == NULL && i < ARRAY_SIZE(_observers); i++) {
        observer_t *each = &_observers[i];
        if (each->path == NULL || femto_dtls_identity(&each->remote) != each->identity) {
            it = each;
        }
    }
    if (it == NULL) {
        return FEMTO_NOT_OBSERVED;
    }
    *it = (observer_t){
        .remote = *remote,
        .path = path,
        .identity = femto_dtls_identity(remote),
        .version = femto_vm_version(path),
    };
    return ++_number & 0xFFFFFF;
}

void femto_observe_answered(const sock_udp_ep_t *remote, const char *path, const uint8_t *answer)
{
    observer_t *it = _find(remote, path);

    if (it != NULL && answer != NULL && answer[1] >> 5 == COAP_CLASS_SUCCESS) {
        it->token_size = answer[0] & 0xF;
        memcpy(it->token, answer + HEADER_BYTES, it->token_size);
        it->is_answered = true;
    }
    else if (it != NULL) {
        it->path = NULL;
    }
}

void femto_observe_end(const sock_udp_ep_t *remote, const char *path)
{
    observer_t *it = _find(remote, path);

    if (it != NULL) {
        it->path = NULL;
    }
}

/* What a GET of the observer would be answered now; a refusal is the last that it hears. */
static void _notify(observer_t *to)
{
    static uint8_t message[CONFIG_GCOAP_PDU_BUF_SIZE];
    const femto_peer_t from = femto_update_peer(&to->remote, true);

    _number++;
    message[0] = (uint8_t)((COAP_V1 << 6) | NON | to->token_size);
    message[1] = 0;
    message[2] = (uint8_t)(_number >> 8);
    message[3] = (uint8_t)_number;
    memcpy(message + HEADER_BYTES, to->token, to->token_size);
    size_t size = femto_vm_notify(to->path, message, HEADER_BYTES + to->token_size, &from,
                                  _number & 0xFFFFFF, message, sizeof(message));
    sock_dtls_session_t session;

    sock_dtls_session_set_udp_ep(&session, &to->remote);
    if (size == 0 || message[1] >> 5 != COAP_CLASS_SUCCESS) {
        to->path = NULL;
    }
    if (size != 0 && sock_dtls_send(gcoap_get_sock_dtls(), &session, message, size, 0) < 0) {
        to->path = NULL;
    }
}

static void _notify_all(event_t *event)
{
    (void)event;
    for (unsigned i = 0; i < ARRAY_SIZE(_observers); i++) {
        observer_t *it = &_observers[i];
        if (it->path != NULL && femto_dtls_identity(&it->remote) != it->identity) {
            it->path = NULL; /* there is another session at this address, or none */
        }
        else if (it->path != NULL && it->is_due) {
            it->is_due = false;
            it->version = femto_vm_version(it->path);
            _notify(it);
        }
    }
}

/* RIOT's own proxy gets things done in the thread of gcoap by this, and has it in no header. tinydtls
 * numbers what it encrypts, and must not be begun anew while that thread is about it. */
extern void gcoap_forward_proxy_post_event(void *arg);

void femto_observe_poll(void)
{
    static event_t event = {.handler = _notify_all};
    bool is_due = false;

    for (unsigned i = 0; i < ARRAY_SIZE(_observers); i++) {
        observer_t *it = &_observers[i];
        const char *path = it->path;
        if (path != NULL && it->is_answered && femto_vm_version(path) != it->version) {
            it->is_due = is_due = true;
        }
    }
    if (is_due) {
        gcoap_forward_proxy_post_event(&event);
    }
}
