// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/key.hpp>

#include <cstdint>

namespace fc::update::suit {

/// The tag of an envelope (section 11). That of a manifest on its own, 1070, is not read: nothing
/// authenticates one.
inline constexpr std::uint64_t envelope_tag = 107;
/// The structure version both forms have (section 8.4.1).
inline constexpr std::uint64_t manifest_version = 1;

/// Members of an envelope that have a number. Those that have a text are integrated payloads. Texts
/// (suit-text) come behind all that the head of an envelope holds, and are passed over there.
enum class envelope_key : std::uint8_t {
    delegation,
    authentication_wrapper,
    manifest,
    payload_fetch,
    install,
    text,
};
template <>
inline constexpr auto table_of<envelope_key> = std::to_array<key_row<envelope_key>>({
    {envelope_key::delegation, "suit-delegation", "11.1", refused(1), refused(1)},
    {envelope_key::authentication_wrapper, "suit-authentication-wrapper", "8.3", processed(2),
     processed(2)},
    {envelope_key::manifest, "suit-manifest", "8.4", processed(3), processed(3)},
    {envelope_key::payload_fetch, "suit-payload-fetch", "8.6", processed(16), refused(8)},
    {envelope_key::install, "suit-install", "8.6", processed(20), refused(9)},
    {envelope_key::text, "suit-text", "8.6", ignored(23), refused(13)},
});

/// Members of a manifest. What prepares a payload for its run (load) would be left undone, and then
/// what runs would not be what the author described: refused. What starts it (invoke) is the hook's
/// task here: ignored.
enum class manifest_key : std::uint8_t {
    version,
    sequence_number,
    common,
    payload_fetch, // the sections that are executed in their order, as in `envelope_key`
    install,
    validate,
    load,
    invoke,
    reference_uri,
    text,
    dependency_resolution,
};
template <>
inline constexpr auto table_of<manifest_key> = std::to_array<key_row<manifest_key>>({
    {manifest_key::version, "suit-manifest-version", "8.4.1", processed(1), processed(1)},
    {manifest_key::sequence_number, "suit-manifest-sequence-number", "8.4.2", processed(2),
     processed(2)},
    {manifest_key::common, "suit-common", "8.4.5", processed(3), processed(3)},
    {manifest_key::payload_fetch, "suit-payload-fetch", "8.4.6", processed(16), refused(8)},
    {manifest_key::install, "suit-install", "8.4.6", processed(20), processed(9)},
    {manifest_key::validate, "suit-validate", "8.4.6", processed(7), processed(10)},
    {manifest_key::load, "suit-load", "8.4.6", refused(8), refused(11)},
    {manifest_key::invoke, "suit-invoke", "8.4.6", ignored(9), refused(12)},
    {manifest_key::reference_uri, "suit-reference-uri", "8.4.3", ignored(4), ignored(4)},
    {manifest_key::text, "suit-text", "8.4.4", ignored(23), ignored(13)},
    {manifest_key::dependency_resolution, "suit-dependency-resolution", "-09", absent, refused(7)},
});

/// Members of the common section.
enum class common_key : std::uint8_t {
    dependencies,
    components,
    dependency_components,
    shared_sequence,
};
template <>
inline constexpr auto table_of<common_key> = std::to_array<key_row<common_key>>({
    {common_key::dependencies, "suit-dependencies", "-09", absent, refused(1)},
    {common_key::components, "suit-components", "8.4.5", processed(2), processed(2)},
    {common_key::dependency_components, "suit-dependency-components", "-09", absent, refused(3)},
    {common_key::shared_sequence, "suit-shared-sequence", "8.4.5", processed(4), processed(4)},
});

} // namespace fc::update::suit
