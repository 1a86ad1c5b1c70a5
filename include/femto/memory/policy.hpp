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
/// - `assign(layout)` gives the sections of one run their places.
/// - `grant(region)` places one more region and returns its address; an empty one takes no place,
///   and its address is 0. `revoke()` takes all of those back.
/// - `address_of(section)` is where a mapped section lies for the guest, `base_of` for the host.
/// - `reach(access, address, offset, size, bytes)` is false when the access is refused, and else
///   sets `bytes`. (A null pointer could not tell: the host's address 0 is as good as any other on
///   a microcontroller.)
/// - `readable_from(address)` is the rest of the readable region around an address.
/// - `in_constant_evaluation` says whether programs can run inside the compiler.
template <class Policy>
concept policy = requires(Policy policy, const Policy& view, region bytes, std::uint64_t address,
                          std::int32_t offset, std::uint32_t size, access how) {
    { Policy::in_constant_evaluation } -> std::convertible_to<bool>;
    { policy.assign(layout{}) } -> std::same_as<errc>;
    { policy.grant(bytes) } -> std::same_as<result<std::uint64_t>>;
    { policy.revoke() } -> std::same_as<void>;
    { view.address_of(section::data) } -> std::same_as<std::uint64_t>;
    { view.base_of(section::stack) } -> std::same_as<std::uint8_t*>;
    { view.reach(how, address, offset, size, bytes.base) } -> std::same_as<bool>;
    { view.readable_from(address) } -> std::same_as<std::span<const std::uint8_t>>;
};

} // namespace fc::memory
