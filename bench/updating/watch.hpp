// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/listening/config.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

namespace bench {

/// Of the monotonic clock, which other processes have, too [ns].
inline std::uint64_t now_ns() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                          std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

/// What one update has taken until now.
struct watch {
    enum part : std::uint8_t { signature, digest, writes, erases, requests, parts };

    std::array<std::uint64_t, parts> ns{};
    std::array<std::uint32_t, parts> calls{};
    std::uint64_t begun = 0;          // the first block was handed over
    std::uint64_t answered = 0;       // the last one was dealt with
    std::uint64_t stored = 0;         // the last write ended
    std::uint64_t digest_by_then = 0; // of `ns`
    std::uint64_t ran = 0;            // the container has printed

    template <class Do>
    auto take(part of, const Do& it) {
        const std::uint64_t begin = now_ns();
        const auto out = it();
        ns[of] += now_ns() - begin;
        ++calls[of];
        return out;
    }
    /// Between the record that makes the image the active one and the answer.
    std::uint64_t activation() const { return answered - stored - (ns[digest] - digest_by_then); }
};
inline watch current;

/// The storage and the cryptography of `femto device`, looked at. Not inlined, so that a profile has
/// them by their names.
struct watched_storage : fc::posix::file_storage {
    [[gnu::noinline]] bool write(std::size_t at, std::span<const std::uint8_t> bytes) {
        const bool out =
            current.take(watch::writes, [&] { return fc::posix::file_storage::write(at, bytes); });
        current.stored = now_ns();
        current.digest_by_then = current.ns[watch::digest];
        return out;
    }
    [[gnu::noinline]] bool erase(std::size_t at) {
        return current.take(watch::erases, [&] { return fc::posix::file_storage::erase(at); });
    }
};

struct watched_crypto : fc::cli::listening::cryptography {
    using base = fc::cli::listening::cryptography;

    struct sha256 : base::sha256 {
        [[gnu::noinline]] void update(std::span<const std::uint8_t> bytes) {
            current.take(watch::digest, [&] { return base::sha256::update(bytes), true; });
        }
        [[gnu::noinline]] bool finish(fc::platform::sha256_digest& out) {
            return current.take(watch::digest, [&] { return base::sha256::finish(out); });
        }
    };
    [[gnu::noinline]] bool verify(fc::platform::signature_scheme of,
                                  std::span<const std::uint8_t> key,
                                  std::span<const std::uint8_t> message,
                                  std::span<const std::uint8_t> by) {
        return current.take(watch::signature, [&] { return base::verify(of, key, message, by); });
    }
};

/// As the device of the command line has it, and patient with who pushes a hundred times in a row.
struct config : fc::cli::listening::config {
    using storage = watched_storage;
    using crypto = watched_crypto;
    static constexpr std::uint8_t envelopes_in_a_row = 255;
    static constexpr std::uint32_t envelope_every_ms = 1;
};

} // namespace bench
