// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/borrowed.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
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
    constexpr explicit scanner(borrowed<std::uint8_t> bytes) : first_{bytes.data()} {
        if (bytes.size() <= std::numeric_limits<std::uint32_t>::max()) {
            end_ = static_cast<std::uint32_t>(bytes.size());
        }
    }

    constexpr errc error() const { return fc::detail::errc_of(error_); }
    constexpr bool failed() const { return error_ != fc::detail::errc_byte::ok; }
    /// Of the next item, which after an error is the one to blame.
    constexpr std::uint32_t offset() const { return at_; }
    /// Where the last item ends.
    constexpr std::uint32_t limit() const { return end_; }
    constexpr bool at_end() const { return at_ == end_; }
    /// All that is left.
    constexpr octets rest() const { return {first_ + at_, end_ - at_}; }
    /// All from an offset to the next item.
    constexpr octets since(std::uint32_t from) const { return {first_ + from, at_ - from}; }

    /// For an error that the caller finds, at an offset it was told. The first one stays.
    FEMTO_OUTLINE constexpr void refuse(errc error, std::uint32_t at) {
        if (!failed()) {
            error_ = fc::detail::byte_of(error);
            at_ = at;
        }
    }
    /// The same of the item that was taken last.
    FEMTO_OUTLINE constexpr void refuse(errc error) { refuse(error, item_); }
    /// Goes on with another item, whose offset it told.
    FEMTO_INLINE constexpr void go_to(std::uint32_t item) {
        if (!failed()) {
            at_ = item;
        }
    }

    /// The type of the next item; `simple` after an error.
    FEMTO_OUTLINE constexpr type peek() {
        if (at_end()) {
            refuse(errc::truncated, at_);
        }
        return failed() ? type::simple : static_cast<type>(first_[at_] >> 5);
    }

    FEMTO_INLINE constexpr std::uint64_t uint() { return take(type::uint); }
    constexpr std::uint64_t tag() { return take(type::tag); }
    constexpr std::uint32_t array() { return static_cast<std::uint32_t>(take(type::array)); }
    constexpr std::uint32_t map() { return static_cast<std::uint32_t>(take(type::map)); }
    constexpr octets bytes() { return string(type::bytes); }
    constexpr octets text() { return string(type::text); }

    FEMTO_OUTLINE constexpr std::int64_t integer() {
        const bool is_negative = peek() == type::nint;
        const std::uint64_t bits = take(is_negative ? type::nint : type::uint);
        if (bits >> 63 != 0) {
            refuse(errc::value_out_of_range);
        }
        if (failed()) {
            return 0;
        }
        return static_cast<std::int64_t>(is_negative ? ~bits : bits);
    }
    /// A number that stands for something: 0, which stands for nothing, where it has more than 32 bits.
    FEMTO_OUTLINE constexpr std::int32_t key() {
        const bool is_negative = peek() == type::nint;
        const std::uint64_t bits = take(is_negative ? type::nint : type::uint);
        if (failed() || bits >> 31 != 0) {
            return 0;
        }
        const auto number = static_cast<std::int32_t>(bits);
        return is_negative ? ~number : number;
    }

    FEMTO_OUTLINE constexpr bool boolean() {
        const std::uint32_t value = static_cast<std::uint32_t>(take(type::simple)) - simple_false;
        if (value > 1) {
            refuse(errc::unexpected_item);
        }
        return value == 1;
    }
    FEMTO_OUTLINE constexpr void null() {
        if (static_cast<std::uint32_t>(take(type::simple)) != simple_null) {
            refuse(errc::unexpected_item);
        }
    }

    /// Goes on within a byte string of encoded items, as if there was nothing behind it.
    /// @return  what to `leave` it with
    FEMTO_OUTLINE constexpr std::uint32_t enter() {
        const auto size = static_cast<std::uint32_t>(take(type::bytes));
        const std::uint32_t outer = end_;
        end_ = at_ + size;
        return outer;
    }
    /// The byte string has to end here.
    FEMTO_INLINE constexpr void leave(std::uint32_t outer) {
        end();
        end_ = outer;
    }
    /// Goes on elsewhere, outside of a byte string that was entered.
    /// @param item   whose offset it told
    /// @param outer  what `enter` returned
    constexpr void resume(std::uint32_t item, std::uint32_t outer) {
        end_ = outer;
        go_to(item);
    }
    /// A byte string of encoded items, to be read in their turn: with errors of its own, which `merge`
    /// tells to this one.
    constexpr scanner nested() {
        scanner inner = *this;
        inner.enter();
        bytes();
        return inner;
    }
    constexpr void merge(const scanner& inner) { // wherever it is, in the same bytes
        if (inner.failed()) {
            refuse(inner.error(), inner.offset());
        }
    }

    constexpr void end() {
        if (!at_end()) {
            refuse(errc::trailing_bytes, at_);
        }
    }

    /// One item with all that is in it.
    constexpr octets skip() {
        const std::uint32_t from = at_;
        pass();
        return failed() ? octets{} : since(from);
    }
    FEMTO_OUTLINE constexpr void pass() {
        detail::level levels[depth_max + 2]; // the last is of what has no items
        detail::level* inner = levels;
        inner->items = 1;
        inner->is_map = false;
        do {
            inner->item = first_ + at_;
            const type of = peek();
            const auto argument = static_cast<std::uint32_t>(take(of));
            ++inner;
            inner->items = 0;
            if (of == type::bytes || of == type::text) {
                at_ += argument;
            } else if (of >= type::array && of <= type::tag) {
                if (inner == levels + depth_max + 1) {
                    refuse(errc::nested_too_deep);
                }
                inner->begin(of, argument);
            }
            while (inner->items == 0 && inner != levels) {
                --inner;
                if (!inner->end_item(first_ + at_)) {
                    refuse(errc::not_deterministic,
                           static_cast<std::uint32_t>(inner->item - first_));
                }
            }
        } while (!failed() && levels->items != 0);
    }

