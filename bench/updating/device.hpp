// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update.hpp>
#include <femto/update/resource/config.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace bench {

struct board {
    std::uint32_t now_ms() const { return 0; }
};

/// Flash that is RAM: what storage itself takes is nobody's figure here.
class flash {
public:
    static constexpr std::size_t write_bytes = 4;
    static constexpr std::size_t erase_bytes = 512;

    explicit constexpr flash(std::span<std::uint8_t> memory) : memory_{memory} {}
    std::span<const std::uint8_t> contents() const { return memory_; }
    bool write(std::size_t at, std::span<const std::uint8_t> bytes) {
        __builtin_memcpy(&memory_[at], bytes.data(), bytes.size());
        return true;
    }
    bool erase(std::size_t at) {
        __builtin_memset(&memory_[at], 0xFF, erase_bytes);
        return true;
    }

private:
    std::span<std::uint8_t> memory_;
};

/// Every digest is one and every signature good, for nothing: figures are those of femto alone.
struct no_crypto {
    struct sha256 {
        void update(std::span<const std::uint8_t>) {}
        bool finish(fc::platform::sha256_digest& out) const {
            out.fill(1);
            return true;
        }
    };
    static constexpr bool supports(fc::platform::signature_scheme) { return true; }
    bool verify(fc::platform::signature_scheme, std::span<const std::uint8_t>,
                std::span<const std::uint8_t>, std::span<const std::uint8_t>) {
        return true;
    }
};

struct device : fc::update_defaults<board, flash, no_crypto>, fc::management_defaults {
#ifdef WITHOUT_SENTENCES
    static constexpr bool has_sentences = false;
#endif
    static constexpr std::size_t containers = 3;
    static constexpr std::size_t hooks = 1;
    static constexpr std::size_t slots = 2;
    static constexpr std::size_t image_bytes = 2560;
    static constexpr std::size_t key_set_bytes = 512;
};

} // namespace bench
