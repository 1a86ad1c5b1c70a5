// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/uuid.hpp>

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
} // namespace hooks

/// What a container is given when a period has passed.
struct tick {
    std::uint32_t now_us;
    std::uint32_t period_us;
    std::uint32_t count;  // of ticks until now, this one included
    std::uint32_t missed; // periods without a tick before this one, since the last
};

/// What a container is given when the scheduler goes to another thread; 0 is none. As in the
/// original engine.
struct thread_switch {
    std::uint64_t previous;
    std::uint64_t next;
};

/// What a container is given when a datagram arrives: this, and behind it the payload.
struct datagram {
    std::uint32_t source_address; // IPv4, 127.0.0.1 being 0x7F000001
    std::uint16_t source_port;
    std::uint16_t payload_bytes;
};

static_assert(sizeof(tick) == 16 && sizeof(thread_switch) == 16 && sizeof(datagram) == 8,
              "containers see these bytes: no gaps");

} // namespace fc::port
