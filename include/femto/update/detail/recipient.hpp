// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/hosted.hpp>
#include <femto/update/identity.hpp>
#include <femto/update/suit/component_id.hpp>
#include <femto/update/suit/manifest.hpp>
#include <femto/update/suit/recipient.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::detail {

/// What a component of a manifest is called: the slot, and the hook its container is for.
///
///     current:  [slot: bstr .size 1, hook: bstr .size 16], [slot], ['keys']
///     draft -09: ['femto', digit], ['femto', 'keys']
struct component_name {
    std::uint16_t place = 0;
    std::array<std::uint8_t, 16> hook{};
};

/// The number that stands for the list of tenants: no slot has it.
inline constexpr std::uint16_t keys_place = 256;

constexpr bool is_text(std::span<const std::uint8_t> bytes, std::span<const char> text) {
    bool same = bytes.size() == text.size();
    for (std::size_t i = 0; same && i < text.size(); ++i) {
        same = bytes[i] == static_cast<std::uint8_t>(text[i]);
    }
    return same;
}

inline constexpr char keys_word[4] = {'k', 'e', 'y', 's'};
inline constexpr char femto_word[5] = {'f', 'e', 'm', 't', 'o'};

constexpr platform::sha256_digest digest_of(std::span<const std::uint8_t> bytes) {
    platform::sha256_digest out{};
    for (std::size_t i = 0; i < out.size() && i < bytes.size(); ++i) {
        out[i] = bytes[i];
    }
    return out;
}

/// @errors  unknown_component
template <class Profile>
constexpr result<component_name> read_component(const suit::component_id& id) {
    component_name out;
    const auto first = id[0];
    if constexpr (Profile::is_current) {
        if (id.size() == 1 && is_text(first, keys_word)) {
            out.place = keys_place;
            return out;
        }
        const auto hook = id[1];
        if (first.size() != 1 || id.size() > 2 ||
            (id.size() == 2 && hook.size() != out.hook.size())) {
            return errc::unknown_component;
        }
        out.place = first[0];
        for (std::size_t i = 0; i < hook.size(); ++i) {
            out.hook[i] = hook[i];
        }
    } else {
        const auto second = id[1];
        if (id.size() != 2 || !is_text(first, femto_word)) {
            return errc::unknown_component;
        }
        if (is_text(second, keys_word)) {
            out.place = keys_place;
            return out;
        }
        if (second.size() != 1 || second[0] < '0' || second[0] > '9') {
            return errc::unknown_component;
        }
        out.place = static_cast<std::uint16_t>(second[0] - '0');
    }
    return out;
}

/// A device, as the manifest at hand asks about it.
template <class Config>
class recipient {
public:
    recipient(hosted<Config>& device, const identity& about) : device_{device}, about_{about} {}

    /// A manifest by another signer begins.
    /// @param tenant  of the list of tenants; null for a root
    void begin(const tenant_entry* tenant) {
        slots_granted_ = tenant != nullptr ? tenant->slots : 0;
        is_by_root_ = tenant == nullptr;
        brought_ = {};
    }
    /// An image is whole in storage, and not committed.
    void bring(std::uint16_t place, std::span<const std::uint8_t> image) {
        for (brought_image& each : brought_) {
            if (each.place == place) {
                each.bytes = image;
            }
        }
    }
    /// The image that came to a place; nothing if none did.
    std::span<const std::uint8_t> brought(std::uint16_t place) const {
        for (const brought_image& each : brought_) {
            if (each.place == place) {
                return each.bytes;
            }
        }
        return {};
    }
    slot<typename Config::storage>& slot_at(std::uint16_t place) {
        return place == keys_place ? device_.key_slot() : device_.slots()[place].kept;
    }

    // What suit::recipient is.

    /// No place is found twice in one manifest: the second image would be written over the first.
    result<std::uint16_t> find(const suit::component_id& id) {
        const auto name = read_component<typename Config::manifest_profile>(id);
        if (!name) {
            return name.error();
        }
        if (name->place == keys_place) {
            return is_by_root_ ? take(name->place) : errc::root_key_required;
        }
        if (name->place >= Config::slots) {
            return {errc::unknown_component, name->place};
        }
        if ((slots_granted_ >> name->place & 1U) == 0) {
            return {errc::slot_not_granted, name->place};
        }
        return take(name->place);
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
        auto bytes = brought(place);
        if (bytes.empty()) {
            const auto& at = slot_at(place);
            if (!at.record().has_image()) {
                return false;
            }
            bytes = at.image(at.record().active);
        }
        return bytes.size() == size && device_.has_digest(bytes, digest_of(digest));
    }

private:
    static constexpr std::uint16_t no_place = 0xFFFF;
    struct brought_image {
        std::span<const std::uint8_t> bytes{};
        std::uint16_t place = no_place;
    };

    FEMTO_OUTLINE result<std::uint16_t> take(std::uint16_t place) {
        for (brought_image& each : brought_) {
            if (each.place == no_place) {
                each.place = place;
                return place;
            }
            if (each.place == place) {
                break;
            }
        }
        return {errc::unknown_component, place};
    }

    hosted<Config>& device_;
    const identity& about_;
    std::array<brought_image, Config::components> brought_{};
    std::uint32_t slots_granted_ = 0;
    bool is_by_root_ = false;
};

} // namespace fc::update::detail
