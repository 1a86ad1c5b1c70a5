/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */
#include "fake_gcoap.h"

#include <event.h>
#include <femto_riot_dtls.h>
#include <femto_riot_gcoap.h>
#include <femto_riot_update.h>
#include <net/gcoap.h>
#include <string.h>

#include "observe.h"

enum { LISTENERS = 2, PEERS = 8, SENT = 8 };

static gcoap_listener_t* listeners[LISTENERS];
static unsigned numof_listeners;
static dtls_peer_t peers[PEERS]; /* by port */
static bool is_connected[PEERS];
static event_t* posted;

static struct {
    uint8_t bytes[1152];
    size_t size;
    unsigned port;
} sent[SENT];
static unsigned numof_sent;

/* nanocoap.h */

struct _coap_request_ctx {
    const coap_resource_t* resource;
    sock_udp_ep_t remote;
    uint32_t type;
};

void* coap_request_ctx_get_context(const coap_request_ctx_t* ctx) { return ctx->resource->context; }
const char* coap_request_ctx_get_path(const coap_request_ctx_t* ctx) { return ctx->resource->path; }
uint32_t coap_request_ctx_get_tl_type(const coap_request_ctx_t* ctx) { return ctx->type; }
const sock_udp_ep_t* coap_request_ctx_get_remote_udp(const coap_request_ctx_t* ctx) {
    return &ctx->remote;
}
uint32_t coap_get_observe(coap_pkt_t* pkt) { return pkt->observe_value; }
void coap_clear_observe(coap_pkt_t* pkt) { pkt->observe_value = FAKE_UNOBSERVED; }
unsigned coap_get_code_raw(coap_pkt_t* pkt) { return pkt->buf[1]; }

/* net/sock */

static sock_udp_ep_t endpoint(unsigned port) { return (sock_udp_ep_t){.port = (uint16_t)port}; }
static session_t session(unsigned port) { return (session_t){.port = (uint16_t)port}; }

bool sock_udp_ep_equal(const sock_udp_ep_t* a, const sock_udp_ep_t* b) {
    return a->port == b->port;
}
void sock_dtls_session_set_udp_ep(sock_dtls_session_t* out, const sock_udp_ep_t* ep) {
    out->dtls_session = session(ep->port);
}

/* gcoap.h */

static const char* asked_path;

static int match(gcoap_listener_t* it, const coap_resource_t** resource, coap_pkt_t* pdu) {
    (void)pdu;
    for (size_t i = 0; i < it->resources_len; i++) {
        if (strcmp(it->resources[i].path, asked_path) == 0) {
            *resource = &it->resources[i];
            return GCOAP_RESOURCE_FOUND;
        }
    }
    return GCOAP_RESOURCE_NO_PATH;
}

void gcoap_register_listener(gcoap_listener_t* listener) {
    listeners[numof_listeners++] = listener;
    listener->request_matcher = match;
}

size_t fake_gcoap_links(char* out, size_t size) {
    coap_link_encoder_ctx_t context = {.flags = COAP_LINK_FLAG_INIT_RESLIST};
    size_t all = 0;
    for (size_t i = 0; i < listeners[0]->resources_len; i++) {
        const coap_resource_t* it = &listeners[0]->resources[i];
        const ssize_t wanted = listeners[0]->link_encoder(it, NULL, 0, &context);
        const ssize_t written = listeners[0]->link_encoder(it, out + all, size - all, &context);
        if (written <= 0 || wanted != written) {
            return 0;
        }
        all += (size_t)written;
        context.flags = 0;
    }
    return all;
}

size_t fake_gcoap_ask(unsigned port, bool is_dtls, const char* path, uint32_t observe,
                      const uint8_t* request, size_t size, uint8_t* out, size_t room,
                      uint32_t* seen) {
    struct _coap_request_ctx ctx = {.remote = endpoint(port), .type = is_dtls ? 2 : 1};
    memcpy(out, request, size);
    coap_pkt_t pkt = {
        .buf = out, .payload = out + size, .payload_len = 0, .observe_value = observe};
    asked_path = path;
    ssize_t made = 0;
    for (unsigned i = 0; i < numof_listeners && ctx.resource == NULL; i++) {
        gcoap_listener_t* it = listeners[i];
        if ((it->tl_type & ctx.type) != 0) {
            it->request_matcher(it, &ctx.resource, &pkt);
        }
    }
    if (ctx.resource != NULL) {
        made = ctx.resource->handler(&pkt, out, room, &ctx);
    }
    *seen = pkt.observe_value;
    return made > 0 ? (size_t)made : 0;
}

/* dtls.h */

