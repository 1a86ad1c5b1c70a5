// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/borrowed.hpp>
#include <femto/base/errc.hpp>
#include <femto/update/cbor/detail/nesting.hpp>
#include <femto/update/cbor/detail/utf8.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::cbor {

/// What `reader` reads, for code that takes many items in a row: the first error sticks, and from
/// then on every item is 0, empty or false. Code on a device is half as long when it asks for
/// errors once; what was taken is not to be used before.
class scanner {
public:
    using octets = std::span<const std::uint8_t>;

    /// @param bytes  less than 4 GiB; of more, none is read
    /// @param base   added to every offset told: where these bytes are in what was received
    constexpr explicit scanner(borrowed<std::uint8_t> bytes, std::uint32_t base = 0)
        : first_{bytes.data()}, base_{base} {
        if (bytes.size() <= std::numeric_limits<std::uint32_t>::max()) {
            size_ = static_cast<std::uint32_t>(bytes.size());
        }
    }

    constexpr errc error() const { return error_; }
    constexpr bool failed() const { return error_ != errc::ok; }
    /// Of the next item, which after an error is the one to blame; `base` included.
    constexpr std::uint32_t offset() const { return base_ + at_; }
    constexpr bool at_end() const { return at_ == size_; }
    /// All that is left.
    constexpr octets rest() const { return {first_ + at_, size_ - at_}; }

    /// For an error that the caller finds, at an offset it was told. The first one stays.
    FEMTO_OUTLINE constexpr void refuse(errc error, std::uint32_t at) {
        if (!failed()) {
            error_ = error;
            at_ = at - base_;
        }
    }

    /// The type of the next item.
    FEMTO_OUTLINE constexpr type peek() {
        if (at_end()) {
            refuse(errc::truncated, offset());
            return type::simple;
        }
        return static_cast<type>(first_[at_] >> 5);
    }

    constexpr std::uint64_t uint() { return take(type::uint); }
    constexpr std::uint64_t tag() { return take(type::tag); }
    constexpr std::uint32_t array() { return static_cast<std::uint32_t>(take(type::array)); }
    constexpr std::uint32_t map() { return static_cast<std::uint32_t>(take(type::map)); }
    constexpr octets bytes() { return string(type::bytes); }
    constexpr octets text() { return string(type::text); }

    FEMTO_OUTLINE constexpr std::int64_t integer() {
        const std::uint32_t from = offset();
        const bool is_negative = peek() == type::nint;
        const std::uint64_t bits = take(is_negative ? type::nint : type::uint);
        if (bits >> 63 != 0) {
            refuse(errc::value_out_of_range, from);
        }
        if (failed()) {
            return 0;
        }
        return static_cast<std::int64_t>(is_negative ? ~bits : bits);
    }

    constexpr bool boolean() { return simple(simple_false, simple_true) == simple_true; }
    constexpr void null() { simple(simple_null, simple_null); }

    /// A byte string of encoded items. Its own scanner fails on its own; `merge` tells it to this one.
    FEMTO_OUTLINE constexpr scanner nested() {
        const octets inner = bytes();
        return scanner{inner, offset() - static_cast<std::uint32_t>(inner.size())};
    }
    constexpr void merge(const scanner& inner) {
        if (inner.failed()) {
            refuse(inner.error(), inner.offset());
        }
    }

    /// Goes on within a byte string of encoded items, whose end is told: to `leave` it, which nothing in
    /// it may have gone beyond. Less code than another scanner; an item at fault may be told further on.
    FEMTO_OUTLINE constexpr std::uint32_t enter() {
        const auto size = static_cast<std::uint32_t>(take(type::bytes));
        return offset() + size;
    }
    FEMTO_OUTLINE constexpr void leave(std::uint32_t end) {
        if (offset() != end) {
            refuse(offset() < end ? errc::trailing_bytes : errc::truncated, offset());
        }
    }

    constexpr void end() {
        if (!at_end()) {
            refuse(errc::trailing_bytes, offset());
        }
    }

