// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/key.hpp>

#include <cstdint>

namespace fc::update::suit {

/// Parameters, first those that a component keeps. Position, budget and name are femto's own, for the
/// hook a container is attached to. The draft leaves numbers from -255 to -1 to standards (section
/// 11) and calls custom what is below -256 (section 8.4.9).
enum class parameter : std::uint8_t {
    vendor_identifier,
    class_identifier,
    device_identifier,
    image_digest,
    image_size,
    content,
    uri,
    position, ///< among the containers of its hook, 0 for the first [uint]
    budget,   ///< of one run [instruction slots, uint]
    name,     ///< for people [text]
    strict_order,
    soft_failure,
    use_before,
    component_slot,
    source_component,
    invoke_arguments,
    fetch_arguments,
};
inline constexpr std::uint32_t kept_parameters = static_cast<std::uint32_t>(parameter::name) + 1;

template <>
inline constexpr auto table_of<parameter> = std::to_array<key_row<parameter>>({
    {parameter::vendor_identifier, "suit-parameter-vendor-identifier", "8.4.8.3", processed(1),
     processed(1)},
    {parameter::class_identifier, "suit-parameter-class-identifier", "8.4.8.4", processed(2),
     processed(2)},
    {parameter::device_identifier, "suit-parameter-device-identifier", "8.4.8.5", processed(24),
     refused(24)},
    {parameter::image_digest, "suit-parameter-image-digest", "8.4.8.6", processed(3), processed(3)},
    {parameter::image_size, "suit-parameter-image-size", "8.4.8.7", processed(14), processed(14)},
    {parameter::content, "suit-parameter-content", "8.4.8.9", processed(18), absent},
    {parameter::uri, "suit-parameter-uri", "8.4.8.10", processed(21), processed(21)},
    {parameter::position, "femto-parameter-position", "8.4.8.16", processed(-257), absent},
    {parameter::budget, "femto-parameter-budget", "8.4.8.16", processed(-258), absent},
    {parameter::name, "femto-parameter-name", "8.4.8.16", processed(-259), absent},
    {parameter::strict_order, "suit-parameter-strict-order", "8.4.8.14", processed(12),
     refused(12)},
    {parameter::soft_failure, "suit-parameter-soft-failure", "8.4.8.15", processed(13),
     refused(13)},
    {parameter::use_before, "suit-parameter-use-before", "-09", absent, refused(4)},
    {parameter::component_slot, "suit-parameter-component-slot", "8.4.8.8", refused(5), refused(5)},
    {parameter::source_component, "suit-parameter-source-component", "8.4.8.11", refused(22),
     refused(22)},
    {parameter::invoke_arguments, "suit-parameter-invoke-args", "8.4.8.12", refused(23),
     refused(23)},
    {parameter::fetch_arguments, "suit-parameter-fetch-arguments", "8.4.8.13", refused(25), absent},
});

} // namespace fc::update::suit
