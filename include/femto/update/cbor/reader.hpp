// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/borrowed.hpp>
#include <femto/base/errc.hpp>
#include <femto/base/result.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>
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
    /// What was taken from offset `from` on, or the error, which does not stick here. Stands first,
    /// since clang 14 finds no template below its use in constant evaluation.
    template <class T>
    constexpr result<T> answer(T taken, std::uint32_t from) {
        const errc error = items_.error();
        if (error != errc::ok) {
            const std::uint32_t at = offset();
            items_.error_ = fc::detail::errc_byte::ok;
            items_.at_ = from;
            return {error, at};
        }
        return taken;
    }

public:
    /// @param bytes  less than 4 GiB; of more, none is read
    /// @param base   added to every offset told: where these bytes are in what was received
    constexpr explicit reader(borrowed<std::uint8_t> bytes, std::uint32_t base = 0)
        : items_{bytes}, base_{base} {}

    constexpr bool at_end() const { return items_.at_end(); }
    /// Of the next item, `base` included.
    constexpr std::uint32_t offset() const { return base_ + items_.offset(); }

    /// The type of the next item.
    constexpr result<type> peek() const {
        if (at_end()) {
            return {errc::truncated, offset()};
        }
        scanner ahead = items_;
        return ahead.peek();
    }

    constexpr result<std::uint64_t> uint() { return take(type::uint); }
    /// The number of a tag; what is tagged comes next.
    constexpr result<std::uint64_t> tag() { return take(type::tag); }

    /// A number of either sign.
    /// @errors  value_out_of_range beyond 64 bits with sign
    FEMTO_OUTLINE constexpr result<std::int64_t> integer() {
        const std::uint32_t from = items_.at_;
        return answer(items_.integer(), from);
    }

    constexpr result<std::span<const std::uint8_t>> bytes() { return string(type::bytes); }

    /// A byte string of encoded items, to be read in their turn.
    FEMTO_OUTLINE constexpr result<reader> nested() {
        const std::uint32_t from = items_.at_;
        return answer(reader{items_.nested(), base_}, from);
    }

    /// A text; of bytes, since those of type char could not be had in constant evaluation.
    /// @errors  bad_structure when it is not UTF-8
    constexpr result<std::span<const std::uint8_t>> text() { return string(type::text); }

    /// The number of items of an array; they come next.
    constexpr result<std::uint32_t> array() { return count(type::array); }
    /// The number of pairs of a map; they come next. `map_reader` looks at the order of their keys.
    constexpr result<std::uint32_t> map() { return count(type::map); }

    FEMTO_OUTLINE constexpr result<bool> boolean() {
        const std::uint32_t from = items_.at_;
        return answer(items_.boolean(), from);
    }
    FEMTO_OUTLINE constexpr result<void> null() {
        const std::uint32_t from = items_.at_;
        items_.null();
        const auto taken = answer(true, from);
        return taken ? result<void>{} : result<void>{taken.error(), taken.at()};
    }

    /// The bytes of one item with all that is in it, whatever it is.
    /// @errors  nested_too_deep below `depth_max` levels
    /// @cost    time linear in its bytes, and in `depth_max`
    FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>> skip() {
        const std::uint32_t from = items_.at_;
        return answer(items_.skip(), from);
    }

    /// @errors  trailing_bytes where anything follows
    constexpr result<void> end() const {
        if (!at_end()) {
            return {errc::trailing_bytes, offset()};
        }
        return {};
    }

private:
    friend class map_reader;

    constexpr reader(scanner items, std::uint32_t base) : items_{items}, base_{base} {}

    FEMTO_OUTLINE constexpr result<std::uint64_t> take(type wanted) {
        const std::uint32_t from = items_.at_;
        return answer(items_.take(wanted), from);
    }
    FEMTO_OUTLINE constexpr result<std::uint32_t> count(type wanted) {
        const std::uint32_t from = items_.at_;
        return answer(static_cast<std::uint32_t>(items_.take(wanted)), from);
    }
    FEMTO_OUTLINE constexpr result<std::span<const std::uint8_t>> string(type wanted) {
        const std::uint32_t from = items_.at_;
        return answer(items_.string(wanted), from);
    }

    scanner items_;
    std::uint32_t base_;
};

} // namespace fc::update::cbor
