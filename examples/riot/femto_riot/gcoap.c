/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Resources and links, as gcoap has them
 *
 * @author      The femto authors
 *
 * @}
 */

#include <errno.h>

#include "container.h"
#include "net/gcoap.h"

#include "femto_riot_gcoap.h"
#include "femto_riot_update.h"
#include "observe.h"

/* Of what can be observed, the context. */
static const char _observable;

static ssize_t _answer(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx);

#define METHODS (FEMTO_UPDATE_METHODS & ~COAP_MATCH_SUBTREE)

/* One for each link. */
static const coap_resource_t _resources[] = {
    {"/femto/faults", METHODS, _answer, (void *)&_observable},
    {"/femto/install", METHODS, _answer, NULL},
    {"/femto/log", METHODS, _answer, (void *)&_observable},
    {"/femto/pull", METHODS, _answer, NULL},
    {"/femto/slots", METHODS, _answer, NULL},
    {"/femto/stats", METHODS, _answer, NULL},
    {"/femto/tenants", METHODS, _answer, NULL},
    {"/femto", FEMTO_UPDATE_METHODS, _answer, NULL}, /* and whatever is below it */
};

static ssize_t _write_link(const coap_resource_t *resource, char *buf, size_t maxlen,
                           coap_link_encoder_ctx_t *context)
{
    size_t comma = context->flags & COAP_LINK_FLAG_INIT_RESLIST ? 0 : 1;
    size_t room = buf != NULL && maxlen > comma ? maxlen - comma : 0;
    size_t size = femto_vm_link(resource->path, room != 0 ? buf + comma : NULL, room);

    if (buf != NULL && size > room) {
        return -1;
    }
    if (buf != NULL && comma != 0) {
        buf[0] = ',';
    }
    return (ssize_t)(size + comma);
}

static gcoap_listener_t _by_udp = {
    .resources = _resources,
    .resources_len = ARRAY_SIZE(_resources),
    .tl_type = GCOAP_SOCKET_TYPE_UDP,
    .link_encoder = _write_link,
};
#ifdef MODULE_FEMTO_RIOT_DTLS
static gcoap_listener_t _by_dtls = {
    .resources = _resources,
    .resources_len = ARRAY_SIZE(_resources),
    .tl_type = GCOAP_SOCKET_TYPE_DTLS,
    .link_encoder = _write_link,
};
#endif

static gcoap_request_matcher_t _match_path;
/* What the request at hand wants, between the two functions that gcoap calls for it. */
static uint32_t _observe;

/* gcoap is not told, see observe.h; by DTLS not of the resources of others either. */
static int _match(gcoap_listener_t *listener, const coap_resource_t **resource, coap_pkt_t *pdu)
{
    int res = _match_path(listener, resource, pdu);

    _observe = coap_get_observe(pdu);
    if (res == GCOAP_RESOURCE_FOUND || listener->tl_type == GCOAP_SOCKET_TYPE_DTLS) {
        coap_clear_observe(pdu);
    }
    return res;
}

static void _listen(gcoap_listener_t *by)
{
    gcoap_register_listener(by);
    _match_path = by->request_matcher;
    by->request_matcher = _match;
}

void femto_gcoap_listen(void)
{
    _listen(&_by_udp);
#ifdef MODULE_FEMTO_RIOT_DTLS
    _listen(&_by_dtls);
#endif
}

static ssize_t _answer(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx)
{
    const sock_udp_ep_t *remote = coap_request_ctx_get_remote_udp(ctx);
    const bool is_dtls = coap_request_ctx_get_tl_type(ctx) == GCOAP_SOCKET_TYPE_DTLS;
    const char *path = coap_request_ctx_get_path(ctx);
    const bool can_observe = is_dtls && coap_request_ctx_get_context(ctx) != NULL &&
                             coap_get_code_raw(pkt) == COAP_METHOD_GET;
    const femto_peer_t from = femto_update_peer(remote, is_dtls);
    uint32_t observed = FEMTO_NOT_OBSERVED;

    if (can_observe && _observe == COAP_OBS_REGISTER) {
        observed = femto_observe_begin(remote, path);
    }
    else if (can_observe && _observe == COAP_OBS_DEREGISTER) {
        femto_observe_end(remote, path);
    }
    size_t size = (size_t)(pkt->payload + pkt->payload_len - pkt->buf);
    size_t made = femto_vm_manage(pkt->buf, size, &from, observed, buf, len);

    if (observed != FEMTO_NOT_OBSERVED) {
        femto_observe_answered(remote, path, made != 0 ? buf : NULL);
    }
    return made != 0 ? (ssize_t)made : -EBADMSG;
}
