// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace fc::update::resource {

/// UTF-8 of known length, not ended by a zero. What came from the network may be any bytes.
using text = std::span<const char>;

constexpr bool same(text a, text b) {
    bool is_same = a.size() == b.size();
    for (std::size_t i = 0; is_same && i < a.size(); ++i) {
        is_same = a[i] == b[i];
    }
    return is_same;
}

/// What is before the zero that ends it.
constexpr text until_zero(const char* from) {
    std::size_t size = 0;
    while (from[size] != '\0') {
        ++size;
    }
    return {from, size};
}

/// A literal without the zero that ends it.
template <std::size_t Size>
constexpr text text_of(const char (&literal)[Size]) {
    return text{literal, Size - 1};
}
/// What is in a buffer may be shorter than the buffer.
template <std::size_t Size>
constexpr text text_of(char (&buffer)[Size]) = delete;

/// Up to `Most` pieces of text from the options of a request. Who sends more finds nothing: `size()`
/// is 0 and `overflowed()` is true.
template <std::size_t Most>
class words {
public:
    constexpr void push(text word) {
        overflowed_ = overflowed_ || size_ == Most;
        if (overflowed_) {
            size_ = 0;
        } else {
            words_[size_++] = word;
        }
    }
    /// A literal as it stands has a zero at its end: `text_of` is without.
    template <std::size_t Size>
    constexpr void push(const char (&literal)[Size]) = delete;

    constexpr std::size_t size() const { return size_; }
    constexpr bool overflowed() const { return overflowed_; }
    /// Empty for a word that is not there.
    constexpr text operator[](std::size_t at) const { return at < size_ ? words_[at] : text{}; }

private:
    text words_[Most]{};
    std::size_t size_ = 0;
    bool overflowed_ = false;
};

/// The segments of Uri-Path: "a/b" is two. They are not joined, because a segment may hold a '/'.
class path : public words<6> {
public:
    /// Of a path that a firmware asks itself for: `path::of("femto/slots/0")`.
    template <std::size_t Size>
    static constexpr path of(const char (&literal)[Size]) {
        path out;
        text rest = text_of(literal);
        while (!rest.empty()) {
            std::size_t length = 0;
            while (length < rest.size() && rest[length] != '/') {
                ++length;
            }
            out.push(rest.first(length));
            rest = rest.subspan(length == rest.size() ? length : length + 1);
        }
        return out;
    }

    /// True for the path that `pattern` writes with slashes between segments, such as "slot/*/log",
    /// where a star is any one segment.
    constexpr bool is(const char* pattern) const {
        if (overflowed()) {
            return false;
        }
        for (std::size_t i = 0; i < size(); ++i) {
            std::size_t length = 0;
            while (pattern[length] != '\0' && pattern[length] != '/') {
                ++length;
            }
            const text wanted{pattern, length};
            if (!same(wanted, text_of("*")) && !same(wanted, (*this)[i])) {
                return false;
            }
            pattern += length;
            const bool is_last = i + 1 == size();
            if (is_last != (*pattern == '\0')) {
                return false;
            }
            pattern += is_last ? 0 : 1;
        }
        return *pattern == '\0';
    }
};

/// The parameters of Uri-Query, each "name=value" or "name".
class query : public words<4> {
public:
    constexpr bool has(text name) const { return at(name) < size(); }
    /// What follows "name="; empty if there is no such parameter.
    constexpr text value_of(text name) const {
        const text found = (*this)[at(name)];
        return found.size() > name.size() ? found.subspan(name.size() + 1) : text{};
    }

private:
    constexpr std::size_t at(text name) const {
        std::size_t i = 0;
        while (i < size() && !begins((*this)[i], name)) {
            ++i;
        }
        return i;
    }
    static constexpr bool begins(text word, text name) {
        return word.size() >= name.size() && same(word.first(name.size()), name) &&
               (word.size() == name.size() || word[name.size()] == '=');
    }
};

} // namespace fc::update::resource
