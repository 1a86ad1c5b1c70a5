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
    constexpr manifest_reader(const head& of, std::size_t key) : read_{of, key} {}

    constexpr result<manifest> read() {
        const item_place from = read_.head_.item(envelope_key::manifest);
        cbor::scanner in = read_.scan(from);
        take_members(in, known_numbers<Profile, manifest_key>, read_.items_);
        for (const manifest_key each :
             {manifest_key::version, manifest_key::sequence_number, manifest_key::common}) {
            if (item(each) == 0) {
                in.refuse(errc::unexpected_item, in.offset());
            }
        }
        in.go_to(item(manifest_key::version));
        if (in.uint() != manifest_version) {
            in.refuse(errc::unsupported_manifest, item(manifest_key::version));
        }
        in.go_to(item(manifest_key::sequence_number));
        in.uint();
        in.go_to(item(manifest_key::common));
        take_common(in);
        for (const section each : {section::validate, section::install, section::payload_fetch}) {
            take_section(in, each);
        }
        if (in.failed()) {
            return {in.error(), in.offset()};
        }
        return read_;
    }

private:
    // The sections stand in their order among the rows, in manifest and envelope alike.
    static constexpr std::uint32_t before_sections =
        static_cast<std::uint32_t>(manifest_key::payload_fetch) - 1;
    static_assert(static_cast<std::uint32_t>(envelope_key::install) == before_sections + 2 &&
                  static_cast<std::uint32_t>(manifest_key::validate) == before_sections + 3);

    constexpr item_place item(manifest_key key) const {
        return read_.items_[static_cast<std::size_t>(key)];
    }

    constexpr void take_common(cbor::scanner& in) {
        item_place items[static_cast<std::size_t>(common_key::shared_sequence) + 1]{};
        take_members(in, known_numbers<Profile, common_key>, items);
        read_.components_ = items[static_cast<std::size_t>(common_key::components)];
        if (read_.components_ == 0) {
            in.refuse(errc::unexpected_item, in.offset());
        }
        in.go_to(read_.components_);
        take_components(in);
        const item_place shared = items[static_cast<std::size_t>(common_key::shared_sequence)];
        read_.sections_[static_cast<std::size_t>(section::shared)] = shared;
        if (shared != 0) {
            in.go_to(shared);
            in.bytes();
        }
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    constexpr void take_components(cbor::scanner& in) const {
        std::uint32_t count = in.array();
        if (count == 0) {
            in.refuse(errc::unexpected_item, read_.components_);
        }
        for (; count != 0; --count) {
            for (std::uint32_t parts = in.array(); parts != 0; --parts) {
                in.bytes();
            }
        }
    }

    /// Section 8.6: a sequence, or the digest of one that is in the envelope. Nothing vouches for what
    /// is there and was not severed.
    constexpr void take_section(cbor::scanner& in, section of) {
        const std::uint32_t row = before_sections + static_cast<std::uint32_t>(of);
        const item_place severed = of == section::validate ? item_place{0} : read_.head_.items[row];
        const item_place own = read_.items_[row];
        item_place found = own;
        if (own != 0) {
            in.go_to(own);
            if (of != section::validate && in.peek() == cbor::type::array) {
                const auto digest = take_digest<Profile>(in);
                found = severed;
                const errc error = in.failed() ? errc::ok
                                   : severed == 0
                                       ? errc::missing_section
                                       : compare_digest<Hash>(read_.scan(severed).skip(), digest);
                if (error != errc::ok) {
                    in.refuse(error, own);
                }
            } else {
                in.bytes();
            }
        }
        if (severed != 0 && found != severed) {
            in.refuse(errc::unexpected_item, read_.head_.item(envelope_key::manifest));
        }
        read_.sections_[static_cast<std::size_t>(of)] = found;
    }

    manifest read_;
};

} // namespace fc::update::suit::detail
