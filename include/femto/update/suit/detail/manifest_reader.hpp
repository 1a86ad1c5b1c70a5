// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
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
    constexpr manifest_reader(const head& of, manifest& into) : head_{of}, into_{into} {}

    /// @param in  at the manifest
    FEMTO_INLINE constexpr void take(cbor::scanner& in) {
        std::uint32_t items[row(manifest_key::text) + 1]{};
        take_map<manifest_key>(in, items);
        in.go_to(items[row(manifest_key::version)]);
        if (in.key() != manifest_version) {
            in.refuse(errc::unsupported_manifest);
        }
        in.go_to(items[row(manifest_key::sequence_number)]);
        into_.sequence_ = in.uint();
        in.go_to(items[row(manifest_key::common)]);
        items[first_section] = take_common(in);
        for (std::uint32_t i = sections; i-- != 0;) {
            into_.sections_[i] =
                take_section(in, static_cast<section>(i), items[first_section + i]);
        }
    }

private:
    template <class Key>
    static constexpr std::uint32_t row(Key key) {
        return static_cast<std::uint32_t>(key);
    }

    // The sections stand in their order among the rows, in manifest and envelope alike. In front of
    // them is what has the shared one.
    static constexpr std::uint32_t first_section = row(manifest_key::common);
    static_assert(row(manifest_key::payload_fetch) == first_section + 1 &&
                  row(manifest_key::install) == first_section + 2 &&
                  row(manifest_key::validate) == first_section + 3 &&
                  row(envelope_key::payload_fetch) == first_section + 1 &&
                  row(envelope_key::install) == first_section + 2);

    /// Takes a byte string of a map in which nothing may be unknown.
    template <class Key, std::size_t Room>
    static constexpr void take_map(cbor::scanner& in, std::uint32_t (&items)[Room]) {
        const auto& known = known_numbers<Profile, Key>;
        static_assert(Room >= known.size());
        take_map(in, known.data(), known.size(), items);
    }
    FEMTO_OUTLINE static constexpr void take_map(cbor::scanner& in, const std::int16_t* known,
                                                 std::uint32_t size, std::uint32_t* items) {
        const std::uint32_t outer = in.enter();
        if (cbor::detail::find_members(in, known, size, items, false) != 0) {
            in.refuse(errc::unsupported_manifest, in.offset());
        }
        in.leave(outer);
    }

    /// @return  the shared sequence
    FEMTO_INLINE constexpr std::uint32_t take_common(cbor::scanner& in) {
        std::uint32_t items[row(common_key::shared_sequence) + 1]{};
        take_map<common_key>(in, items);
        into_.components_ = items[row(common_key::components)];
        in.go_to(into_.components_);
        into_.component_count_ = take_components(in);
        return items[row(common_key::shared_sequence)];
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    /// @return  how many
    static constexpr std::uint32_t take_components(cbor::scanner& in) {
        const std::uint32_t count = in.array();
        if (count == 0) {
            in.refuse(errc::unexpected_item);
        }
        for (std::uint32_t left = count; left != 0; --left) {
            for (std::uint32_t parts = in.array(); parts != 0; --parts) {
                in.bytes();
            }
        }
        return count;
    }

    /// Section 8.6: a sequence, or the digest of one that is in the envelope. Nothing vouches for what
    /// is there and was not severed.
    FEMTO_INLINE constexpr std::uint32_t take_section(cbor::scanner& in, section of,
                                                      std::uint32_t item) const {
        const bool is_severable = of == section::payload_fetch || of == section::install;
        const std::uint32_t severed = is_severable ? head_.items[first_section + row(of)] : 0;
        in.go_to(item);
        if (is_severable && item != 0 && in.peek() == cbor::type::array) {
            take_digest_of<Profile, Hash>(severed, head_, in);
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
