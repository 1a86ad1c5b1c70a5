// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::fuzz {

using bytes = std::span<const std::uint8_t>;

struct easy_crypto {
    struct sha256 {
        fc::platform::sha256_digest sum{};
        void update(bytes of) {
            for (const std::uint8_t each : of) {
                sum[0] = static_cast<std::uint8_t>(sum[0] + each);
            }
        }
        bool finish(fc::platform::sha256_digest& out) {
            out = sum;
            return true;
        }
    };
    static constexpr bool supports(fc::platform::signature_scheme) { return true; }
    bool verify(fc::platform::signature_scheme, bytes, bytes, bytes signature) {
        return !signature.empty() && signature[0] == 1;
    }
};

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
    bytes some(std::size_t size) {
        const auto out = left_.first(size < left_.size() ? size : left_.size());
        left_ = left_.subspan(out.size());
        return out;
    }

private:
    bytes left_;
};

/// An envelope that is sent, in blocks.
struct shipment {
    std::size_t block;
    bytes manifest;
    bytes image;

    static shipment take(input& from) {
        const std::size_t block = 1U + from.byte();
        const bytes manifest = from.some(from.byte() * 2U);
        return {block, manifest, from.some(from.byte() * 8U)};
    }
};

/// Passes over what follows a step that is no shipment.
inline void skip(input& from, std::uint8_t step) {
    switch (step & 15U) {
    case 1:
    case 3: from.some(from.byte()); break;
    case 13: from.some(2); break;
    default: break;
    }
}

} // namespace fc::fuzz
