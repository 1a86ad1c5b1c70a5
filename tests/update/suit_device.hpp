// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sha256.hpp"
#include "suit_build.hpp"

#include <femto/update/suit/authenticate.hpp>
#include <femto/update/suit/processor.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

namespace suit = update::suit;
using octets = build::octets;

inline octets sha256_of(std::span<const std::uint8_t> bytes) {
    plain_sha256 hash;
    hash.update(bytes);
    platform::sha256_digest digest{};
    (void)hash.finish(digest);
    return {digest.begin(), digest.end()};
}

/// Signatures that need no library: two digests of the key and the message. Whoever has the public
/// key can sign, which is all a test of what surrounds signatures needs.
struct toy_crypto {
    using sha256 = plain_sha256;
    static constexpr bool supports(platform::signature_scheme) { return true; }

    static octets sign(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) {
        octets signed_bytes{key.begin(), key.end()};
        signed_bytes.insert(signed_bytes.end(), message.begin(), message.end());
        octets signature = sha256_of(signed_bytes);
        const octets half = sha256_of(signature);
        signature.insert(signature.end(), half.begin(), half.end());
        return signature;
    }
    bool verify(platform::signature_scheme, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
        ++verifications;
        const octets right = sign(key, message);
        return std::equal(right.begin(), right.end(), signature.begin(), signature.end());
    }

    unsigned verifications = 0;
};

inline const octets vendor(16, 0xA1);
inline const octets device_class(16, 0xB2);
inline const octets device(16, 0xC3);

/// A device with slots 0 to 9, each component of which is called by the byte of its number.
struct fake_device {
    octets vendor = test::vendor;
    octets device_class = test::device_class;
    octets device = test::device;
    std::map<unsigned, octets> digests; // of the image in each slot
    std::map<unsigned, std::uint32_t> sizes;
    unsigned matches = 0;
    bool is_broken = false;
    bool believes_all = false; // whatever the digest

    errc find(suit::component_id name, std::uint16_t& place) {
        if (name.size() != 1 || name[0].size() != 1 || name[0][0] > 9) {
            return errc::unknown_component;
        }
        place = name[0][0];
        return errc::ok;
    }
    bool is(suit::identity which, std::span<const std::uint8_t> id) {
        const octets& mine = which == suit::identity::vendor         ? vendor
                             : which == suit::identity::device_class ? device_class
                                                                     : device;
        return std::equal(mine.begin(), mine.end(), id.begin(), id.end());
    }
    result<bool> image_match(std::uint16_t place, std::span<const std::uint8_t> digest,
                             std::uint32_t size) {
        ++matches;
        if (is_broken) {
            return errc::storage_failed;
        }
        if (believes_all) {
            return true;
        }
        const octets& there = digests[place];
        return sizes[place] == size &&
               std::equal(there.begin(), there.end(), digest.begin(), digest.end());
    }
};

} // namespace fc::test
