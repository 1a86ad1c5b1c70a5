// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/memory/region.hpp>

#include <concepts>
#include <cstdint>
#include <span>

namespace fc::memory {

/// How guest addresses become host bytes. A policy holds the regions of one vm and answers one
/// question: may the program read or write `size` bytes at `address + offset`, and where are they?
///
/// - `map(section, region)` gives a section its place and returns its guest address; a region of
///   length 0 leaves it unmapped, at address 0.
/// - `grant(region)` places one more region; `revoke()` takes all of those back.
/// - `address_of(section)` is what `map` returned.
/// - `reach<access>(address, offset, size)` is null when the access is refused.
/// - `readable_from(address)` is the rest of the readable region around an address.
/// - `in_constant_evaluation` says whether programs can run inside the compiler.
template <class Policy>
concept policy = requires(Policy policy, const Policy& view, region bytes, std::uint64_t address,
                          std::int32_t offset, std::uint32_t size) {
    { Policy::in_constant_evaluation } -> std::convertible_to<bool>;
    { policy.map(section::stack, bytes) } -> std::same_as<result<std::uint64_t>>;
    { policy.grant(bytes) } -> std::same_as<result<std::uint64_t>>;
    { policy.revoke() } -> std::same_as<void>;
    { view.address_of(section::data) } -> std::same_as<std::uint64_t>;
    { view.template reach<access::read>(address, offset, size) } -> std::same_as<std::uint8_t*>;
    { view.template reach<access::write>(address, offset, size) } -> std::same_as<std::uint8_t*>;
    { view.readable_from(address) } -> std::same_as<std::span<const std::uint8_t>>;
};

} // namespace fc::memory
