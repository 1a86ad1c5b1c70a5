// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/guest/launchpads.h>
#include <femto/port/launchpads.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::test {
namespace {

struct member {
    const char* name;
    std::size_t firmware_offset;
    std::size_t container_offset;
    std::size_t firmware_bytes;
    std::size_t container_bytes;
};
#define FEMTO_MEMBER(cpp, c, name)                                                                 \
    { #c "." #name, offsetof(cpp, name), offsetof(c, name), sizeof(cpp::name), sizeof(c::name) }

constexpr member members[] = {
    FEMTO_MEMBER(port::tick, femto_tick_t, now_us),
    FEMTO_MEMBER(port::tick, femto_tick_t, period_us),
    FEMTO_MEMBER(port::tick, femto_tick_t, count),
    FEMTO_MEMBER(port::tick, femto_tick_t, missed),
    FEMTO_MEMBER(port::thread_switch, bpf_sched_ctx_t, previous),
    FEMTO_MEMBER(port::thread_switch, bpf_sched_ctx_t, next),
    FEMTO_MEMBER(port::sample, femto_sample_t, now_us),
    FEMTO_MEMBER(port::sample, femto_sample_t, device),
    FEMTO_MEMBER(port::sample, femto_sample_t, type),
    FEMTO_MEMBER(port::sample, femto_sample_t, numbers),
    FEMTO_MEMBER(port::sample, femto_sample_t, data),
    FEMTO_MEMBER(port::datagram, femto_datagram_t, source_address),
    FEMTO_MEMBER(port::datagram, femto_datagram_t, source_port),
    FEMTO_MEMBER(port::datagram, femto_datagram_t, payload_bytes),
};
#undef FEMTO_MEMBER

TEST_CASE("containers are told of a context what the firmware makes of it", "[guest]") {
    for (const member& each : members) {
        CAPTURE(each.name);
        CHECK(each.firmware_offset == each.container_offset);
        CHECK(each.firmware_bytes == each.container_bytes);
    }
    CHECK(sizeof(port::tick) == sizeof(femto_tick_t));
    CHECK(sizeof(port::sample) == sizeof(femto_sample_t));
    CHECK(sizeof(port::datagram) == sizeof(femto_datagram_t));
}

TEST_CASE("the payload of a datagram begins behind its head", "[guest]") {
    const femto_datagram_t datagram[2] = {};
    CHECK(femto_payload(datagram) == reinterpret_cast<const std::uint8_t*>(&datagram[1]));
}

} // namespace
} // namespace fc::test
