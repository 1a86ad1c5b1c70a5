// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_datagram_t);

enum { pass = 0, drop = -1 };

// At every datagram: lets in what begins with "GET".
FEMTO_ENTRY int64_t guard(const femto_datagram_t* datagram) {
    const uint8_t* const payload = femto_payload(datagram);
    return datagram->payload_bytes >= 3 && payload[0] == 'G' && payload[1] == 'E' &&
                   payload[2] == 'T'
               ? pass
               : drop;
}
