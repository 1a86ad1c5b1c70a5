// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/helper/table.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// What a container asks for, out of the list of helper ids that its image carries.
/// @errors  helper_not_offered, `at()` being an id that the firmware does not have
template <class Helpers>
constexpr result<helper_set<Helpers>> helpers_listed(std::span<const std::uint8_t> ids) {
    helper_set<Helpers> asks;
    for (const std::uint8_t id : ids) {
        if (Helpers::find(id) == Helpers::size) {
            return {errc::helper_not_offered, id};
        }
        asks.allow(id);
    }
    return asks;
}

/// What a container asks for whose image has no such list: the helpers its text calls by their ids.
/// Those it calls through registers alone are not among them, and `callx` to them will be refused.
/// @param text  whole slots; verified or not
/// @errors      helper_not_offered, `at()` being an id that the firmware does not have
template <class Helpers>
constexpr result<helper_set<Helpers>> helpers_called(std::span<const std::uint8_t> text) {
    helper_set<Helpers> asks;
    for (std::size_t at = 0; at + isa::slot_bytes <= text.size(); at += isa::slot_bytes) {
        const std::uint8_t* const slot = &text[at];
        if (isa::opcode::takes_two_slots(slot[0])) {
            at += isa::slot_bytes;
            continue;
        }
        if (slot[0] != isa::opcode::call || slot[1] >> 4 != isa::call_helper) {
            continue;
        }
        const auto id = load_le<std::uint32_t>(slot + 4);
        if (Helpers::find(id) == Helpers::size) {
            return {errc::helper_not_offered, id};
        }
        asks.allow(id);
    }
    return asks;
}

} // namespace fc
