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

/// Takes items of deterministic CBOR (RFC 8949 section 4.2.1) off the front of bytes that it borrows.
///
/// Nothing else is read: an item of indefinite length, a length or number in more bytes than it
/// needs, a map whose keys do not ascend is `errc::not_deterministic`, so that what was signed can
/// be written in one way only. Floating-point numbers have no use in a manifest and are
/// `errc::unexpected_item`, even to `skip`; of simple values that nobody defined only `skip` knows.
///
/// What is refused stays the next item; `at()` is the offset of its first byte, or of that of the
/// item within it that is to blame. `errc::truncated` where the bytes end first: a length is compared
/// with what is there before anything else is done with it.
class reader {
public:
    /// @param bytes  less than 4 GiB; of more, none is read
    /// @param base   added to every offset told: where these bytes are in what was received
    constexpr explicit reader(borrowed<std::uint8_t> bytes, std::uint32_t base = 0)
        : first_{bytes.data()}, base_{base} {
        if (bytes.size() <= std::numeric_limits<std::uint32_t>::max()) {
            size_ = static_cast<std::uint32_t>(bytes.size());
        }
    }

    constexpr bool at_end() const { return at_ == size_; }
    /// Of the next item, `base` included.
    constexpr std::uint32_t offset() const { return base_ + at_; }

    /// The type of the next item.
    constexpr result<type> peek() const {
        if (at_end()) {
            return {errc::truncated, offset()};
        }
        return next();
    }

    constexpr result<std::uint64_t> uint() { return take(type::uint); }
    /// The number of a tag; what is tagged comes next.
    constexpr result<std::uint64_t> tag() { return take(type::tag); }

    /// A number of either sign.
    /// @errors  value_out_of_range beyond 64 bits with sign
    FEMTO_OUTLINE constexpr result<std::int64_t> integer() {
        const std::uint32_t from = at_;
        const bool is_negative = !at_end() && next() == type::nint;
        const auto number = take(is_negative ? type::nint : type::uint);
        if (!number) {
            return {number.error(), number.at()};
        }
        if (*number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
            return refuse(errc::value_out_of_range, from);
        }
        return static_cast<std::int64_t>(is_negative ? ~*number : *number);
    }

    constexpr result<std::span<const std::uint8_t>> bytes() { return string(type::bytes); }

    /// A byte string of encoded items, to be read in their turn.
    constexpr result<reader> nested() {
        const auto inner = bytes();
        if (!inner) {
            return {inner.error(), inner.at()};
        }
        return reader{*inner, offset() - static_cast<std::uint32_t>(inner->size())};
    }

    /// A text; of bytes, since those of type char could not be had in constant evaluation.
    /// @errors  bad_structure when it is not UTF-8
    constexpr result<std::span<const std::uint8_t>> text() { return string(type::text); }

    /// The number of items of an array; they come next.
    constexpr result<std::uint32_t> array() { return count(type::array); }
    /// The number of pairs of a map; they come next. `map_reader` looks at the order of their keys.
    constexpr result<std::uint32_t> map() { return count(type::map); }

    constexpr result<bool> boolean() {
        const auto value = simple(simple_false, simple_true);
        if (!value) {
            return {value.error(), value.at()};
        }
        return *value == simple_true;
    }
    constexpr result<void> null() {
        const auto value = simple(simple_null, simple_null);
        if (!value) {
            return {value.error(), value.at()};
        }
        return {};
    }

    /// The bytes of one item with all that is in it, whatever it is.
    /// @errors  nested_too_deep below `depth_max` levels
    /// @cost    time linear in its bytes, and in `depth_max`
    FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>> skip() {
        const std::uint32_t from = at_;
        detail::nesting within;
        do {
            const auto entered = pass_one(within);
            if (!entered) {
                at_ = from;
                return {entered.error(), entered.at()};
            }
            if (!*entered && !within.end(first_, at_)) {
                at_ = from;
                return {errc::not_deterministic, base_ + within.begun()};
            }
        } while (!within.empty());
        return std::span{first_ + from, at_ - from};
    }

    /// @errors  trailing_bytes where anything follows
    constexpr result<void> end() const {
        if (!at_end()) {
            return {errc::trailing_bytes, offset()};
        }
        return {};
    }

private:
    // RFC 8949 section 3.3.
    static constexpr std::uint8_t simple_false = 20;
    static constexpr std::uint8_t simple_true = 21;
    static constexpr std::uint8_t simple_null = 22;

