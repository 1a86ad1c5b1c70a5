// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/manifest/description.hpp>
#include <femto/update/suit/write_envelope.hpp>
#include <femto/update/suit/write_manifest.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli::manifest {

/// A manifest that is signed.
struct signed_image {
    std::vector<std::uint8_t> envelope{};
    platform::sha256_digest digest{}; // of the image
    bool is_integrated = false;       // the image is in the envelope
};

/// What the image is put into: a slot, or the list of tenants.
enum class content : std::uint8_t { container, tenants };

namespace detail {

/// By which a manifest finds what comes with it.
inline constexpr std::string_view within = "#image";

/// The names of the component that devices know (update/README.md).
template <class Profile>
std::vector<std::vector<std::uint8_t>> component_of(const description& of, content what) {
    const auto bytes = [](std::string_view text) {
        return std::vector<std::uint8_t>{text.begin(), text.end()};
    };
    std::vector<std::vector<std::uint8_t>> out;
    if (!Profile::is_current) {
        out.push_back(bytes("femto"));
    }
    if (what == content::tenants) {
        out.push_back(bytes("keys"));
    } else if (!Profile::is_current) {
        out.push_back(bytes(std::to_string(*of.slot)));
    } else {
        out.push_back({static_cast<std::uint8_t>(*of.slot)});
        if (of.hook) {
            out.push_back({of.hook->bytes.begin(), of.hook->bytes.end()});
        }
    }
    return out;
}

inline update::suit::optional_number number(const std::optional<std::uint32_t>& from) {
    return from ? update::suit::optional_number{*from} : update::suit::optional_number{};
}

/// What there is to say once there is room for all of it.
inline std::vector<std::uint8_t> taken(const result<std::span<const std::uint8_t>>& written) {
    if (!written) {
        throw failure{failure::kind::refused, written.error(), "", written.at()};
    }
    return {written->begin(), written->end()};
}

} // namespace detail

/// @param of  with vendor, class and sequence, of a container with a slot
/// @throws failure
template <class Profile>
signed_image sign(const description& of, content what, std::span<const std::uint8_t> image,
                  const keys::private_key& with) {
    signed_image out{.digest = keys::sha256_of(image), .is_integrated = !of.uri};
    const auto component = detail::component_of<Profile>(of, what);
    const std::vector<std::span<const std::uint8_t>> parts{component.begin(), component.end()};
    const std::string_view uri = of.uri ? std::string_view{*of.uri} : detail::within;
    const std::string name = of.name.value_or("");
    update::suit::description says{.sequence = *of.sequence,
                                   .component = parts,
                                   .vendor = of.vendor->bytes,
                                   .device_class = of.device_class->bytes,
                                   .digest = out.digest,
                                   .size = static_cast<std::uint32_t>(image.size()),
                                   .uri = uri,
                                   .position = detail::number(of.position),
                                   .budget = detail::number(of.budget),
                                   .name = name};
    if (of.device) {
        says.device = of.device->bytes;
    }
    std::vector<std::uint8_t> room(1024 + uri.size());
    const auto manifest = detail::taken(update::suit::write_manifest<Profile>(says, room));
    const keys::key_id id = keys::id_of(with.open);
    update::suit::envelope_parts envelope{
        .manifest = manifest, .scheme = with.scheme, .key_id = id};
    if (out.is_integrated) {
        envelope.uri = uri;
        envelope.image = image;
    }
    room.resize(room.size() + manifest.size() + image.size());
    out.envelope = detail::taken(update::suit::write_envelope<Profile, keys::cryptography::sha256>(
        envelope,
        [&](std::span<const std::uint8_t> message,
            std::span<std::uint8_t, platform::signature_bytes> signature) {
            return keys::sign(with, message, signature);
        },
        room));
    return out;
}

} // namespace fc::cli::manifest
