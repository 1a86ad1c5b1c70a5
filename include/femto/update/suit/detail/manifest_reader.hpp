// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/suit/detail/members.hpp>
#include <femto/update/suit/digest.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/manifest.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit::detail {

/// Reads what a manifest consists of, but no command of it. Its signature was verified before: its
/// author is known, and may still be wrong in every way.
template <profile Profile, class Hash>
class manifest_reader {
public:
    constexpr manifest_reader(const head& of, std::size_t key) : head_{of} {
        read_.items_ = of;
        read_.key_ = key;
    }

    constexpr result<manifest> read() {
        take_map(head_.item(envelope_key::manifest), known_keys<Profile, manifest_key>, items_,
                 rows_before(manifest_key::payload_fetch));
        if (take_uint(items_[0]) != manifest_version) {
            refuse(errc::unsupported_manifest, scan(items_[0]).offset());
        }
        read_.number_ = items_[1];
        take_uint(items_[1]);
        item common[table_of<common_key>.size()]{};
        take_map(items_[2], known_keys<Profile, common_key>, common,
                 1U << static_cast<std::uint32_t>(common_key::components));
        take_components(common[static_cast<std::size_t>(common_key::components)]);
        take_sequence(section::shared,
                      common[static_cast<std::size_t>(common_key::shared_sequence)], nullptr);
        // Each section's row is one and the same in manifest and envelope.
        constexpr auto first = static_cast<std::uint32_t>(manifest_key::payload_fetch);
        take_sequence(section::payload_fetch, items_[first], head_.items[first]);
        take_sequence(section::install, items_[first + 1], head_.items[first + 1]);
        take_sequence(section::validate, items_[first + 2], nullptr);
        if (error_ != errc::ok) {
            return {error_, at_};
        }
        return read_;
    }

private:
    using item = const std::uint8_t*;
    static_assert(static_cast<int>(manifest_key::payload_fetch) ==
                      static_cast<int>(envelope_key::payload_fetch) &&
                  static_cast<int>(manifest_key::install) ==
                      static_cast<int>(envelope_key::install));

    static constexpr std::uint32_t rows_before(manifest_key key) {
        return (1U << static_cast<std::uint32_t>(key)) - 1;
    }
    constexpr cbor::scanner scan(item at) const { return head_.scan(at); }

    /// The first error stays.
    FEMTO_OUTLINE constexpr void refuse(errc error, std::uint32_t at) {
        if (error_ == errc::ok) {
            error_ = error;
            at_ = at;
        }
    }
    constexpr void note(const cbor::scanner& of) { refuse(of.error(), of.offset()); }

    FEMTO_OUTLINE constexpr std::uint64_t take_uint(item number) {
        cbor::scanner in = scan(number);
        const std::uint64_t value = in.uint();
        note(in);
        return value;
    }

    /// A map in a byte string, in which nothing is unknown and each row is that is needed.
    FEMTO_OUTLINE constexpr void take_map(item wrapped, std::span<const known_key> known,
                                          item* items, std::uint32_t needed) {
        cbor::scanner outer = scan(wrapped);
        cbor::scanner in = outer.nested();
        in.merge(outer);
        if (take_members(in, known, items) != 0) {
            in.refuse(errc::unsupported_manifest, in.offset());
        }
        in.end();
        for (; needed != 0; needed >>= 1U, ++items) {
            if (needed % 2 != 0 && *items == nullptr) {
                in.refuse(errc::unexpected_item, in.offset());
            }
        }
        note(in);
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    constexpr void take_components(item list) {
        read_.components_ = list;
        cbor::scanner in = scan(list);
        const std::uint32_t count = in.array();
        for (std::uint32_t i = 0; i < count; ++i) {
            for (std::uint32_t parts = in.array(); parts != 0; --parts) {
                in.bytes();
            }
        }
        if (count == 0) {
            in.refuse(errc::unexpected_item, in.offset());
        }
        note(in);
    }

    /// Section 8.6: a sequence, or the digest of one that is in the envelope. Nothing vouches for one
    /// in the envelope that is not severed.
    FEMTO_OUTLINE constexpr void take_sequence(section of, item sequence, item severed) {
        if (sequence == nullptr && severed == nullptr) {
            return;
        }
        cbor::scanner in = scan(sequence);
        const std::uint32_t from = in.offset();
        if (severed != nullptr && (sequence == nullptr || in.peek() != cbor::type::array)) {
            in.refuse(errc::unexpected_item, from);
        } else if ((of == section::payload_fetch || of == section::install) &&
                   in.peek() == cbor::type::array) {
            const auto digest = take_digest<Profile>(in);
            if (!in.failed()) {
                in.refuse(severed == nullptr ? errc::missing_section
                                             : compare_digest<Hash>(scan(severed).skip(), digest),
                          from);
            }
            sequence = severed;
        } else {
            in.bytes();
        }
        read_.sections_[static_cast<std::size_t>(of)] = sequence;
        note(in);
    }

    const head& head_;
    item items_[table_of<manifest_key>.size()]{};
    manifest read_{};
    std::uint32_t at_ = 0;
    errc error_ = errc::ok;
};

} // namespace fc::update::suit::detail
