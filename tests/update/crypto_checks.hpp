// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include "support/catch.hpp"

#include <femto/platform/crypto.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::test {

using byte_vector = std::vector<std::uint8_t>;
using platform::signature_scheme;

inline byte_vector bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

template <platform::crypto Crypto>
std::string sha256_of(std::span<const std::uint8_t> message) {
    typename Crypto::sha256 hash;
    hash.update(message);
    platform::sha256_digest digest{};
    REQUIRE(hash.finish(digest));
    return to_hex(digest);
}

/// FIPS 180-4, "SHA-256 Example (One-Block Message)" and its neighbours.
template <platform::crypto Crypto>
void check_sha256() {
    struct row {
        std::string message;
        const char* digest;
    };
    const row rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
         "lmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {std::string(1000000, 'a'),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    std::mt19937 random{1};
    for (const row& each : rows) {
        const byte_vector message = bytes_of_text(each.message);
        CHECK(sha256_of<Crypto>(message) == each.digest);
        // The same in pieces of any length, none among them.
        typename Crypto::sha256 hash;
        for (std::size_t at = 0; at < message.size();) {
            const std::size_t size = std::min<std::size_t>(random() % 200, message.size() - at);
            hash.update({message.data() + at, size});
            at += size;
        }
        hash.update({});
        platform::sha256_digest digest{};
        REQUIRE(hash.finish(digest));
        CHECK(to_hex(digest) == each.digest);
    }
}

struct signed_text {
    signature_scheme scheme;
    const char* key;
    byte_vector message;
    const char* signature;
};

/// RFC 8032 section 7.1, tests 1 to 3.
inline std::vector<signed_text> ed25519_vectors() {
    return {
        {signature_scheme::ed25519,
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", from_hex(""),
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
         "c"
         "f9b46bd25bf5f0595bbe24655141438e7a100b"},
        {signature_scheme::ed25519,
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", from_hex("72"),
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
         "0"
         "f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
        {signature_scheme::ed25519,
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", from_hex("af82"),
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
         "8"
         "4dc6594a7c15e9716ed28dc027beceea1ec40a"},
    };
}

/// RFC 6979 appendix A.2.5, with SHA-256.
inline std::vector<signed_text> p256_vectors() {
    constexpr const char* key = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    return {
        {signature_scheme::ecdsa_p256, key, bytes_of_text("sample"),
         "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
         "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"},
        {signature_scheme::ecdsa_p256, key, bytes_of_text("test"),
         "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
         "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"},
    };
}

template <platform::crypto Crypto>
bool verifies(Crypto& crypto, const signed_text& of) {
    return crypto.verify(of.scheme, from_hex(of.key), of.message, from_hex(of.signature));
}

/// A good signature, and that nothing else about it is good: another bit, length or scheme.
template <platform::crypto Crypto>
void check_signature(const signed_text& of) {
    Crypto crypto;
    REQUIRE(Crypto::supports(of.scheme));
    CHECK(verifies(crypto, of));

    byte_vector key = from_hex(of.key);
    byte_vector signature = from_hex(of.signature);
    byte_vector message = of.message;
    for (byte_vector* part : {&key, &signature, &message}) {
        std::size_t accepted = 0;
        for (std::size_t bit = 0; bit < part->size() * 8; ++bit) {
            auto& byte = (*part)[bit / 8];
            byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
            accepted += crypto.verify(of.scheme, key, message, signature) ? 1U : 0U;
            byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
        }
        CHECK(accepted == 0);
    }
    for (byte_vector* part : {&key, &signature}) {
        const byte_vector whole = *part;
        for (std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1,
                                 whole.size() + 1, whole.size() * 2}) {
            part->resize(size);
            CHECK(!crypto.verify(of.scheme, key, message, signature));
            *part = whole;
        }
    }
    message.push_back(0);
    CHECK(!crypto.verify(of.scheme, key, message, signature));
    message.pop_back();
    const auto other = of.scheme == signature_scheme::ed25519 ? signature_scheme::ecdsa_p256
                                                              : signature_scheme::ed25519;
    CHECK(!crypto.verify(other, key, message, signature));
    for (const std::uint8_t fill : byte_vector{0x00, 0xFF}) {
        CHECK(!crypto.verify(of.scheme, key, message, byte_vector(64, fill)));
        CHECK(!crypto.verify(of.scheme, byte_vector(key.size(), fill), message, signature));
        CHECK(!crypto.verify(of.scheme, byte_vector(key.size(), fill), message,
                             byte_vector(64, fill)));
    }
}

/// Points that signatures over many messages verify with where nobody looks (RFC 8032 section 5.1.7
/// leaves it open), and the one signature written in two ways.
template <platform::crypto Crypto>
void check_ed25519_corners() {
    Crypto crypto;
    constexpr const char* small_order[] = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        // The same points, not in canonical form.
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    const byte_vector zero(32, 0);
    std::size_t accepted = 0;
    for (const char* key : small_order) {
        for (const char* point : small_order) {
            byte_vector signature = from_hex(point);
            signature.insert(signature.end(), zero.begin(), zero.end());
            for (std::uint8_t i = 0; i < 16; ++i) {
                accepted += crypto.verify(signature_scheme::ed25519, from_hex(key), byte_vector{i},
                                          signature)
                                ? 1U
                                : 0U;
            }
        }
    }
    CHECK(accepted == 0);

    // S and S + L mean the same.
    const byte_vector order =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    for (const signed_text& each : ed25519_vectors()) {
        byte_vector signature = from_hex(each.signature);
        unsigned carry = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            carry += signature[32 + i] + unsigned{order[i]};
            signature[32 + i] = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        CHECK(!crypto.verify(each.scheme, from_hex(each.key), each.message, signature));
    }
}

template <platform::crypto Crypto>
void check_p256_corners() {
    Crypto crypto;
    const auto good = p256_vectors().front();
    const std::string order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    const std::string zero(64, '0');
    const std::string one = std::string(63, '0') + "1";
    const std::string all = std::string(64, 'f');
    const std::string r{good.signature, 64};
    const std::string s{good.signature + 64};
    const std::string numbers[] = {zero, one, order, all};
    for (const std::string& each : numbers) {
        for (const std::string& signature : {r + each, each + s, each + each}) {
            CAPTURE(signature);
            CHECK(
                !crypto.verify(good.scheme, from_hex(good.key), good.message, from_hex(signature)));
        }
    }
    const std::string prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    const std::string x{good.key, 64};
    const std::string y{good.key + 64};
    for (const std::string& key : {y + x, x + zero, zero + y, prime + y, x + prime, zero + prime,
                                   prime + prime, one + one}) {
        CAPTURE(key);
        CHECK(!crypto.verify(good.scheme, from_hex(key), good.message, from_hex(good.signature)));
    }
    // s and order - s mean the same, in ECDSA itself: a signature is no name for a message.
}

} // namespace fc::test
