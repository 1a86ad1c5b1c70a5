// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <cstdint>
#include <span>
#include <tuple>

namespace fc::crypto {

/// Several libraries as one: each scheme is verified by the first that supports it, and the first
/// hashes.
///
///     using cryptography = fc::crypto::together<fc::crypto::libsodium, fc::crypto::psa>;
template <platform::crypto First, platform::crypto... Others>
class together {
public:
    using sha256 = typename First::sha256;

    static constexpr bool supports(platform::signature_scheme of) {
        return First::supports(of) || (Others::supports(of) || ...);
    }

    bool verify(platform::signature_scheme of, std::span<const std::uint8_t> key,
                std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) {
        return std::apply(
            [&](auto&... each) {
                bool is_good = false;
                // Ends at the first that supports it, whatever it says.
                static_cast<void>(((each.supports(of) &&
                                    (is_good = each.verify(of, key, message, signature), true)) ||
                                   ...));
                return is_good;
            },
            libraries_);
    }

private:
    std::tuple<First, Others...> libraries_;
};

} // namespace fc::crypto
