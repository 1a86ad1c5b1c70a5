// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/contexts.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/platform/sensors.hpp>

#include <cstdint>

// The hooks that every port has: by which names the outside knows them, and what containers are
// given there. The names are the UUIDs (version 5, of URLs) of "urn:femto:hook:" and the word before
// each, so that a port of your own can find names for hooks of its own in the same way.

namespace fc::port {

namespace hooks {
/// "timer": a period has passed.
inline constexpr uuid timer = "45ceb35f-1182-5bdd-9c76-48ea2d1eba9e"_uuid;
/// "thread-switch": the scheduler goes to another thread.
inline constexpr uuid thread_switch = "31eb5d26-9ad4-5955-8e67-c005fc0d44c1"_uuid;
/// "datagram": one arrived, and waits to be let in.
inline constexpr uuid datagram = "e71d6ca2-619c-52bd-ae87-f66859799517"_uuid;
/// "sensor": one was read.
inline constexpr uuid sensor = "1e9368b0-28f5-5222-8a46-2b8a7440069b"_uuid;
/// "coap": a request waits for an answer. Containers are given a `fc::abi::coap_context`.
inline constexpr uuid coap = "49242790-f4a7-5ab9-abc4-137c41972e30"_uuid;
} // namespace hooks

/// What a container is given when a period has passed.
struct tick {
    std::uint32_t now_us;
    std::uint32_t period_us;
    std::uint32_t count;  // of ticks until now, this one included
    std::uint32_t missed; // periods without a tick before this one, since the last
};

/// What a container is given when the scheduler goes to another thread; 0 is none.
using thread_switch = abi::sched_context;

/// What a container is given when a datagram arrives: this, and behind it the payload.
struct datagram {
    std::uint32_t source_address; // IPv4, 127.0.0.1 being 0x7F000001
    std::uint16_t source_port;
    std::uint16_t payload_bytes;
};

/// What a container is given when a sensor was read.
struct sample {
    std::uint32_t now_us;
    std::uint16_t device; // index in the registry
    std::uint8_t type;    // as the registry numbers them
    std::uint8_t numbers; // of `data.val` that count, 1 to 3
    platform::reading data;
};

} // namespace fc::port

template <>
struct fc::context_layout<fc::port::tick>
    : fc::described<"femto_tick_t", fc::field<"now_us", &fc::port::tick::now_us>,
                    fc::field<"period_us", &fc::port::tick::period_us>,
                    fc::field<"count", &fc::port::tick::count>,
                    fc::field<"missed", &fc::port::tick::missed>> {};

template <>
struct fc::context_layout<fc::port::datagram>
    : fc::described<"femto_datagram_t",
                    fc::field<"source_address", &fc::port::datagram::source_address>,
                    fc::field<"source_port", &fc::port::datagram::source_port>,
                    fc::field<"payload_bytes", &fc::port::datagram::payload_bytes>> {};

template <>
struct fc::context_layout<fc::port::sample>
    : fc::described<"femto_sample_t", fc::field<"now_us", &fc::port::sample::now_us>,
                    fc::field<"device", &fc::port::sample::device>,
                    fc::field<"type", &fc::port::sample::type>,
                    fc::field<"numbers", &fc::port::sample::numbers>,
                    fc::field<"data", &fc::port::sample::data>> {};
