// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/refusals.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// Bytes of context that a person can give a container.
inline constexpr std::size_t typed_context_max = 64;

/// Runs a container once, over bytes that were typed in hexadecimal, and says r0 and what has become of
/// them. A fault is told of as any other, by whoever tells faults.
template <class Config>
void run_over(typename Config::platform& on, engine<Config>& in, container_id id, text hex) {
    alignas(8) std::array<std::uint8_t, typed_context_max> room;
    std::size_t count = 0;
    bool has_room = true;
    const bool is_good = read_hex(hex, [&](std::uint8_t byte) {
        has_room = count < room.size();
        if (has_room) {
            room[count++] = byte;
        }
        return has_room;
    });
    if (!is_good) {
        if (has_room) {
            say(on, "error: bytes are two hexadecimal digits each\n");
        } else {
            say(on, "error: there is room for ", room.size(), " bytes\n");
        }
        return;
    }
    const std::span<std::uint8_t> context = std::span{room}.first(count);
    const std::uint32_t faults = in.faults().count();
    const auto r0 = in.run(id, context);
    if (!r0) {
        if (in.faults().count() == faults) {
            say_refusal(on, r0);
        }
        return;
    }
    say(on, "r0 = ", static_cast<std::int64_t>(*r0), " (0x", in_hex{*r0}, ")\n");
    if (count != 0) {
        say(on, "context");
        for (const std::uint8_t each : context) {
            say(on, " ", in_hex{each, 2});
        }
        say(on, "\n");
    }
}

} // namespace fc::port
