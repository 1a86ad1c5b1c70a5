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
        read_.first_ = of.first;
        read_.key_ = key;
    }

    constexpr result<manifest> read() {
        octets items[rows<manifest_key>]{};
        take_map<manifest_key>(head_.item(envelope_key::manifest), items,
                               bit(manifest_key::version) | bit(manifest_key::sequence_number) |
                                   bit(manifest_key::common));
        const auto item = [&items](manifest_key key) {
            return items[static_cast<std::size_t>(key)];
        };
        const octets version = item(manifest_key::version);
        if (take_uint(version) != manifest_version) {
            refuse(errc::unsupported_manifest, scan(version).offset());
        }
        read_.sequence_ = take_uint(item(manifest_key::sequence_number));

        octets common[rows<common_key>]{};
        take_map<common_key>(item(manifest_key::common), common, bit(common_key::components));
        take_components(common[static_cast<std::size_t>(common_key::components)]);

        take_sequence(section::shared,
                      common[static_cast<std::size_t>(common_key::shared_sequence)], {});
        take_sequence(section::payload_fetch, item(manifest_key::payload_fetch),
                      head_.item(envelope_key::payload_fetch));
        take_sequence(section::install, item(manifest_key::install),
                      head_.item(envelope_key::install));
        take_sequence(section::validate, item(manifest_key::validate), {});
        if (error_ != errc::ok) {
            return {error_, at_};
        }
        return read_;
    }

private:
    using octets = cbor::scanner::octets;
    template <class Key>
    static constexpr std::size_t rows = table_of<Key>.size();

    constexpr cbor::scanner scan(octets part) const { return head_.scan(part); }

    /// The first error stays.
    constexpr void refuse(errc error, std::uint32_t at) {
        if (error_ == errc::ok) {
            error_ = error;
            at_ = at;
        }
    }
    constexpr void note(const cbor::scanner& of) { refuse(of.error(), of.offset()); }

    template <class Key>
    static constexpr std::uint32_t bit(Key key) {
        return 1U << static_cast<std::uint32_t>(key);
    }

    constexpr std::uint64_t take_uint(octets item) {
        cbor::scanner in = scan(item);
        const std::uint64_t number = in.uint();
        note(in);
        return number;
    }

    template <class Key>
    constexpr void take_map(octets wrapped, octets* items, std::uint32_t needed) {
        cbor::scanner outer = scan(wrapped);
        cbor::scanner in = outer.nested();
        in.merge(outer);
        if (take_members(in, known_keys<Profile, Key>, items) != 0) {
            in.refuse(errc::unsupported_manifest, in.offset());
        }
        in.end();
        for (std::size_t i = 0; i < rows<Key>; ++i) {
            if ((needed >> i & 1U) != 0 && items[i].empty()) {
                in.refuse(errc::unexpected_item, in.offset());
            }
        }
        note(in);
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    constexpr void take_components(octets item) {
        cbor::scanner in = scan(item);
        const std::uint32_t count = in.array();
        read_.component_count_ = count;
        read_.components_ = in.rest();
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
    FEMTO_OUTLINE constexpr void take_sequence(section of, octets item, octets severed) {
        if (item.empty() && severed.empty()) {
            return;
        }
        cbor::scanner in = scan(item);
        const std::uint32_t from = in.offset();
        const bool is_severable = of == section::payload_fetch || of == section::install;
        if (is_severable && in.peek() == cbor::type::array) {
            const auto digest = take_digest<Profile>(in);
            if (!in.failed()) {
                in.refuse(severed.empty() ? errc::missing_section
                                          : compare_digest<Hash>(severed, digest),
                          from);
            }
            if (in.failed()) {
                note(in);
                return;
            }
            in = scan(severed);
        } else if (!severed.empty()) {
            refuse(errc::unexpected_item, scan(severed).offset());
        }
        read_.sections_[static_cast<std::size_t>(of)] = in.bytes();
        note(in);
    }

    const head& head_;
    manifest read_{};
    std::uint32_t at_ = 0;
    errc error_ = errc::ok;
};

} // namespace fc::update::suit::detail
