// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/cbor/members.hpp>
#include <femto/update/suit/digest.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/manifest.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit::detail {

/// Reads what a manifest consists of, but no command of it. Its signature was verified before: its
/// author is known, and may still be wrong in every way. A member that is not there is looked for at
/// offset 0, where no item of its type is.
template <profile Profile, class Hash>
class manifest_reader {
public:
    static constexpr result<manifest> read(const head& of, std::size_t key) {
        result<manifest> made{std::in_place, manifest::maker{}, of, key};
        cbor::scanner in = of.scan(of.item(envelope_key::manifest));
        manifest_reader{of, *made}.take(in);
        if (in.failed()) {
            made = {in.error(), in.offset()};
        }
        return made;
    }

private:
    // The sections stand in their order among the rows, in manifest and envelope alike.
    static constexpr std::uint32_t before_sections =
        static_cast<std::uint32_t>(manifest_key::payload_fetch) - 1;
    static_assert(static_cast<std::uint32_t>(envelope_key::install) == before_sections + 2 &&
                  static_cast<std::uint32_t>(manifest_key::validate) == before_sections + 3);

    constexpr manifest_reader(const head& of, manifest& into) : head_{of}, into_{into} {}

    /// Takes a byte string of a map in which nothing may be unknown.
    template <class Key, std::size_t Room>
    static constexpr void take_map(cbor::scanner& in, std::uint32_t (&items)[Room]) {
        const std::uint32_t outer = in.enter();
        if (cbor::find_members(in, known_numbers<Profile, Key>, items) != 0) {
            in.refuse(errc::unsupported_manifest, in.offset());
        }
        in.leave(outer);
    }
    template <class Key>
    static constexpr std::uint32_t row(Key key) {
        return static_cast<std::uint32_t>(key);
    }

    constexpr void take(cbor::scanner& in) {
        std::uint32_t items[row(manifest_key::text) + 1]{};
        take_map<manifest_key>(in, items);
        in.go_to(items[row(manifest_key::version)]);
        if (in.uint() != manifest_version) {
            in.refuse(errc::unsupported_manifest);
        }
        into_.number_ = items[row(manifest_key::sequence_number)];
        in.go_to(into_.number_);
        in.uint();
        in.go_to(items[row(manifest_key::common)]);
        take_common(in);
        for (std::uint32_t i = sections - 1; i != 0; --i) {
            into_.sections_[i] =
                take_section(in, static_cast<section>(i), items[before_sections + i]);
        }
    }

    FEMTO_INLINE constexpr void take_common(cbor::scanner& in) {
        std::uint32_t items[row(common_key::shared_sequence) + 1]{};
        take_map<common_key>(in, items);
        into_.components_ = items[row(common_key::components)];
        in.go_to(into_.components_);
        take_components(in);
        into_.sections_[0] = items[row(common_key::shared_sequence)];
        if (into_.sections_[0] != 0) {
            in.go_to(into_.sections_[0]);
            in.bytes();
        }
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    static constexpr void take_components(cbor::scanner& in) {
        std::uint32_t count = in.array();
        if (count == 0) {
            in.refuse(errc::unexpected_item);
        }
        for (; count != 0; --count) {
            for (std::uint32_t parts = in.array(); parts != 0; --parts) {
                in.bytes();
            }
        }
    }

    /// Section 8.6: a sequence, or the digest of one that is in the envelope. Nothing vouches for what
    /// is there and was not severed.
    FEMTO_INLINE constexpr std::uint32_t take_section(cbor::scanner& in, section of,
                                                      std::uint32_t item) const {
        const bool is_severable = of != section::validate;
        const std::uint32_t severed =
            is_severable ? head_.items[before_sections + static_cast<std::uint32_t>(of)] : 0;
        in.go_to(item);
        const bool is_severed = is_severable && item != 0 && in.peek() == cbor::type::array;
        if (is_severed) {
            const auto digest = take_digest<Profile>(in);
            if (severed == 0) {
                in.refuse(errc::missing_section, item);
            }
            if (!in.failed()) {
                cbor::scanner section_in_envelope = head_.scan(severed);
                in.refuse(compare_digest<Hash>(section_in_envelope.skip(), digest), item);
            }
            return severed;
        }
        if (item != 0) {
            in.bytes();
        }
        if (severed != 0) {
            in.refuse(errc::unexpected_item, head_.item(envelope_key::manifest));
        }
        return item;
    }

    const head& head_;
    manifest& into_;
};

} // namespace fc::update::suit::detail
