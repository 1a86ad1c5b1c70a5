// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>
#include <femto/cli/device/config.hpp>
#include <femto/cli/uuid_text.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/port/launchpads.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fc::cli::device {

/// The hooks of the device, by their numbers.
enum class hook_number : std::uint8_t { timer, sensor, thread_switch, datagram, coap };
inline constexpr std::uint8_t hook_count = 5;

/// What is known of a hook before there is a device.
struct known_hook {
    const char* word; // what its UUID is made of
    uuid id;
    borrowed<std::uint32_t> layout;
    const char* (*field_name)(std::size_t); // of what `abi_mismatch` names
};

namespace detail {
template <class Context>
constexpr known_hook known(const char* word, const uuid& id) {
    return {word, id, layout_of<Context>, &context_layout<Context>::name_of};
}
} // namespace detail

inline constexpr std::array<known_hook, hook_count> known_hooks{
    detail::known<port::tick>("timer", port::hooks::timer),
    detail::known<port::sample>("sensor", port::hooks::sensor),
    detail::known<port::thread_switch>("thread-switch", port::hooks::thread_switch),
    detail::known<port::datagram>("datagram", port::hooks::datagram),
    detail::known<abi::coap_fields>("coap", port::hooks::coap),
};

/// The hook with this word or UUID.
inline std::optional<std::uint8_t> hook_named(std::string_view name) {
    const auto id = parse_uuid({name.data(), name.size()});
    for (std::uint8_t i = 0; i < hook_count; ++i) {
        if (name == known_hooks[i].word || (id && *id == known_hooks[i].id)) {
            return i;
        }
    }
    return std::nullopt;
}

/// The word of a hook, or the UUID of one that has none: `hook_named` takes both.
inline std::string name_of_hook(const uuid& id) {
    for (const known_hook& each : known_hooks) {
        if (each.id == id) {
            return each.word;
        }
    }
    return uuid_text(id);
}

/// "there is no hook x, but timer, sensor, ..."
inline std::string no_such_hook(std::string_view name) {
    std::string all;
    for (const known_hook& each : known_hooks) {
        all += (all.empty() ? "" : ", ") + std::string{each.word};
    }
    return "there is no hook \"" + std::string{name} + "\", but " + all;
}

/// The hook whose context a container says that it was built for.
inline std::optional<std::uint8_t> hook_built_for(const image::fingerprint& built_for) {
    for (std::uint8_t i = 0; i < hook_count && !built_for.empty(); ++i) {
        if (fc::detail::same_layout(built_for, known_hooks[i].layout)) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace fc::cli::device
