// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/suit/component_id.hpp>

#include <concepts>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// What a device can be asked whether it is (section 8.4.9.1).
enum class identity : std::uint8_t { vendor, device_class, device };

/// The device as a manifest asks about it. It answers and does nothing else.
///
/// `find` tells the place that a component is called by in what follows, or why there is none
/// (unknown_component, slot_not_granted). `is` compares a UUID of 16 bytes. `image_match` compares
/// the image that this update brought to the place, or the one that is there when it brought none;
/// an error means that nobody can know, and ends the update.
template <class Recipient>
concept recipient = requires(Recipient& device, component_id name, std::uint16_t& place,
                             std::span<const std::uint8_t> bytes, std::uint32_t size) {
    { device.find(name, place) } -> std::same_as<errc>;
    { device.is(identity::vendor, bytes) } -> std::same_as<bool>;
    { device.image_match(place, bytes, size) } -> std::same_as<result<bool>>;
};

} // namespace fc::update::suit
