// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>

#include <cstdint>

namespace fc::update::detail {

/// Keeps the first error of many results, so that who takes a dozen items one after the other asks once:
/// a question after each would be most of the code.
class first_error {
public:
    /// The value; what a T begins as when there is none.
    template <class T>
    constexpr T take(const result<T>& from) {
        if (from) {
            return *from;
        }
        note(from.error(), from.at());
        return T{};
    }
    constexpr void take(errc error) { note(error, 0); }
    constexpr void take(const result<void>& from) {
        if (!from) {
            note(from.error(), from.at());
        }
    }
    constexpr void unless(bool good, errc otherwise, std::uint32_t at) {
        if (!good) {
            note(otherwise, at);
        }
    }

    /// True when there was one.
    constexpr explicit operator bool() const { return error_ != errc::ok; }
    constexpr errc error() const { return error_; }
    constexpr std::uint32_t at() const { return at_; }

private:
    constexpr void note(errc error, std::uint32_t at) {
        if (error_ == errc::ok) {
            error_ = error;
            at_ = at;
        }
    }

    std::uint32_t at_ = 0;
    errc error_ = errc::ok;
};

} // namespace fc::update::detail
