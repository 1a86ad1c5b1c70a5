// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::cbor {

/// Writes items of deterministic CBOR (RFC 8949 section 4.2.1) one behind the other.
///
/// What does not fit is counted and not written, and so is all that follows: only `written` need be
/// asked, once, and says how much room is missing. The caller sees to what is not of single items:
/// as many items as `array` and `map` were told, and keys that ascend bytewise as encoded (0 to 23,
/// 24 and up, then -1 down, then texts, the shorter first).
class writer {
public:
    constexpr explicit writer(std::span<std::uint8_t> into)
        : first_{into.data()}, room_{into.size()} {}

    constexpr void uint(std::uint64_t number) { head(type::uint, number); }
    constexpr void integer(std::int64_t number) {
        const auto bits = static_cast<std::uint64_t>(number);
        if (number < 0) {
            head(type::nint, ~bits);
        } else {
            head(type::uint, bits);
        }
    }
    FEMTO_OUTLINE constexpr void bytes(std::span<const std::uint8_t> string) {
        bytes_of(string.size());
        raw(string);
    }
    /// The head of a byte string of `size` bytes, which come next as `raw` or as items.
    constexpr void bytes_of(std::size_t size) { head(type::bytes, size); }

    constexpr void text(std::span<const std::uint8_t> utf8) {
        text_of(utf8.size());
        raw(utf8);
    }
    /// The head of a text of `size` bytes, which come next as `raw`.
    constexpr void text_of(std::size_t size) { head(type::text, size); }
    constexpr void text(std::span<const char> utf8) {
        head(type::text, utf8.size());
        for (const char each : utf8) {
            put(static_cast<std::uint8_t>(each));
        }
    }
    /// A literal, without the NUL at its end.
    template <std::size_t Size>
    constexpr void text(const char (&utf8)[Size]) {
        text(std::span{static_cast<const char*>(utf8), Size - 1});
    }

    constexpr void array(std::size_t items) { head(type::array, items); }
    constexpr void map(std::size_t pairs) { head(type::map, pairs); }
    constexpr void tag(std::uint64_t number) { head(type::tag, number); }
    constexpr void boolean(bool value) { put(value ? 0xF5 : 0xF4); }
    constexpr void null() { put(0xF6); }

    /// Items that are encoded already.
    FEMTO_OUTLINE constexpr void raw(std::span<const std::uint8_t> items) {
        for (const std::uint8_t each : items) {
            put(each);
        }
    }

    /// Bytes that all there is so far takes, there or not.
    constexpr std::size_t size() const { return size_; }

    /// Makes a byte string of all that was written since there were `from` bytes: for items within
    /// one, whose size is known when they are there.
    FEMTO_OUTLINE constexpr void enclose(std::size_t from) {
        const std::size_t size = size_ - from;
        const std::size_t end = size_;
        bytes_of(size); // where it must not stay, but there it shows its length
        const std::size_t head_size = size_ - end;
        if (size_ > room_) {
            return;
        }
        for (std::size_t i = end; i > from; --i) {
            first_[i - 1 + head_size] = first_[i - 1];
        }
        size_ = from;
        bytes_of(size);
        size_ = end + head_size;
    }

    /// All that was written.
    /// @errors  buffer_too_small, with the size it takes
    constexpr result<std::span<const std::uint8_t>> written() const {
        if (size_ > room_) {
            return {errc::buffer_too_small, static_cast<std::uint32_t>(size_)};
        }
        return std::span<const std::uint8_t>{first_, size_};
    }

private:
    constexpr void put(std::uint8_t byte) {
        if (size_ < room_) {
            first_[size_] = byte;
        }
        ++size_;
    }

    FEMTO_OUTLINE constexpr void head(type of, std::uint64_t argument) {
        const auto major = static_cast<std::uint8_t>(static_cast<std::uint8_t>(of) << 5);
        if (argument < 24) {
            put(static_cast<std::uint8_t>(major | argument));
            return;
        }
        std::uint32_t width = 0; // bytes that follow, as a power of two
        while (width < 3 && argument >> (8U << width) != 0) {
            ++width;
        }
        put(static_cast<std::uint8_t>(major | (24 + width)));
        for (std::uint32_t shift = 8U << width; shift != 0; shift -= 8) {
            put(static_cast<std::uint8_t>(argument >> (shift - 8)));
        }
    }

    std::uint8_t* first_;
    std::size_t room_;
    std::size_t size_ = 0;
};

} // namespace fc::update::cbor
