// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace fc {

/// A string literal as a template argument.
template <std::size_t Size>
struct fixed_string {
    // NOLINTNEXTLINE(google-explicit-constructor): "text" is what callers write
    constexpr fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) {
            text[i] = literal[i];
        }
    }
    constexpr const char* c_str() const { return text; }

    char text[Size]{};
};
template <std::size_t Size>
fixed_string(const char (&)[Size]) -> fixed_string<Size>;

} // namespace fc
