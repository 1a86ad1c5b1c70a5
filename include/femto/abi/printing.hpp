// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/format.hpp>
#include <femto/engine/caller.hpp>
#include <femto/platform/console.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::abi {

/// Characters that one call prints at most; what is longer is cut.
inline constexpr std::size_t printed_max = formatted_max;

/// `bpf_printf(format, ...)`: see `write_format` for what a format can ask for. All of it is checked
/// before the first character is printed.
/// @return  characters printed
template <platform::console Platform>
result<std::int32_t> print(caller<Platform>& from, guest_string format, format_values values) {
    const auto check_only = [](std::span<const char>) {};
    if (const errc error = write_format(check_only, format.bytes(), values); error != errc::ok) {
        return error;
    }
    std::size_t printed = 0;
    static_cast<void>(write_format(
        [&](std::span<const char> text) {
            const std::size_t left = printed_max - printed;
            const std::size_t size = text.size() < left ? text.size() : left;
            if (size != 0) {
                from.platform().write_text(text.first(size));
                printed += size;
            }
        },
        format.bytes(), values));
    return static_cast<std::int32_t>(printed);
}

/// `bpf_print_debug(value)`: the value in decimal, on a line of its own.
template <platform::console Platform>
void print_number(caller<Platform>& from, std::uint32_t value) {
    number_text text;
    from.platform().write_text(text.before('\n').digits(value).text());
}

} // namespace fc::abi
