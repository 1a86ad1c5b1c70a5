// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_datagram_t);

// Looks for what an earlier datagram may have left behind this one.
FEMTO_ENTRY int64_t curious(const femto_datagram_t* datagram) {
    return femto_payload(datagram)[datagram->payload_bytes];
}
