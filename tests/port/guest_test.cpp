// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "desk.hpp"

#include <femto/guest/launchpads.h>
#include <femto/port/coap_resource.hpp>
#include <femto/port/posix/scheduler.hpp>
#include <femto/port/posix/udp_filter.hpp>
#include <femto/port/sensor_tick.hpp>
#include <femto/port/timer.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

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

constexpr std::uint32_t for_tick[] = {FEMTO_LAYOUT_femto_tick_t};
constexpr std::uint32_t for_switch[] = {FEMTO_LAYOUT_bpf_sched_ctx_t};
constexpr std::uint32_t for_sample[] = {FEMTO_LAYOUT_femto_sample_t};
constexpr std::uint32_t for_datagram[] = {FEMTO_LAYOUT_femto_datagram_t};
constexpr std::uint32_t for_coap[] = {FEMTO_LAYOUT_bpf_coap_ctx_t};

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

TEST_CASE("a launchpad takes containers built for what it gives, and no others", "[guest]") {
    desk_stage on;
    port::timer timer{on.engine, on.firmware, 1'000};
    posix::scheduler<desk_device> scheduler{on.engine};
    port::sensor_tick sensor{on.engine, on.firmware, 0, 1'000};
    posix::udp_filter<desk_device> filter{on.engine};
    port::coap_resource<desk_device> resource{on.engine};
    struct row {
        hook_base<desk_device>* hook;
        std::span<const std::uint32_t> gives;
    };
    const row rows[] = {{&timer.hook(), for_tick},
                        {&scheduler.hook(), for_switch},
                        {&sensor.hook(), for_sample},
                        {&filter.hook(), for_datagram},
                        {&resource.hook(), for_coap}};
    for (const row& each : rows) {
        for (const row& other : rows) {
            CAPTURE(each.hook->about().name, other.hook->about().name);
            const auto made = on.engine.load(on.tenant, {.text = assembled<"r0 = 0\nexit">});
            REQUIRE(made);
            const auto attached =
                on.engine.attach(*made, *each.hook, {.built_for = image::fingerprint{other.gives}});
            CHECK(attached.error() == (&each == &other ? errc::ok : errc::abi_mismatch));
            const auto unloaded = on.engine.unload(*made);
            REQUIRE(unloaded);
        }
    }
}

} // namespace
} // namespace fc::test
