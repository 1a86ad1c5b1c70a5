// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/engine/engine.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/reports.hpp>
#include <femto/port/console/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

// A device's containers and hooks, one line each.

namespace fc::port {

/// Where each container is, and what it is doing.
template <class Config>
void say_containers(typename Config::platform& on, const engine<Config>& in,
                    std::span<const container_place> places) {
    constexpr std::size_t name_width = 12;
    for (const container_place& each : places) {
        const bool is_in_ram = each.slot != nullptr;
        say(on, in_column{text_of(each.name), name_width}, is_in_ram ? "RAM    " : "flash  ");
        if (const auto info = in.info(each.container.id)) {
            say(on, info->text_slots, " slots, ");
            say_state(on, in, *info);
        } else {
            const bool is_empty = is_in_ram && each.slot->look() == ram_slot::state::empty;
            say(on, is_empty ? "empty" : "not loaded");
        }
        say(on, "\n");
    }
}

/// Why nothing can be attached to a hook that the engine did not take; null if it did.
template <class Config>
const char* why_unusable(const hook_base<Config>& it) {
    constexpr std::uint8_t not_taken = 255;
    if (it.number() != not_taken) {
        return nullptr;
    }
    const bool is_of_interrupts = it.about().where == fired_from::interrupts;
    return is_of_interrupts && Config::interrupt_levels == 0
               ? "the engine runs nothing in interrupts (interrupt_levels)"
               : "there is no room for another hook (hooks_full)";
}

template <class Config>
void say_hook(typename Config::platform& on, const hook_base<Config>& it) {
    say(on, it.about().name, it.about().where == fired_from::interrupts ? ", in interrupts" : "");
    if (const char* const why = why_unusable(it)) {
        say(on, ", unusable: ", why);
    }
    say(on, "\n");
}

} // namespace fc::port
