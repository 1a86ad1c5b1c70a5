// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/file.hpp>
#include <femto/cli/keys/der.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/keys/pem.hpp>
#include <femto/cli/streams.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Keys as openssl keeps them: public ones as SubjectPublicKeyInfo (RFC 5280), private ones as PKCS #8
// (RFC 5958), those of P-256 also as they are without that around them (RFC 5915).

namespace fc::cli::keys {

namespace detail {

inline constexpr std::array<std::uint8_t, 3> id_ed25519{0x2B, 0x65, 0x70}; // 1.3.101.112
inline constexpr std::array<std::uint8_t, 7> id_ec_key{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
inline constexpr std::array<std::uint8_t, 8> id_p256{0x2A, 0x86, 0x48, 0xCE,
                                                     0x3D, 0x03, 0x01, 0x07};
inline constexpr std::uint8_t uncompressed = 4; // a point, SEC 1 section 2.3.3

inline bool are(der::octets one, der::octets other) { return std::ranges::equal(one, other); }

/// What an AlgorithmIdentifier says; nothing for any other.
inline std::optional<scheme> take_algorithm(der::reader& from) {
    der::reader in{from.take(der::sequence)};
    const auto id = in.take(der::object_identifier);
    std::optional<scheme> out;
    if (are(id, id_ed25519)) {
        out = scheme::ed25519;
    } else if (are(id, id_ec_key) && are(in.take(der::object_identifier), id_p256)) {
        out = scheme::ecdsa_p256;
    }
    return in.failed() || !in.at_end() ? std::nullopt : out;
}

/// A point without the byte that says how it is written.
inline std::optional<public_key> key_of_bits(scheme of, der::octets bits) {
    if (of == scheme::ecdsa_p256 && !bits.empty() && bits[0] == uncompressed) {
        bits = bits.subspan(1);
    }
    public_key out{of, {bits.begin(), bits.end()}};
    return out.bytes.size() == update::cose::key_bytes(of) && is_on_curve(out) ? std::optional{out}
                                                                               : std::nullopt;
}

inline std::vector<std::uint8_t> algorithm_of(scheme of) {
    return of == scheme::ed25519
               ? der::value(der::sequence, {der::value(der::object_identifier, {id_ed25519})})
               : der::value(der::sequence, {der::value(der::object_identifier, {id_ec_key}),
                                            der::value(der::object_identifier, {id_p256})});
}

inline std::vector<std::uint8_t> bits_of(const public_key& of) {
    static constexpr std::array<std::uint8_t, 2> point{0, uncompressed};
    return der::value(der::bit_string,
                      {der::octets{point}.first(of.scheme == scheme::ed25519 ? 1 : 2), of.bytes});
}

/// What is in a block, and whether the block is what it says.
struct found_key {
    scheme of;
    std::vector<std::uint8_t> secret{};
    std::optional<public_key> open{};
};

/// ECPrivateKey (RFC 5915).
/// @param needs_curve  nothing around it says which
inline std::optional<found_key> read_ec(der::octets bytes, bool needs_curve) {
    der::reader whole{bytes};
    der::reader in{whole.take(der::sequence)};
    const bool is_version_1 = are(in.take(der::integer), std::array<std::uint8_t, 1>{1});
    const auto secret = in.take(der::octet_string);
    found_key out{scheme::ecdsa_p256, {secret.begin(), secret.end()}};
    if (in.has(der::context_0) || needs_curve) {
        der::reader curve{in.take(der::context_0)};
        if (!are(curve.take(der::object_identifier), id_p256)) {
            return std::nullopt;
        }
    }
    if (in.has(der::context_1)) {
        der::reader point{in.take(der::context_1)};
        out.open = key_of_bits(scheme::ecdsa_p256, point.take_bits());
        if (!out.open) {
            return std::nullopt;
        }
    }
    const bool is_whole = !in.failed() && in.at_end() && whole.at_end();
    return is_version_1 && is_whole && secret.size() == 32 ? std::optional{out} : std::nullopt;
}

/// OneAsymmetricKey, which was PrivateKeyInfo.
inline std::optional<found_key> read_pkcs8(der::octets bytes) {
    der::reader whole{bytes};
    der::reader in{whole.take(der::sequence)};
    const auto version = in.take(der::integer);
    const auto of = take_algorithm(in);
    const auto secret = in.take(der::octet_string);
    if (in.has(der::context_0)) { // attributes
        in.take(der::context_0);
    }
    std::optional<public_key> open;
    if (of && in.has(der::context_1_primitive)) {
        open = key_of_bits(*of, in.take_bits(der::context_1_primitive));
        if (!open) {
            return std::nullopt;
        }
    }
    if (!of || version.size() != 1 || version[0] > 1 || in.failed() || !in.at_end() ||
        !whole.at_end()) {
        return std::nullopt;
    }
    if (*of == scheme::ecdsa_p256) {
        return read_ec(secret, false);
    }
    der::reader inner{secret};
    const auto seed = inner.take(der::octet_string);
    return seed.size() == 32 && inner.at_end()
               ? std::optional{found_key{*of, {seed.begin(), seed.end()}, open}}
               : std::nullopt;
}

inline std::optional<public_key> read_spki(der::octets bytes) {
    der::reader whole{bytes};
    der::reader in{whole.take(der::sequence)};
    const auto of = take_algorithm(in);
    const auto bits = in.take_bits();
    return of && !in.failed() && in.at_end() && whole.at_end() ? key_of_bits(*of, bits)
                                                               : std::nullopt;
}

inline std::vector<pem_block> key_blocks(const std::string& file, streams& io) {
    constexpr std::size_t bytes_max = 65536;
    const auto bytes = read_file(file, io, bytes_max);
    auto out = read_pem({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    // openssl ecparam writes the curve before the key.
    std::erase_if(out, [](const pem_block& each) { return each.label == "EC PARAMETERS"; });
    if (out.size() != 1) {
        throw bad_key(file, out.empty() ? "is no key in PEM" : "has more than one block of PEM");
    }
    return out;
}

inline failure no_key(const std::string& file, const std::string& label) {
    return bad_key(file,
                   label == "PRIVATE KEY" || label == "PUBLIC KEY" || label == "EC PRIVATE KEY"
                       ? "is no key of Ed25519 or P-256, or a damaged one"
                       : "holds a " + label + ", and no key of Ed25519 or P-256");
}

} // namespace detail

/// @throws failure  refused
inline private_key read_private_key(const std::string& file, streams& io) {
    const auto blocks = detail::key_blocks(file, io);
    const std::string& label = blocks[0].label;
    if (label == "PUBLIC KEY") {
        throw bad_key(file, "is a public key: only the private one can sign");
    }
    const auto found = label == "PRIVATE KEY"      ? detail::read_pkcs8(blocks[0].bytes)
                       : label == "EC PRIVATE KEY" ? detail::read_ec(blocks[0].bytes, true)
                                                   : std::nullopt;
    if (!found) {
        throw detail::no_key(file, label);
    }
    try {
        private_key out = key_of_secret(found->of, found->secret);
        if (found->open && *found->open != out.open) {
            throw bad_key(file, "its public key is not that of its secret");
        }
        return out;
    } catch (const failure& error) {
        throw error.exit_status() == 2 || error.message().starts_with(file)
            ? error
            : bad_key(file, error.message());
    }
}

/// @throws failure  refused, for a private key too: it has no business where a public one does
inline public_key read_public_key(const std::string& file, streams& io) {
    require_cryptography();
    const auto blocks = detail::key_blocks(file, io);
    if (blocks[0].label.ends_with("PRIVATE KEY")) {
        throw bad_key(file, "is a private key, and here its public one is wanted "
                            "(openssl pkey -in FILE -pubout)");
    }
    const auto out =
        blocks[0].label == "PUBLIC KEY" ? detail::read_spki(blocks[0].bytes) : std::nullopt;
    if (!out) {
        throw detail::no_key(file, blocks[0].label);
    }
    return *out;
}

/// What can be said of a key in the open.
struct any_key {
    public_key open;
    bool is_private = false; ///< the file has the other half, too
};

/// Whichever half a file holds.
/// @throws failure  refused
inline any_key read_any_key(const std::string& file, streams& io) {
    require_cryptography();
    const auto blocks = detail::key_blocks(file, io);
    return blocks[0].label.ends_with("PRIVATE KEY") ? any_key{read_private_key(file, io).open, true}
                                                    : any_key{read_public_key(file, io)};
}

inline std::string pem_of(const public_key& of) {
    return write_pem("PUBLIC KEY", der::value(der::sequence, {detail::algorithm_of(of.scheme),
                                                              detail::bits_of(of)}));
}

inline std::string pem_of(const private_key& of) {
    static constexpr std::array<std::uint8_t, 3> version_0{der::integer, 1, 0};
    static constexpr std::array<std::uint8_t, 3> version_1{der::integer, 1, 1};
    const auto secret = der::value(der::octet_string, {of.secret});
    const auto inner =
        of.scheme == scheme::ed25519
            ? secret
            : der::value(der::sequence, {version_1, secret,
                                         der::value(der::context_1, {detail::bits_of(of.open)})});
    return write_pem("PRIVATE KEY",
                     der::value(der::sequence, {version_0, detail::algorithm_of(of.scheme),
                                                der::value(der::octet_string, {inner})}));
}

} // namespace fc::cli::keys
