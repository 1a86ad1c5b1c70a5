/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdbool.h>

#include "net/sock/udp.h"

bool sock_udp_ep_equal(const sock_udp_ep_t* a, const sock_udp_ep_t* b);
