/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const void* s;
    size_t len;
} credman_buffer_t;

typedef struct {
    credman_buffer_t key;
    credman_buffer_t id;
} psk_params_t;

typedef uint16_t credman_tag_t;
typedef enum { CREDMAN_TYPE_PSK = 1 } credman_type_t;

typedef struct {
    credman_type_t type;
    credman_tag_t tag;
    union {
        psk_params_t psk;
    } params;
} credman_credential_t;

int credman_add(const credman_credential_t* credential);
