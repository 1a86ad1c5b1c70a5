// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/uuid.hpp>
#include <femto/port/crypto/libsodium.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/sig_structure.hpp>
#include <femto/update/cose/write.hpp>

#include <sodium.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

using byte_string = std::vector<std::uint8_t>;

inline platform::sha256_digest sha256_of(std::span<const std::uint8_t> from) {
    crypto::libsodium::sha256 hash;
    hash.update(from);
    platform::sha256_digest out{};
    if (!hash.finish(out)) {
        throw "libsodium cannot hash";
    }
    return out;
}

/// An Ed25519 key pair made from a number, so that tests are the same each time.
struct signer {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    std::array<std::uint8_t, 8> id{};

    explicit signer(std::uint8_t number) {
        const std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed{number};
        crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
        id.fill(number);
    }
    byte_string sign(std::span<const std::uint8_t> message) const {
        byte_string out(crypto_sign_BYTES);
        crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret.data());
        return out;
    }
};

/// Bytes that a function writes as CBOR.
template <class Write>
byte_string cbor_of(Write write) {
    byte_string out(1 << 16);
    update::cbor::writer to{out};
    write(to);
    out.resize(to.written()->size());
    return out;
}

/// An image on its way to one slot. What a test leaves alone is right.
struct shipment {
    byte_string image{};
    std::uint64_t sequence = 1;
    std::uint8_t slot = 0;
    std::optional<uuid> hook{};
    bool is_for_keys = false;
    uuid vendor{{1}};
    uuid device_class{{2}};
    std::optional<uuid> device{};
    std::optional<std::uint64_t> position{};
    std::optional<std::uint64_t> budget{};
    std::optional<std::string> name{};
    std::string uri = "#image";
    /// What the payload in the envelope is called, if not as the URI says.
    std::optional<std::string> payload_name{};
    /// Says another digest or size than those of the image.
    std::optional<platform::sha256_digest> digest{};
    std::optional<std::uint64_t> size{};
    bool checks_identity = true;
    bool checks_image = true;

    byte_string component() const {
        return cbor_of([&](update::cbor::writer& to) {
            if (is_for_keys) {
                to.array(1);
                to.bytes(std::array<std::uint8_t, 4>{'k', 'e', 'y', 's'});
                return;
            }
            to.array(hook ? 2 : 1);
            to.bytes(std::array{slot});
            if (hook) {
                to.bytes(hook->bytes);
            }
        });
    }
    byte_string manifest() const {
        const auto wrapped_digest = cbor_of([&](update::cbor::writer& to) {
            to.array(2);
            to.integer(-16);
            to.bytes(digest ? *digest : sha256_of(image));
        });
        const auto shared = cbor_of([&](update::cbor::writer& to) {
            to.array(2 + (checks_identity ? 4 : 0) + (device ? 2 : 0));
            to.uint(20);
            to.map(device ? 5 : 4);
            to.uint(1);
            to.bytes(vendor.bytes);
            to.uint(2);
            to.bytes(device_class.bytes);
            to.uint(3);
            to.bytes(wrapped_digest);
            to.uint(14);
            to.uint(size ? *size : image.size());
            if (device) {
                to.uint(24);
                to.bytes(device->bytes);
            }
            for (const std::uint64_t condition : {1U, 2U, 24U}) {
                if (condition == 24 ? device.has_value() : checks_identity) {
                    to.uint(condition);
                    to.uint(15);
                }
            }
        });
        const auto install = cbor_of([&](update::cbor::writer& to) {
            to.array(4 + (checks_image ? 2 : 0));
            to.uint(20);
            to.map(std::size_t{1} + (position ? 1 : 0) + (budget ? 1 : 0) + (name ? 1 : 0));
            to.uint(21);
            to.text(std::span<const char>{uri});
            if (position) {
                to.integer(-257);
                to.uint(*position);
            }
            if (budget) {
                to.integer(-258);
                to.uint(*budget);
            }
            if (name) {
                to.integer(-259);
                to.text(std::span<const char>{*name});
            }
            to.uint(21);
            to.uint(15);
            if (checks_image) {
                to.uint(3);
                to.uint(15);
            }
        });
        const auto common = cbor_of([&](update::cbor::writer& to) {
            to.map(2);
            to.uint(2);
            to.array(1);
            to.raw(component());
            to.uint(4);
            to.bytes(shared);
        });
        return cbor_of([&](update::cbor::writer& to) {
            to.map(4);
            to.uint(1);
            to.uint(1);
            to.uint(2);
            to.uint(sequence);
            to.uint(3);
            to.bytes(common);
            to.uint(20);
            to.bytes(install);
        });
    }
    /// @param by  whose secret signs
    /// @param as  whose key it says that is; nobody's if null
    byte_string envelope(const signer& by, const signer* as) const {
        const auto wrapped = cbor_of([&](update::cbor::writer& to) { to.bytes(manifest()); });
        const auto digest_of_manifest = cbor_of([&](update::cbor::writer& to) {
            to.array(2);
            to.integer(-16);
            to.bytes(sha256_of(wrapped));
        });
        const auto header = cbor_of([&](update::cbor::writer& to) {
            update::cose::write_protected_header(to, -19,
                                                 as != nullptr
                                                     ? std::span<const std::uint8_t>{as->id}
                                                     : std::span<const std::uint8_t>{});
        });
        byte_string room(256);
        const auto signature = by.sign(*update::cose::sig_structure(
            header, {update::cose::string_head{digest_of_manifest.size()}, digest_of_manifest},
            room));
        const auto sign1 = cbor_of([&](update::cbor::writer& to) {
            to.tag(18);
            to.array(4);
            to.raw(header);
            to.map(0);
            to.null();
            to.bytes(signature);
        });
        const auto authentication = cbor_of([&](update::cbor::writer& to) {
            to.array(2);
            to.bytes(digest_of_manifest);
            to.bytes(sign1);
        });
        const bool is_integrated = uri.starts_with("#");
        return cbor_of([&](update::cbor::writer& to) {
            to.tag(107);
            to.map(is_integrated ? 3 : 2);
            to.uint(2);
            to.bytes(authentication);
            to.uint(3);
            to.raw(wrapped);
            if (is_integrated) {
                to.text(std::span<const char>{payload_name ? *payload_name : uri});
                to.bytes(image);
            }
        });
    }
    byte_string envelope(const signer& by) const { return envelope(by, &by); }
};

} // namespace fc::test
