// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_datagram_t);

enum { pass = 0, drop = -1 };

// Lets in what begins with "GET ", and nothing that is longer than 16 bytes.
FEMTO_ENTRY int64_t known_commands(const femto_datagram_t* datagram) {
    const uint8_t* payload = femto_payload(datagram);
    if (datagram->payload_bytes < 4 || datagram->payload_bytes > 16) {
        return drop;
    }
    const int is_get =
        payload[0] == 'G' && payload[1] == 'E' && payload[2] == 'T' && payload[3] == ' ';
    return is_get ? pass : drop;
}
