// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace fc::test {

/// SHA-256 as FIPS 180-4 tells it, for tests that need no library: all bytes first, then all blocks.
class plain_sha256 {
public:
    void update(std::span<const std::uint8_t> piece) {
        bytes_.insert(bytes_.end(), piece.begin(), piece.end());
    }
    bool finish(platform::sha256_digest& out) {
        const std::uint64_t bits = std::uint64_t{8} * bytes_.size();
        bytes_.push_back(0x80);
        while (bytes_.size() % 64 != 56) {
            bytes_.push_back(0);
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes_.push_back(static_cast<std::uint8_t>(bits >> shift));
        }
        std::array<std::uint32_t, 8> state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
        for (std::size_t at = 0; at < bytes_.size(); at += 64) {
            block(state, std::span{bytes_}.subspan(at, 64));
        }
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
        }
        return true;
    }

private:
    static void block(std::array<std::uint32_t, 8>& state, std::span<const std::uint8_t> bytes) {
        std::array<std::uint32_t, 64> words{};
        for (std::size_t i = 0; i < 64; ++i) {
            if (i < 16) {
                for (std::size_t byte = 0; byte < 4; ++byte) {
                    words[i] = words[i] << 8 | bytes[4 * i + byte];
                }
                continue;
            }
            const std::uint32_t low = words[i - 15];
            const std::uint32_t high = words[i - 2];
            words[i] = words[i - 16] + words[i - 7] +
                       (std::rotr(low, 7) ^ std::rotr(low, 18) ^ low >> 3) +
                       (std::rotr(high, 17) ^ std::rotr(high, 19) ^ high >> 10);
        }
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t i = 0; i < 64; ++i) {
            const std::uint32_t one = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                      ((e & f) ^ (~e & g)) + constants[i] + words[i];
            const std::uint32_t two = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) +
                                      ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + one;
            d = c;
            c = b;
            b = a;
            a = one + two;
        }
        const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) {
            state[i] += added[i];
        }
    }

    static constexpr std::array<std::uint32_t, 64> constants{
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2};

    std::vector<std::uint8_t> bytes_;
};

} // namespace fc::test
