// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/cose/sign1.hpp>

#include <cstdint>

namespace fc::update::cose::detail {

/// Reads the two buckets of a header (RFC 9052 section 3), the protected one first. What is not known
/// here may stand there, unless it is critical.
class header_reader {
public:
    constexpr header_reader(sign1& into, numbers accepted) : into_{into}, accepted_{accepted} {}

    FEMTO_OUTLINE constexpr void read(cbor::scanner& from, bool is_protected) {
        const std::uint32_t at = from.offset();
        cbor::map_scanner map{from};
        if (is_protected && map.left() == 0) { // an empty one is a string of no bytes
            from.refuse(errc::not_deterministic, at);
        }
        while (map.next()) {
            take_parameter(from, is_protected);
        }
        // What is critical has to be there, and to be protected (RFC 9052 section 3.1).
        if (is_protected && (critical_ & ~seen_) != 0) {
            from.refuse(errc::unexpected_item, at);
        }
    }

    constexpr bool has_algorithm() const { return (seen_ >> algorithm & 1U) != 0; }

private:
    // RFC 9052 section 3.1; 0 stands for every other label, and is reserved there.
    static constexpr std::uint32_t algorithm = 1;
    static constexpr std::uint32_t critical = 2;
    static constexpr std::uint32_t key_id = 4;
    static constexpr std::uint32_t known = 1U << algorithm | 1U << critical | 1U << key_id;

    /// Takes one label, a number or a text.
    FEMTO_OUTLINE static constexpr std::uint32_t take_label(cbor::scanner& from) {
        const cbor::type of = from.peek();
        if (of == cbor::type::uint) {
            const std::uint64_t label = from.uint();
            return label <= key_id && (known >> label & 1U) != 0 ? static_cast<std::uint32_t>(label)
                                                                 : 0;
        }
        if (of == cbor::type::nint || of == cbor::type::text) {
            from.skip();
        } else {
            from.refuse(errc::unexpected_item, from.offset());
        }
        return 0;
    }

    constexpr void take_parameter(cbor::scanner& from, bool is_protected) {
        const std::uint32_t at = from.offset();
        const std::uint32_t label = take_label(from);
        if (label == 0) {
            from.skip();
            return;
        }
        // Each in one bucket, and all but the key's name in the protected one.
        if ((seen_ >> label & 1U) != 0 || (!is_protected && label != key_id)) {
            from.refuse(errc::unexpected_item, at);
        }
        seen_ |= 1U << label;
        if (label == algorithm) {
            take_algorithm(from);
        } else if (label == critical) {
            take_critical(from);
        } else {
            into_.key_id = from.bytes();
            into_.has_key_id = true;
        }
    }

    constexpr void take_algorithm(cbor::scanner& from) {
        const std::uint32_t at = from.offset();
        const std::int64_t wide = from.integer();
        const auto number = static_cast<std::int8_t>(wide);
        for (const algorithm_row& each : algorithms) {
            if (each.number == number && number == wide &&
                (!each.is_polymorphic || accepted_ == numbers::polymorphic_too)) {
                into_.scheme = each.scheme;
                return;
            }
        }
        from.refuse(errc::unsupported_algorithm, at);
    }

    constexpr void take_critical(cbor::scanner& from) {
        const std::uint32_t at = from.offset();
        std::uint32_t labels = from.array();
        if (labels == 0) {
            from.refuse(errc::unexpected_item, at);
        }
        for (; labels != 0; --labels) {
            const std::uint32_t label_at = from.offset();
            critical_ |= 1U << take_label(from);
            if ((critical_ & 1U) != 0) {
                from.refuse(errc::unknown_critical_header, label_at);
                return;
            }
        }
    }

    sign1& into_;
    numbers accepted_;
    std::uint32_t seen_ = 0; // a bit for each label that is known
    std::uint32_t critical_ = 0;
};

} // namespace fc::update::cose::detail
