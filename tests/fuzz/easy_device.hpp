// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/hook.hpp>
#include <femto/platform/crypto.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// What the targets that play with a whole device have in common.

namespace fc::fuzz {

using bytes = std::span<const std::uint8_t>;

/// Time passes when an input says so.
struct board {
    std::uint32_t ms = 0;
    std::uint32_t now_ms() const { return ms; }
};

/// A sum that is no digest, so that inputs can be made that match it; a signature is right when its first
/// byte says so. @tparam Add  a byte to the sum
template <std::uint8_t (*Add)(std::uint8_t, std::uint8_t)>
struct summing_crypto {
    struct sha256 {
        platform::sha256_digest sum{};
        void update(bytes of) {
            for (const std::uint8_t each : of) {
                sum[0] = Add(sum[0], each);
            }
        }
        bool finish(platform::sha256_digest& out) {
            out = sum;
            return true;
        }
    };
    static constexpr bool supports(platform::signature_scheme) { return true; }
    bool verify(platform::signature_scheme, bytes, bytes, bytes signature) {
        return !signature.empty() && signature[0] == 1;
    }
};

inline constexpr std::array<std::uint8_t, 8> key_id{1, 1, 1, 1, 1, 1, 1, 1};
inline constexpr std::array<std::uint8_t, 32> public_key{7};

struct event {
    std::uint64_t value = 0;
};
template <class Config>
inline constexpr hook_description<Config> about_tick{.id = uuid{{0x71}}, .name = "tick"};

/// Takes an input apart.
class input {
public:
    explicit input(bytes from) : left_{from} {}
    bool is_empty() const { return left_.empty(); }
    const std::uint8_t* at() const { return left_.data(); }
    std::uint8_t byte() {
        const auto one = some(1);
        return one.empty() ? std::uint8_t{0} : one.front();
    }
    std::uint32_t word() {
        std::uint32_t out = 0;
        for (int i = 0; i < 4; ++i) {
            out = out << 8U | byte();
        }
        return out;
    }
    bytes some(std::size_t size) {
        const auto out = left_.first(size < left_.size() ? size : left_.size());
        left_ = left_.subspan(out.size());
        return out;
    }

private:
    bytes left_;
};

} // namespace fc::fuzz
