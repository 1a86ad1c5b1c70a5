// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/same_bytes.hpp>
#include <femto/update/detail/component.hpp>
#include <femto/update/detail/hosted.hpp>
#include <femto/update/identity.hpp>
#include <femto/update/suit/recipient.hpp>

#include <cstdint>
#include <span>

namespace fc::update::detail {

/// A device, as the manifest at hand asks about it.
template <class Config>
class recipient {
public:
    recipient(hosted<Config>& device, const identity& about) : device_{device}, about_{about} {}

    /// Another manifest begins.
    /// @param slots  that the tenant who signed it was granted; none for a root
    void begin(const suit::manifest& of, bool is_by_root, std::uint32_t slots) {
        manifest_ = &of;
        is_by_root_ = is_by_root;
        granted_ = slots;
        found_ = 0;
    }

    // What suit::recipient is.

    /// No place is found twice in one manifest: the second image would be written over the first.
    errc find(const suit::component_id& id, std::uint16_t& place) {
        place = place_of<typename Config::manifest_profile>(id);
        const bool is_keys = place == keys_place;
        const std::uint32_t bit = 1U << place % 32; // a root has no slots, and a tenant no keys
        if ((!is_keys && place >= Config::slots) || (found_ & bit) != 0) {
            return errc::unknown_component;
        }
        auto& at = device_.at(place);
        errc error = errc::ok;
        if (is_keys && !is_by_root_) {
            error = errc::root_key_required;
        } else if (!is_keys && (granted_ & bit) == 0) {
            error = errc::slot_not_granted;
        } else if (manifest_->sequence() < at.record().sequence) {
            error = errc::stale_sequence; // before anything of the others is written
        } else {
            found_ |= bit;
            at.forget_image();
        }
        return error;
    }
    bool is(suit::identity what, std::span<const std::uint8_t> id) const {
        const uuid& mine = what == suit::identity::vendor         ? about_.vendor
                           : what == suit::identity::device_class ? about_.device_class
                                                                  : about_.device;
        return same_bytes(id, mine.bytes);
    }
    /// Of the bytes as they lie in storage, not as they came.
    result<bool> image_match(std::uint16_t place, std::span<const std::uint8_t> digest,
                             std::uint32_t size) {
        const auto& at = device_.at(place);
        auto bytes = at.incoming();
        if (bytes.empty()) {
            bytes = at.image();
        }
        return !bytes.empty() && bytes.size() == size &&
               device_.has_digest(bytes, digest.first<32>());
    }

private:
    hosted<Config>& device_;
    const identity& about_;
    const suit::manifest* manifest_ = nullptr;
    std::uint32_t granted_ = 0; // slots, a bit for each
    std::uint32_t found_ = 0;   // places of this manifest
    bool is_by_root_ = false;
};

} // namespace fc::update::detail