private:
    friend class reader;
    friend class map_reader;
    friend class map_scanner;

    // RFC 8949 section 3.3.
    static constexpr std::uint32_t simple_false = 20; // and true behind it
    static constexpr std::uint32_t simple_null = 22;

    /// The head of the next item (RFC 8949 section 3), which has to be of the type. Its argument is a
    /// length or count only of what is there: each item takes a byte or more.
    FEMTO_OUTLINE constexpr std::uint64_t take(type wanted) {
        std::uint64_t argument = 0;
        if (!failed()) {
            item_ = at_;
            error_ = fc::detail::byte_of(take_head(wanted, argument));
        }
        return argument;
    }

    FEMTO_INLINE constexpr errc take_head(type wanted, std::uint64_t& argument) {
        std::uint32_t at = at_;
        if (at == end_) {
            return errc::truncated;
        }
        const std::uint8_t head = first_[at++];
        if (static_cast<type>(head >> 5) != wanted) {
            return errc::unexpected_item;
        }
        std::uint64_t value = head & 31U;
        if (value >= 24) {
            if (value > 27) { // 31 is an indefinite length, and the others have no meaning yet
                return errc::not_deterministic;
            }
            const std::uint32_t width = 1U << (value - 24);
            if (wanted == type::simple && width != 1) { // a floating-point number
                return errc::unexpected_item;
            }
            if (end_ - at < width) {
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
                upper = static_cast<std::uint32_t>(value) >= (wanted == type::simple ? 32U : 24U);
            }
            if (upper == 0) {
                return errc::not_deterministic;
            }
        }
        std::uint32_t left = end_ - at;
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

    const std::uint8_t* first_;
    std::uint32_t at_ = 0;
    std::uint32_t end_ = 0;
    std::uint32_t item_ = 0; // that was taken last
    fc::detail::errc_byte error_ = fc::detail::errc_byte::ok;
};

} // namespace fc::update::cbor
