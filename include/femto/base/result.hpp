// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace fc {

namespace detail {
/// A result without value that reads as good would hand out memory nobody wrote.
constexpr void check_is_error(errc error) {
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
    /// @param error  anything but `errc::ok`, which traps
    /// @param at     instruction index, or byte offset for images, or 1-based line for the assembler
    constexpr result(errc error, std::uint32_t at = 0) : none_{}, at_{at}, error_{error} {
        detail::check_is_error(error);
    }

    /// Turns a value into an error; for functions that build their value in place.
    constexpr void fail(errc error, std::uint32_t at) {
        at_ = at;
        error_ = error;
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
    constexpr void check() const {
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

} // namespace fc
