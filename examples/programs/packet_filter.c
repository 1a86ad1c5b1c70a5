// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Lets CoAP requests pass: IPv4 over Ethernet, UDP to port 5683, a confirmable GET. Returns the
// message id of a packet that passes, above 2^16, and 0 for any other.
#include <femto/guest/container.h>

enum {
    ethernet_bytes = 14,
    ipv4_ethertype = 0x0800,
    udp_protocol = 17,
    udp_bytes = 8,
    coap_port = 5683,
    coap_bytes = 4,
    pass = 0x10000,
};

// Network order, at any alignment.
static uint32_t big16(const uint8_t* at) { return (uint32_t)at[0] << 8 | at[1]; }

FEMTO_ENTRY uint64_t packet_filter(const uint8_t* frame, uint64_t size) {
    if (size < ethernet_bytes + 20 || big16(frame + 12) != ipv4_ethertype) {
        return 0;
    }
    const uint8_t* ip = frame + ethernet_bytes;
    const uint64_t ip_bytes = (uint64_t)(ip[0] & 15) * 4;
    const int is_fragment = (big16(ip + 6) & 0x3FFF) != 0;
    if (ip[0] >> 4 != 4 || ip_bytes < 20 || is_fragment || ip[9] != udp_protocol) {
        return 0;
    }
    if (size < ethernet_bytes + ip_bytes + udp_bytes + coap_bytes) {
        return 0;
    }
    const uint8_t* udp = ip + ip_bytes;
    const uint8_t* coap = udp + udp_bytes;
    const int is_confirmable = coap[0] >> 4 == 4; // version 1, type 0
    const int is_get = coap[1] == 1;
    if (big16(udp + 2) != coap_port || !is_confirmable || !is_get) {
        return 0;
    }
    return pass | big16(coap + 2);
}