    /// One item with all that is in it.
    FEMTO_OUTLINE constexpr octets skip() {
        const std::uint32_t from = at_;
        detail::nesting within;
        do {
            const std::uint32_t item = offset();
            within.begin(first_ + at_);
            const type of = peek();
            const auto argument = static_cast<std::uint32_t>(take(of));
            if (of == type::bytes || of == type::text) {
                at_ += argument;
            } else if (of >= type::array && of <= type::tag) {
                if (within.full()) {
                    refuse(errc::nested_too_deep, item);
                } else if (within.enter(of, argument)) {
                    continue;
                }
            }
            if (!failed() && !within.end(first_ + at_)) {
                at_ = static_cast<std::uint32_t>(within.begun() - first_);
                error_ = errc::not_deterministic;
            }
        } while (!failed() && !within.done());
        if (failed()) {
            return {};
        }
        return {first_ + from, at_ - from};
    }

private:
    friend class reader;
    friend class map_reader;
    friend class map_scanner;

    // RFC 8949 section 3.3.
    static constexpr std::uint8_t simple_false = 20;
    static constexpr std::uint8_t simple_true = 21;
    static constexpr std::uint8_t simple_null = 22;

    /// The head of the next item (RFC 8949 section 3), which has to be of the type. Its argument is a
    /// length or count only of what is there: each item takes a byte or more.
    FEMTO_OUTLINE constexpr std::uint64_t take(type wanted) {
        std::uint64_t argument = 0;
        const errc error = take_head(wanted, argument);
        if (error != errc::ok) {
            refuse(error, offset());
        }
        return argument;
    }

    FEMTO_INLINE constexpr errc take_head(type wanted, std::uint64_t& argument) {
        const type of = peek();
        if (failed() || of != wanted) {
            return errc::unexpected_item; // unless there is an error already
        }
        std::uint32_t at = at_;
        std::uint64_t value = first_[at++] & 31U;
        if (value >= 24) {
            if (value > 27) { // 31 is an indefinite length, and the others have no meaning yet
                return errc::not_deterministic;
            }
            const std::uint32_t width = 1U << (value - 24);
            if (wanted == type::simple && width != 1) { // a floating-point number
                return errc::unexpected_item;
            }
            if (size_ - at < width) {
                return errc::truncated;
            }
            // In half the bytes it would not fit.
            value = 0;
            std::uint32_t upper = 0;
            for (std::uint32_t i = 0; i < width; ++i) {
                if (2 * i == width) {
                    upper = static_cast<std::uint32_t>(value);
                }
                value = value << 8 | first_[at++];
            }
            if (width == 1) { // nor in the initial byte, which simple values do not use to its end
                upper = value >= (wanted == type::simple ? 32U : 24U);
            }
            if (upper == 0) {
                return errc::not_deterministic;
            }
        }
        std::uint32_t left = size_ - at;
        if (wanted == type::map) {
            left /= 2;
        }
        if (wanted >= type::bytes && wanted <= type::map && value > left) {
            return errc::truncated;
        }
        if (wanted == type::text &&
            !detail::is_utf8({first_ + at, static_cast<std::uint32_t>(value)})) {
            return errc::bad_structure;
        }
        at_ = at;
        argument = value;
        return errc::ok;
    }

    FEMTO_OUTLINE constexpr octets string(type wanted) {
        const auto length = static_cast<std::uint32_t>(take(wanted));
        const octets all{first_ + at_, length};
        at_ += length;
        return all;
    }

    FEMTO_OUTLINE constexpr std::uint8_t simple(std::uint8_t one, std::uint8_t other) {
        const std::uint32_t from = offset();
        const auto value = static_cast<std::uint8_t>(take(type::simple));
        if (value != one && value != other) {
            refuse(errc::unexpected_item, from);
        }
        return value;
    }

    const std::uint8_t* first_;
    std::uint32_t size_ = 0;
    std::uint32_t at_ = 0;
    std::uint32_t base_;
    errc error_ = errc::ok;
};

} // namespace fc::update::cbor
