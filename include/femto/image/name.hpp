// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// Longer names are read as cut here, or a hostile table could cost its size squared, and are not
/// written.
inline constexpr std::uint32_t max_name_bytes = 1024;

/// A name the caller looks for: a literal, or anything with data() and size() over char, such as
/// std::string_view. Borrowed. The standard's own view is not freestanding in C++20.
class name {
public:
    constexpr name() = default;
    constexpr name(const char* text) : text_{text} {
        while (text[length_] != '\0') {
            ++length_;
        }
    }
    template <class Text>
    requires requires(const Text& text) { std::span<const char>{text.data(), text.size()}; }
    constexpr name(const Text& text) : text_{text.data()}, length_{text.size()} {}

    constexpr bool empty() const { return length_ == 0; }
    constexpr std::size_t size() const { return length_; }
    /// @param index  below size()
    constexpr std::uint8_t operator[](std::size_t index) const {
        return static_cast<std::uint8_t>(text_[index]);
    }

    /// Compares with bytes of a file; those of type char could not be had in constant evaluation.
    friend constexpr bool operator==(const name& left, std::span<const std::uint8_t> right) {
        if (left.length_ != right.size()) {
            return false;
        }
        for (std::size_t i = 0; i < right.size(); ++i) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        return true;
    }

private:
    const char* text_ = nullptr;
    std::size_t length_ = 0;
};

} // namespace fc::image
