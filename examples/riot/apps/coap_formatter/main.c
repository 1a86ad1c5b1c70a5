/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @file
 * @brief   Three containers of two owners, from a sensor to a CoAP response
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "net/nanocoap_sock.h"
#include "saul_reg.h"
#include "ztimer.h"

#include "femto_riot.h"
#include "femto_riot_coap.h"

#include "measure.h"
#include "respond.h"
#include "smooth.h"

NANOCOAP_RESOURCE(temperature){
    .path = "/temperature",
    .methods = COAP_GET,
    .handler = femto_coap_handler,
};

/* A thermometer for boards that have none. */
static int16_t centidegrees;

static int read_room(const void *dev, phydat_t *result)
{
    (void)dev;
    result->val[0] = centidegrees;
    result->unit = UNIT_TEMP_C;
    result->scale = -2;
    return 1;
}

static const saul_driver_t room_driver = {
    .read = read_room,
    .write = saul_write_notsup,
    .type = SAUL_SENSE_TEMP,
};

static saul_reg_t room = {.name = "room", .driver = &room_driver};

/* Loads a container and attaches it; or says why not. */
static femto_container_t host(const femto_image_t *from, femto_hook_t hook)
{
    uint32_t at = 0;
    const femto_container_t container = femto_load(from, &at);

    if (container < 0) {
        printf("%s is not loaded: %s (0x%" PRIx32 ")\n", from->name, femto_error_text(container),
               at);
        return container;
    }
    const int attached = femto_attach(container, hook, &at);

    if (attached < 0) {
        printf("%s is not attached: %s\n", from->name, femto_error_text(attached));
        return attached;
    }
    return container;
}

/* Until the timer's next tick is over: `last` is the container that runs last in it. */
static void wait_for_tick(femto_container_t last)
{
    femto_info_t before, now;

    femto_info(last, &before);
    do {
        ztimer_sleep(ZTIMER_MSEC, 1);
        femto_info(last, &now);
    } while (now.runs == before.runs);
}

/* What another node would be told. */
static void ask(nanocoap_sock_t *sock)
{
    char text[16];
    const ssize_t length = nanocoap_sock_get(sock, "/temperature", text, sizeof(text) - 1);

    printf("sensor %5d, response %.*s\n", centidegrees, length > 0 ? (int)length : 4,
           length > 0 ? text : "none");
}

int main(void)
{
    saul_reg_add(&room);

    /* Two owners. The first reads sensors and publishes; the second formats what was published.
     * The helpers are numbered in femto/guest/helpers.h. */
    static const uint8_t sensing_helpers[] = {0x11, 0x14, 0x15, 0x31, 0x32};
    static const uint8_t network_helpers[] = {0x13, 0x40, 0x41, 0x42, 0x43, 0x50};
    const femto_tenant_t sensing = femto_tenant_add(&(femto_rights_t){
        .helpers = sensing_helpers,
        .helpers_numof = sizeof(sensing_helpers),
        .hooks = 1UL << FEMTO_HOOK_TIMER,
        .store_entries = 2,
    });
    const femto_tenant_t network = femto_tenant_add(&(femto_rights_t){
        .helpers = network_helpers,
        .helpers_numof = sizeof(network_helpers),
        .hooks = 1UL << FEMTO_HOOK_COAP,
        .store_entries = 1,
    });

    static uint32_t smooth_data[8];
    femto_image_t measuring = {
        .name = "measure",
        .image = measure,
        .size = sizeof(measure),
        .tenant = sensing,
    };
    const femto_image_t smoothing = {
        .name = "smooth",
        .image = smooth,
        .size = sizeof(smooth),
        .tenant = sensing,
        .data = smooth_data,
        .data_size = sizeof(smooth_data),
    };
    const femto_image_t responding = {
        .name = "respond",
        .image = respond,
        .size = sizeof(respond),
        .tenant = network,
    };

    host(&measuring, FEMTO_HOOK_TIMER);
    const femto_container_t last = host(&smoothing, FEMTO_HOOK_TIMER);

    if (last < 0 || host(&responding, FEMTO_HOOK_COAP) < 0) {
        return 1;
    }

    nanocoap_sock_t sock;

    if (nanocoap_sock_url_connect("coap://[::1]", &sock) < 0) {
        puts("no network");
        return 1;
    }
    static const int16_t readings[] = {2000, 2100, 2200, 2300, 2400, -200};

    centidegrees = readings[0];
    femto_timer_start(100);
    for (unsigned i = 0; i < sizeof(readings) / sizeof(readings[0]); i++) {
        centidegrees = readings[i];
        wait_for_tick(last);
        ask(&sock);
    }
    femto_timer_stop();
    nanocoap_sock_close(&sock);

    /* What one owner may do the other may not. */
    measuring.name = "visitor";
    measuring.tenant = network;
    host(&measuring, FEMTO_HOOK_COAP);
    return 0;
}
