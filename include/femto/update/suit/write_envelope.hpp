// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/sig_structure.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/cose/write.hpp>
#include <femto/update/suit/tables.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// Signs what is given with a private key that nobody here sees; false when it cannot.
template <class Sign>
concept signs = requires(Sign& sign, std::span<const std::uint8_t> message,
                         std::span<std::uint8_t, platform::signature_bytes> signature) {
    { sign(message, signature) } -> std::same_as<bool>;
};

/// The key that signs, and what else is in the envelope.
struct envelope_parts {
    std::span<const std::uint8_t> manifest{};
    platform::signature_scheme scheme = platform::signature_scheme::ed25519;
    std::span<const std::uint8_t> key_id{}; ///< revision -09 does not say it
    std::span<const char> uri{};            ///< of the image in the envelope; nothing when none is
    std::span<const std::uint8_t> image{};
};

namespace detail {

/// The longest container of a digest: what is signed. 36 bytes in both forms.
inline constexpr std::size_t container_bytes = 2 + 2 + 1 + platform::sha256_bytes;

template <profile Profile, platform::sha256_hash Hash>
constexpr bool write_container(cbor::writer& into, std::span<const std::uint8_t> manifest) {
    // Of the manifest as a byte string: its head is hashed before it.
    std::array<std::uint8_t, 9> head{};
    cbor::writer head_writer{head};
    head_writer.bytes_of(manifest.size());
    Hash hash;
    hash.update(*head_writer.written());
    hash.update(manifest);
    platform::sha256_digest digest{};
    into.array(2);
    into.integer(number_of<Profile>(digest_algorithm::sha256));
    const bool is_known = hash.finish(digest);
    into.bytes(digest);
    return is_known;
}

} // namespace detail

/// Writes an envelope: a manifest, its signature, and an image if it comes with it.
/// @errors  buffer_too_small, with the size it takes; crypto_failed: the digest or signature could not
///          be made; unsupported_manifest: revision -09 has no image in an envelope
template <profile Profile, platform::sha256_hash Hash, signs Sign>
constexpr result<std::span<const std::uint8_t>>
write_envelope(const envelope_parts& of, Sign&& sign, std::span<std::uint8_t> out) {
    if (!Profile::is_current && !of.uri.empty()) {
        return errc::unsupported_manifest;
    }
    std::array<std::uint8_t, detail::container_bytes> container_room{};
    cbor::writer container_writer{container_room};
    if (!detail::write_container<Profile, Hash>(container_writer, of.manifest)) {
        return errc::crypto_failed;
    }
    const auto container = *container_writer.written();

    std::array<std::uint8_t, cose::sig_structure_bytes> header_room{};
    cbor::writer header{header_room};
    const bool is_current = Profile::is_current;
    cose::write_protected_header(header,
                                 cose::number_of(of.scheme, is_current
                                                                ? cose::numbers::fully_specified
                                                                : cose::numbers::polymorphic_too),
                                 is_current ? of.key_id : std::span<const std::uint8_t>{});
    const auto protected_header = header.written();
    std::array<std::uint8_t, cose::sig_structure_bytes> message_room{};
    const cose::string_head wrapped{container.size()};
    const auto message = protected_header ? cose::sig_structure(*protected_header,
                                                                {wrapped, container}, message_room)
                                          : protected_header;
    if (!message) {
        return errc::value_out_of_range; // no device verifies under a name of this length
    }
    std::array<std::uint8_t, platform::signature_bytes> signature{};
    if (!sign(*message, std::span<std::uint8_t, platform::signature_bytes>{signature})) {
        return errc::crypto_failed;
    }

    cbor::writer into{out};
    if (is_current) {
        into.tag(envelope_tag);
    }
    into.map(of.uri.empty() ? 2 : 3);
    into.integer(number_of<Profile>(envelope_key::authentication_wrapper));
    const std::size_t wrapper = into.size();
    into.array(is_current ? 2 : 1);
    if (is_current) {
        into.bytes(container);
    }
    const std::size_t block = into.size();
    cose::write_sign1(into, {.protected_header = *protected_header,
                             .payload = container,
                             .signature = signature,
                             .is_detached = is_current});
    into.enclose(block);
    into.enclose(wrapper);
    into.integer(number_of<Profile>(envelope_key::manifest));
    into.bytes(of.manifest);
    if (!of.uri.empty()) {
        into.text(of.uri);
        into.bytes(of.image);
    }
    return into.written();
}

} // namespace fc::update::suit