    constexpr type next() const { return static_cast<type>(first_[at_] >> 5); }
    constexpr std::uint32_t left() const { return size_ - at_; }

    /// As the answer to a question that `at_` went on for: back to where it was.
    struct refusal {
        errc error;
        std::uint32_t at;
        template <class T>
        constexpr operator result<T>() const {
            return {error, at};
        }
    };
    constexpr refusal refuse(errc error, std::uint32_t from) {
        at_ = from;
        return {error, offset()};
    }

    /// The argument of the next item (RFC 8949 section 3), which has to be of the type.
    FEMTO_OUTLINE constexpr result<std::uint64_t> take(type wanted) {
        if (at_end()) {
            return {errc::truncated, offset()};
        }
        if (next() != wanted) {
            return {errc::unexpected_item, offset()};
        }
        std::uint64_t argument = first_[at_] & 31U;
        std::uint32_t following = 0;
        if (argument >= 24) {
            if (argument > 27) { // 31 is an indefinite length, and the others have no meaning yet
                return {errc::not_deterministic, offset()};
            }
            following = 1U << (argument - 24);
            if (wanted == type::simple && following != 1) { // a floating-point number
                return {errc::unexpected_item, offset()};
            }
            if (left() <= following) {
                return {errc::truncated, offset()};
            }
            argument = 0;
            for (std::uint32_t i = 1; i <= following; ++i) {
                argument = argument << 8 | first_[at_ + i];
            }
            // The least that needs so many bytes: 24, 2^8, 2^16, 2^32; of simple values 32.
            const std::uint64_t least = following != 1           ? std::uint64_t{1} << 4 * following
                                        : wanted == type::simple ? 32
                                                                 : 24;
            if (argument < least) {
                return {errc::not_deterministic, offset()};
            }
        }
        at_ += 1 + following;
        return argument;
    }

    FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>> string(type wanted) {
        const std::uint32_t from = at_;
        const auto length = take(wanted);
        if (!length) {
            return {length.error(), length.at()};
        }
        if (*length > left()) {
            return refuse(errc::truncated, from);
        }
        const std::span string{first_ + at_, static_cast<std::uint32_t>(*length)};
        if (wanted == type::text && !detail::is_utf8(string)) {
            return refuse(errc::bad_structure, from);
        }
        at_ += static_cast<std::uint32_t>(*length);
        return string;
    }

    /// Of items or pairs. Each takes a byte or two at least, so a count above those is no loop to
    /// begin.
    FEMTO_OUTLINE constexpr result<std::uint32_t> count(type wanted) {
        const std::uint32_t from = at_;
        const auto number = take(wanted);
        if (!number) {
            return {number.error(), number.at()};
        }
        if (*number > (wanted == type::map ? left() / 2 : left())) {
            return refuse(errc::truncated, from);
        }
        return static_cast<std::uint32_t>(*number);
    }

    FEMTO_OUTLINE constexpr result<std::uint8_t> simple(std::uint8_t one, std::uint8_t other) {
        const std::uint32_t from = at_;
        const auto value = take(type::simple);
        if (!value) {
            return {value.error(), value.at()};
        }
        if (*value != one && *value != other) {
            return refuse(errc::unexpected_item, from);
        }
        return static_cast<std::uint8_t>(*value);
    }

    /// Passes what is no array, map or tag, or goes into it: true when there are items in it.
    constexpr result<bool> pass_one(detail::nesting& within) {
        const std::uint32_t from = at_;
        within.begin(from);
        const auto of = peek();
        if (!of) {
            return {of.error(), of.at()};
        }
        if (*of == type::bytes || *of == type::text) {
            const auto passed = string(*of);
            if (!passed) {
                return {passed.error(), passed.at()};
            }
            return false;
        }
        if (*of != type::array && *of != type::map) {
            const auto passed = take(*of);
            if (!passed) {
                return {passed.error(), passed.at()};
            }
            if (*of != type::tag) {
                return false;
            }
        }
        std::uint32_t items = 1;
        if (*of != type::tag) {
            const auto counted = count(*of);
            if (!counted) {
                return {counted.error(), counted.at()};
            }
            items = *of == type::map ? *counted * 2 : *counted;
        }
        if (within.full()) {
            return refuse(errc::nested_too_deep, from);
        }
        within.enter(items, *of == type::map);
        return items != 0;
    }

    const std::uint8_t* first_;
    std::uint32_t size_ = 0;
    std::uint32_t at_ = 0;
    std::uint32_t base_;
};

} // namespace fc::update::cbor
