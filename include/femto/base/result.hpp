// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace fc {

namespace detail {
template <class Semantics>
class verifier;

/// An error between functions that give many: as a constant, a byte without a sign takes 2 bytes of
/// Thumb code where a negative number takes 4 (48 bytes in verify and the executor of `tiny`).
enum class errc_byte : std::uint8_t { ok };
constexpr errc_byte byte_of(errc error) {
    return static_cast<errc_byte>(static_cast<std::uint8_t>(error));
}
constexpr errc errc_of(errc_byte error) {
    return static_cast<errc>(static_cast<std::int8_t>(error));
}

/// A result without value that reads as good would hand out memory nobody wrote.
FEMTO_INLINE constexpr void check_is_error(errc error) {
    if (error == errc::ok) {
        __builtin_trap();
    }
}
} // namespace detail

/// A value, or the error and the place that stand for its absence.
///
/// `std::expected` is C++23, and a fault needs a place beside its cause. T is trivially
/// destructible: nothing in femto owns a resource.
template <class T>
class [[nodiscard]] result {
    static_assert(std::is_trivially_destructible_v<T>, "fc::result holds plain values only");

public:
    using value_type = T;

    constexpr result(T value) : value_{std::move(value)}, error_{errc::ok} {}
    /// Makes the value of these where it is.
    template <class... Arguments>
    constexpr explicit result(std::in_place_t, Arguments&&... from)
        : value_{std::forward<Arguments>(from)...}, error_{errc::ok} {}
    /// @param error  anything but `errc::ok`, which traps
    /// @param at     instruction index, or byte offset for images, or 1-based line for the assembler
    constexpr result(errc error, std::uint32_t at = 0) : none_{}, at_{at}, error_{error} {
        detail::check_is_error(error);
    }

    constexpr explicit operator bool() const { return error_ == errc::ok; }

    /// The value. Traps on an error, in every build.
    constexpr T& operator*() & {
        check();
        return value_;
    }
    constexpr const T& operator*() const& {
        check();
        return value_;
    }
    constexpr T operator*() && {
        check();
        return std::move(value_);
    }
    constexpr T* operator->() {
        check();
        return &value_;
    }
    constexpr const T* operator->() const {
        check();
        return &value_;
    }

    /// `errc::ok` when there is a value.
    constexpr errc error() const { return error_; }
    /// Where: instruction index, byte offset or line; 0 when there is a value.
    constexpr std::uint32_t at() const { return at_; }

private:
    // Builds its value in place before it knows whether there is one. Not for others: an error turned
    // back into a value would be a program that was refused.
    template <class>
    friend class detail::verifier;
    constexpr void fail(errc error, std::uint32_t at) {
        at_ = at;
        error_ = error;
    }

    // Inlined, so that it vanishes where the error is known, even from code made small.
    FEMTO_INLINE constexpr void check() const {
        if (error_ != errc::ok) {
            __builtin_trap();
        }
    }

    union {
        char none_;
        T value_;
    };
    std::uint32_t at_ = 0;
    errc error_;
};

/// Done, or the error and the place that stand for failure.
template <>
class [[nodiscard]] result<void> {
public:
    using value_type = void;

    constexpr result() = default;
    constexpr result(errc error, std::uint32_t at = 0) : at_{at}, error_{error} {
        detail::check_is_error(error);
    }

    constexpr explicit operator bool() const { return error_ == errc::ok; }
    constexpr errc error() const { return error_; }
    constexpr std::uint32_t at() const { return at_; }

private:
    std::uint32_t at_ = 0;
    errc error_ = errc::ok;
};

namespace detail {
template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<result<T>> = true;
} // namespace detail

} // namespace fc
