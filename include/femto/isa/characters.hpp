// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace fc::isa {

/// A borrowed run of characters, any byte value allowed. It stands where std::string_view would,
/// which is not among the freestanding headers, and converts from anything that has `data()` and
/// `size()`: std::string, std::string_view, std::span<const char>.
class characters {
public:
    constexpr characters() = default;
    constexpr characters(const char* data, std::size_t size) : data_{data}, size_{size} {}

    /// A string literal, without its terminator.
    template <std::size_t N>
    constexpr characters(const char (&literal)[N]) : data_{literal}, size_{N - 1} {}

    template <class Text>
    requires requires(const Text& text) {
        static_cast<const char*>(text.data());
        static_cast<std::size_t>(text.size());
    }
    constexpr characters(const Text& text) : data_{text.data()}, size_{text.size()} {}

    constexpr const char* data() const { return data_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr const char* begin() const { return data_; }
    constexpr const char* end() const { return data_ + size_; }
    constexpr char operator[](std::size_t i) const { return data_[i]; }

    friend constexpr bool operator==(characters a, characters b) { return compare(a, b) == 0; }

    /// Negative, zero or positive: shorter runs first, then by byte. Any total order serves the
    /// label table, and this one settles most pairs by their lengths.
    static constexpr int compare(characters a, characters b) {
        if (a.size_ != b.size_) {
            return a.size_ < b.size_ ? -1 : 1;
        }
        for (std::size_t i = 0; i < a.size_; ++i) {
            if (a.data_[i] != b.data_[i]) {
                return a.data_[i] < b.data_[i] ? -1 : 1;
            }
        }
        return 0;
    }

private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace fc::isa
