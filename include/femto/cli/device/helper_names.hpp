// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/config.hpp>
#include <femto/cli/hex.hpp>
#include <femto/helper/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fc::cli::device {

namespace detail {
template <class Table>
struct names_of;
template <class... Helpers>
struct names_of<helper_table<Helpers...>> {
    static constexpr std::array<const char*, sizeof...(Helpers)> all{Helpers::name.text...};
};
} // namespace detail

/// What containers call a helper; null for one that is a firmware's own.
inline const char* helper_word(std::uint32_t id) {
    const std::size_t index = config::helpers::find(id);
    return index == config::helpers::size ? nullptr : detail::names_of<config::helpers>::all[index];
}

/// "bpf_now_ms (0x20)", for people.
inline std::string name_of_helper(std::uint32_t id) {
    const char* const word = helper_word(id);
    return word == nullptr ? "helper " + to_hex(id) : std::string{word} + " (" + to_hex(id) + ")";
}

/// The id of the helper that containers call by this name.
inline std::optional<std::uint32_t> helper_named(std::string_view name) {
    for (std::size_t i = 0; i < config::helpers::size; ++i) {
        if (name == detail::names_of<config::helpers>::all[i]) {
            return config::helpers::ids[i];
        }
    }
    return std::nullopt;
}

} // namespace fc::cli::device
