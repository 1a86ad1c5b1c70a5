// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/key.hpp>

#include <cstdint>

namespace fc::update::suit {

/// Texts on a manifest (section 8.4.4): for people, so no device looks at one.
enum class text_key : std::uint8_t {
    manifest_description,
    update_description,
    manifest_json_source,
    manifest_yaml_source,
};
template <>
inline constexpr auto table_of<text_key> = std::to_array<key_row<text_key>>({
    {text_key::manifest_description, "suit-text-manifest-description", "8.4.4", ignored(1),
     ignored(1)},
    {text_key::update_description, "suit-text-update-description", "8.4.4", ignored(2), ignored(2)},
    {text_key::manifest_json_source, "suit-text-manifest-json-source", "8.4.4", ignored(3),
     ignored(3)},
    {text_key::manifest_yaml_source, "suit-text-manifest-yaml-source", "8.4.4", ignored(4),
     ignored(4)},
});

/// Texts on a component.
enum class component_text_key : std::uint8_t {
    vendor_name,
    model_name,
    vendor_domain,
    model_info,
    component_description,
    component_version,
};
template <>
inline constexpr auto table_of<component_text_key> = std::to_array<key_row<component_text_key>>({
    {component_text_key::vendor_name, "suit-text-vendor-name", "8.4.4", ignored(1), ignored(1)},
    {component_text_key::model_name, "suit-text-model-name", "8.4.4", ignored(2), ignored(2)},
    {component_text_key::vendor_domain, "suit-text-vendor-domain", "8.4.4", ignored(3), ignored(3)},
    {component_text_key::model_info, "suit-text-model-info", "8.4.4", ignored(4), ignored(4)},
    {component_text_key::component_description, "suit-text-component-description", "8.4.4",
     ignored(5), ignored(5)},
    {component_text_key::component_version, "suit-text-component-version", "8.4.4", ignored(6),
     ignored(6)},
});

} // namespace fc::update::suit
