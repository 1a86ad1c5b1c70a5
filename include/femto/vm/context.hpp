// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/memory/region.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc {

/// What a run is about: bytes the program finds at r1, their number in r2. None: r1 = r2 = 0.
/// Made from a span or container of bytes (read-write), from `{pointer, length}`, or by
/// `fc::read_only(bytes)`. `fc::bytes_of(object)` gives the bytes of anything else.
class context {
public:
    constexpr context() = default;
    constexpr context(std::uint8_t* bytes, std::size_t length) : region_{bytes, length, true} {}
    constexpr context(const std::uint8_t* bytes, std::size_t length)
        : region_{read_only({bytes, length})} {}
    constexpr context(std::nullptr_t, std::size_t) {}
    constexpr context(region bytes) : region_{bytes} {}
    template <class Bytes>
    requires(std::convertible_to<Bytes, std::span<std::uint8_t>> &&
             !std::same_as<std::remove_cvref_t<Bytes>, context>) constexpr context(Bytes&& bytes)
        : region_{writable(bytes)} {}

    constexpr const region& bytes() const { return region_; }

private:
    region region_{};
};

} // namespace fc
