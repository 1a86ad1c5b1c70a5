// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>
#include <femto/config/check.hpp>
#include <femto/verify/detail/verifier.hpp>

#include <concepts>
#include <cstdint>
#include <span>

namespace fc {

/// Checks a program against every rule, once, before it can run.
///
/// One pass, linear in the length of the text; no heap; usable in constant evaluation.
///
/// @param parts    text and, if the program has them, its data sections; borrowed, see `verified`
/// @param allowed  the helpers it may call: its contract
/// @return         the program; or why it is refused, `at()` being the slot
/// @source         RFC 9669 sections 3 to 5
template <vm_config Config>
[[nodiscard]] constexpr result<program_of<Config>>
verify(const sections& parts,
       helper_set<typename Config::helpers> allowed = helper_set<typename Config::helpers>::all()) {
    static_assert(detail::checked<Config>::value);
    return detail::verifier<semantics_of<Config>>::template run<Config::decode_slots>(
        parts, allowed, Config::frame_bytes);
}

/// The same for a program that is text alone.
template <vm_config Config>
[[nodiscard]] constexpr result<program_of<Config>>
verify(std::span<const std::uint8_t> text,
       helper_set<typename Config::helpers> allowed = helper_set<typename Config::helpers>::all()) {
    return verify<Config>(sections{.text = text}, allowed);
}

/// A program borrows its text: a container that dies with this expression cannot be verified.
template <class Config, detail::temporary Container>
requires std::convertible_to<Container, std::span<const std::uint8_t>> result<program_of<Config>>
verify(Container&& text)
= delete;

/// What is no Config is told so in one sentence, and no more.
template <class Config, class... Given>
requires(!vm_config<Config>) constexpr result<program_of<defaults>> verify(const Given&...) {
    constexpr bool derived = vm_config<Config>;
    static_assert(derived, "a Config derives from fc::defaults: struct config : fc::defaults { }");
    return errc::illegal_length;
}

} // namespace fc
