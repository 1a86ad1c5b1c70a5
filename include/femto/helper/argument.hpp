// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/helper/guest.hpp>
#include <femto/memory/region.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

namespace fc::helpers {

/// How a helper's parameter of type T is made from guest registers. A specialisation says
/// - `registers`: how many it takes,
/// - `take(from, memory, out)`: checks them and makes the value; anything but `errc::ok` ends the
///   run before the helper is entered.
/// Types without one are no parameters of helpers.
template <class T>
struct argument;

/// A parameter whose length the container chooses, and can be charged for.
template <class T>
concept measured = requires(const T& value) {
    value.bytes().size();
};

/// What is left of a run's budget: what helpers are charged by length is taken from it.
class meter {
public:
    constexpr explicit meter(std::uint32_t slots) : left_{slots} {}

    constexpr std::uint32_t left() const { return left_; }
    /// Takes `slots`, or nothing if there are fewer.
    constexpr bool charge(std::size_t slots) {
        if (slots > left_) {
            return false;
        }
        left_ -= static_cast<std::uint32_t>(slots);
        return true;
    }

private:
    std::uint32_t left_;
};

/// Integers, and enumerations of which every number is a value: a container can pass any.
template <class T>
concept number = (std::is_integral_v<T> && sizeof(T) <= sizeof(std::uint64_t)) ||
                 (std::is_enum_v<T> && requires { T{std::uint8_t{0}}; });

template <number T>
struct argument<T> {
    static constexpr unsigned registers = 1;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory&, T& out) {
        out = static_cast<T>(*from);
        return errc::ok;
    }
};

template <class T>
inline constexpr memory::access access_for =
    std::is_const_v<T> ? memory::access::read : memory::access::write;

template <class T>
struct argument<guest<T>> {
    static constexpr unsigned registers = 1;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory, guest<T>& out) {
        std::uint8_t* at = nullptr;
        if (!memory.reach(access_for<T>, *from, 0, sizeof(T), at)) {
            return errc::illegal_memory;
        }
        out = guest<T>{at};
        return errc::ok;
    }
};

template <class T>
struct argument<guest_span<T>> {
    static constexpr unsigned registers = 2;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory,
                               guest_span<T>& out) {
        const std::uint64_t count = from[1];
        if (count == 0) {
            out = {};
            return errc::ok;
        }
        if (count > std::numeric_limits<std::uint32_t>::max() / sizeof(T)) {
            return errc::illegal_memory;
        }
        const auto bytes = static_cast<std::uint32_t>(count * sizeof(T));
        std::uint8_t* at = nullptr;
        if (!memory.reach(access_for<T>, from[0], 0, bytes, at)) {
            return errc::illegal_memory;
        }
        out = {at, static_cast<std::size_t>(count)};
        return errc::ok;
    }
};

template <>
struct argument<guest_string> {
    static constexpr unsigned registers = 1;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory, guest_string& out) {
        const std::span<const std::uint8_t> rest = memory.readable_from(*from);
        for (std::size_t length = 0; length < rest.size(); ++length) {
            if (rest[length] == 0) {
                out = guest_string{rest.first(length)};
                return errc::ok;
            }
        }
        return errc::illegal_memory;
    }
};

} // namespace fc::helpers