static bool is_known; /* by what RIOT itself does */

static int riot_event(struct dtls_context_t* ctx, session_t* of, dtls_alert_level_t level,
                      unsigned short code) {
    (void)ctx;
    (void)level;
    is_connected[of->port] = code == DTLS_EVENT_CONNECTED;
    return 0;
}
static int riot_get_psk_info(struct dtls_context_t* ctx, const session_t* of,
                             dtls_credentials_type_t type, const unsigned char* desc,
                             size_t desc_len, unsigned char* result, size_t result_length) {
    (void)ctx;
    (void)of;
    (void)desc;
    (void)desc_len;
    is_known = type == DTLS_PSK_KEY && result_length != 0;
    result[0] = 1;
    return 1;
}

static dtls_handler_t riot = {.event = riot_event, .get_psk_info = riot_get_psk_info};
static dtls_context_t context = {.h = &riot};
static sock_dtls_t sock = {.dtls_ctx = &context};

sock_dtls_t* gcoap_get_sock_dtls(void) { return &sock; }
void dtls_set_handler(dtls_context_t* ctx, dtls_handler_t* h) { ctx->h = h; }
dtls_peer_t* dtls_get_peer(const dtls_context_t* ctx, const session_t* of) {
    (void)ctx;
    return is_connected[of->port] ? &peers[of->port] : NULL;
}
int dtls_session_equals(const session_t* a, const session_t* b) { return a->port == b->port; }
int credman_add(const credman_credential_t* credential) { return credential->tag != 0 ? 0 : -1; }
int sock_dtls_add_credential(sock_dtls_t* to, credman_tag_t tag) {
    return to == &sock && tag < CONFIG_FEMTO_RIOT_DTLS_TAG + 2 ? 0 : -1;
}

bool fake_dtls_claim(unsigned port, const char* identity) {
    const session_t of = session(port);
    unsigned char key[16];
    is_known = false;
    peers[port].role = DTLS_SERVER;
    is_connected[port] = true; /* tinydtls has a peer from its first message on */
    context.h->get_psk_info(&context, &of, DTLS_PSK_KEY, (const unsigned char*)identity,
                            strlen(identity), key, sizeof(key));
    return is_known;
}
void fake_dtls_connect(unsigned port, bool is_server) {
    session_t of = session(port);
    peers[port].role = is_server ? DTLS_SERVER : DTLS_CLIENT;
    context.h->event(&context, &of, 0, DTLS_EVENT_CONNECTED);
}
void fake_dtls_forget(unsigned port) { is_connected[port] = false; }
const char* fake_dtls_identity(unsigned port) {
    const sock_udp_ep_t at = endpoint(port);
    return femto_dtls_identity(&at);
}

/* What is sent unasked. */

void gcoap_forward_proxy_post_event(void* arg);
void gcoap_forward_proxy_post_event(void* arg) { posted = arg; }

void fake_gcoap_run(void) {
    femto_observe_poll();
    event_t* it = posted;
    posted = NULL;
    if (it != NULL) {
        it->handler(it);
    }
}
ssize_t sock_dtls_send(sock_dtls_t* by, sock_dtls_session_t* remote, const void* data, size_t len,
                       uint32_t timeout) {
    const unsigned port = remote->dtls_session.port;
    if (by != &sock || timeout != 0 || !is_connected[port] || numof_sent == SENT ||
        len > sizeof(sent[0].bytes)) {
        return -1;
    }
    memcpy(sent[numof_sent].bytes, data, len);
    sent[numof_sent].size = len;
    sent[numof_sent].port = port;
    numof_sent++;
    return (ssize_t)len;
}
size_t fake_gcoap_sent(unsigned* port, uint8_t* out, size_t room) {
    if (numof_sent == 0 || sent[0].size > room) {
        return 0;
    }
    const size_t size = sent[0].size;
    memcpy(out, sent[0].bytes, size);
    *port = sent[0].port;
    memmove(&sent[0], &sent[1], sizeof(sent) - sizeof(sent[0]));
    numof_sent--;
    return size;
}

/* femto_riot_update.h, whose file is not here */

femto_peer_t femto_update_peer(const sock_udp_ep_t* remote, bool is_dtls) {
    return (femto_peer_t){.endpoint = remote->port,
                          .host = 1,
                          .identity = is_dtls ? femto_dtls_identity(remote) : NULL};
}

void fake_gcoap_begin(void) {
    static const femto_psk_t table[] = {{"ann@laptop", "a", 1}, {"operator", "o", 1}};
    if (numof_listeners == 0) {
        femto_dtls_init(table, 2);
        femto_gcoap_listen();
    }
}
