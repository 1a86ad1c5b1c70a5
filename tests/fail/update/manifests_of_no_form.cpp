// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::manifest_profile must be fc::update::suit::current or draft09
#include <femto/update.hpp>

struct board {};

struct flash {
    static constexpr std::size_t write_bytes = 8;
    static constexpr std::size_t erase_bytes = 4096;
    std::span<const std::uint8_t> contents() const { return {}; }
    bool write(std::size_t, std::span<const std::uint8_t>) { return false; }
    bool erase(std::size_t) { return false; }
};

struct crypto {
    struct sha256 {
        void update(std::span<const std::uint8_t>) {}
        bool finish(fc::platform::sha256_digest&) { return false; }
    };
    using bytes = std::span<const std::uint8_t>;
    static constexpr bool supports(fc::platform::signature_scheme) { return false; }
    bool verify(fc::platform::signature_scheme, bytes, bytes, bytes) { return false; }
};

struct device : fc::update_defaults<board, flash, crypto> {
    struct manifest_profile {};
};

constexpr std::size_t bytes = sizeof(fc::updates<device>);
