// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/remote/words.hpp>
#include <femto/engine/uuid.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace fc::cli::remote {

/// Does what `deed` does, and says of what the device refuses also what the device has not said: which
/// hook it is, and which slots there are.
/// @param hook_of  says which hook it is about, if that is known; it may ask the device
/// @throws failure  that of `deed`, said in full
template <class HookOf, class Deed>
auto in_full(connection& device, const HookOf& hook_of, const Deed& deed) {
    try {
        return deed();
    } catch (failure& why) {
        const std::string_view name = why.name();
        const auto is = [&](errc error) { return name == describe(error).name; };
        try {
            if (is(errc::hook_not_granted) || is(errc::unknown_hook)) {
                if (const std::optional<uuid> hook = hook_of()) {
                    why.add(" (" + device::name_of_hook(*hook) + ")");
                }
            } else if (is(errc::unknown_resource) || is(errc::unknown_component)) {
                const auto slots = device.read("femto")[key::slots].number;
                why.add(slots == 0 ? ""
                                   : "; the device has slots 0 to " + std::to_string(slots - 1));
            }
        } catch (const failure&) { // then it is said as far as it is known
        }
        throw;
    }
}

} // namespace fc::cli::remote
