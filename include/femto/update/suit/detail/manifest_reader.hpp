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
        cbor::scanner in = head_.scan(head_.item(envelope_key::manifest));
        const std::uint32_t from = in.offset();
        take_members(in);
        for (const section each : {section::payload_fetch, section::install}) {
            // Nothing vouches for what is in the envelope, and was not severed.
            const item severed = severed_of(each);
            if (severed != nullptr && severed != read_.sections_[static_cast<std::size_t>(each)]) {
                in.refuse(errc::unexpected_item, from);
            }
        }
        if (in.failed()) {
            return {in.error(), in.offset()};
        }
        return read_;
    }

private:
    using item = const std::uint8_t*;

    // The sections stand in their order among the rows, in manifest and envelope alike.
    static constexpr std::uint32_t first_section =
        static_cast<std::uint32_t>(manifest_key::payload_fetch) - 1;
    static_assert(static_cast<std::uint32_t>(envelope_key::install) == first_section + 2 &&
                  static_cast<std::uint32_t>(manifest_key::validate) == first_section + 3);

    /// What is in the envelope for it.
    constexpr item severed_of(section of) const {
        return of == section::validate
                   ? nullptr
                   : head_.items[first_section + static_cast<std::uint32_t>(of)];
    }

    constexpr void take_members(cbor::scanner& in) {
        std::uint32_t missing = (1U << (first_section + 1)) - 1; // all before the sections
        const std::uint32_t end = in.enter();
        members all{in, known_keys<Profile, manifest_key>};
        while (all.next()) {
            missing &= ~(1U << all.row());
            const std::uint32_t from = in.offset();
            switch (static_cast<manifest_key>(all.row())) {
            case manifest_key::version:
                if (in.uint() != manifest_version) {
                    in.refuse(errc::unsupported_manifest, from);
                }
                break;
            case manifest_key::sequence_number:
                read_.number_ = in.rest().data();
                in.uint();
                break;
            case manifest_key::common: take_common(in); break;
            case manifest_key::payload_fetch:
            case manifest_key::install:
            case manifest_key::validate:
                take_sequence(in, static_cast<section>(all.row() - first_section));
                break;
            default: in.skip(); break;
            }
        }
        all.end();
        if (missing != 0) {
            in.refuse(errc::unexpected_item, in.offset());
        }
        in.leave(end);
    }

    constexpr void take_common(cbor::scanner& in) {
        const std::uint32_t end = in.enter();
        members all{in, known_keys<Profile, common_key>};
        while (all.next()) {
            const item at = in.rest().data();
            if (all.row() == static_cast<std::uint8_t>(common_key::components)) {
                read_.components_ = at;
                take_components(in);
            } else {
                read_.sections_[static_cast<std::size_t>(section::shared)] = at;
                in.bytes();
            }
        }
        all.end();
        if (read_.components_ == nullptr) {
            in.refuse(errc::unexpected_item, in.offset());
        }
        in.leave(end);
    }

    /// Section 8.4.5: at least one, each a list of byte strings.
    static constexpr void take_components(cbor::scanner& in) {
        const std::uint32_t from = in.offset();
        std::uint32_t count = in.array();
        if (count == 0) {
            in.refuse(errc::unexpected_item, from);
        }
        for (; count != 0; --count) {
            for (std::uint32_t parts = in.array(); parts != 0; --parts) {
                in.bytes();
            }
        }
    }

    /// Section 8.6: a sequence, or the digest of one that is in the envelope.
    constexpr void take_sequence(cbor::scanner& in, section of) {
        const std::uint32_t from = in.offset();
        item sequence = in.rest().data();
        if (of != section::validate && in.peek() == cbor::type::array) {
            const auto digest = take_digest<Profile>(in);
            sequence = severed_of(of);
            const errc error = in.failed() ? errc::ok
                               : sequence == nullptr
                                   ? errc::missing_section
                                   : compare_digest<Hash>(head_.scan(sequence).skip(), digest);
            if (error != errc::ok) {
                in.refuse(error, from);
            }
        } else {
            in.bytes();
        }
        read_.sections_[static_cast<std::size_t>(of)] = sequence;
    }

    const head& head_;
    manifest read_{};
};

} // namespace fc::update::suit::detail
