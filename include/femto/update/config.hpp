// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/config.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/platform/storage.hpp>
#include <femto/update/cose/algorithm.hpp>
#include <femto/update/suit/profile.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace fc {

/// Every knob of `fc::updates`, beside those of an engine. Derive and override what you need; the RAM of
/// each is that of one `fc::updates`.
///
/// @tparam Platform  as of `engine_defaults`; with a millisecond clock, transfers that stop and peers
///                   that ask too often are held off
/// @tparam Storage   where images are kept, see platform/storage.hpp
/// @tparam Crypto    who knows signatures and digests, see platform/crypto.hpp
template <class Platform, class Storage, class Crypto>
struct update_defaults : engine_defaults<Platform> {
    using storage = Storage;
    using crypto = Crypto;
    /// The form of manifests: `update::suit::current`, or `update::suit::draft09` for tools that write that draft.
    using manifest_profile = update::suit::current;

    /// Places for a container that can be updated, 1 to 32. Storage: two images and a journal each.
    /// RAM: 288 bytes on 32-bit cores and twice `container_data_bytes` each.
    static constexpr std::size_t slots = 4;
    /// The longest image [bytes]; rounded up to whole units of erasure.
    static constexpr std::size_t image_bytes = 4096;
    /// What one container may have of data and bss [bytes], a multiple of 8.
    static constexpr std::size_t container_data_bytes = 128;
    /// The longest list of tenants and their keys [bytes], in the storage.
    static constexpr std::size_t key_set_bytes = 1024;
    /// Authentication, manifest and what was severed from it, of one envelope [bytes]. RAM: as many.
    static constexpr std::size_t envelope_bytes = 1024;
    /// Components of one manifest, 1 to 8.
    static constexpr std::size_t components = 2;
    /// Runs of a new container in which, put into quarantine, it gives way to the one before it, 1 to
    /// 65535; 0 for never.
    static constexpr std::uint32_t trial_runs = 10;
    /// Starts of the device that decide on a new container, 1 to 15: so many in which it was seen to run
    /// well end its trial, and as many in a row in which it was not make it give way.
    static constexpr std::uint8_t trial_starts = 3;
    /// Whether signatures may have the numbers that RFC 9864 deprecated, EdDSA (-8) and ES256 (-7).
    static constexpr update::cose::numbers algorithm_numbers =
        update::cose::numbers::fully_specified;
    /// A transfer of which nothing came for so long [ms] gives way to another.
    static constexpr std::uint32_t transfer_timeout_ms = 30'000;
    /// So does one that has not come to its end for so long [ms], however often something came.
    static constexpr std::uint32_t transfer_longest_ms = 600'000;
    /// Envelopes whose signature is looked at in a row, 1 to 255, and the time until there may be one
    /// more [ms]: those of peers who are known do not count.
    static constexpr std::uint8_t envelopes_in_a_row = 8;
    static constexpr std::uint32_t envelope_every_ms = 1000;
};

/// What `fc::updates` asks of a Config. Deriving from `fc::update_defaults` gives all of it.
template <class Config>
concept update_config = engine_config<Config> && platform::storage<typename Config::storage> &&
    platform::crypto<typename Config::crypto> && requires {
    typename Config::manifest_profile;
    { Config::slots } -> std::convertible_to<std::size_t>;
    { Config::image_bytes } -> std::convertible_to<std::size_t>;
    { Config::container_data_bytes } -> std::convertible_to<std::size_t>;
    { Config::key_set_bytes } -> std::convertible_to<std::size_t>;
    { Config::envelope_bytes } -> std::convertible_to<std::size_t>;
    { Config::components } -> std::convertible_to<std::size_t>;
    { Config::trial_runs } -> std::convertible_to<std::uint32_t>;
    { Config::trial_starts } -> std::convertible_to<std::uint8_t>;
    { Config::algorithm_numbers } -> std::convertible_to<update::cose::numbers>;
    { Config::transfer_timeout_ms } -> std::convertible_to<std::uint32_t>;
    { Config::transfer_longest_ms } -> std::convertible_to<std::uint32_t>;
    { Config::envelopes_in_a_row } -> std::convertible_to<std::uint8_t>;
    { Config::envelope_every_ms } -> std::convertible_to<std::uint32_t>;
};

namespace detail {

/// Instantiated for every Config in use: each mistake is one sentence.
template <update_config Config>
struct checked_updates {
    static_assert(update::suit::profile<typename Config::manifest_profile>,
                  "Config::manifest_profile must be fc::update::suit::current or draft09");
    static_assert(Config::slots >= 1 && Config::slots <= 32, "Config::slots must be 1 to 32");
    static_assert(Config::containers > Config::slots,
                  "Config::containers must be more than Config::slots: while a container is "
                  "replaced there are two");
    static_assert(Config::container_data_bytes % 8 == 0,
                  "Config::container_data_bytes must be a multiple of 8");
    static_assert(Config::envelope_bytes >= 256 && Config::envelope_bytes <= 65535,
                  "Config::envelope_bytes must be 256 to 65535");
    static_assert(Config::components >= 1 && Config::components <= 8,
                  "Config::components must be 1 to 8");
    static_assert(Config::trial_runs <= 65535, "Config::trial_runs must be 0 to 65535");
    static_assert(Config::trial_starts >= 1 && Config::trial_starts <= 15,
                  "Config::trial_starts must be 1 to 15");
    static_assert(Config::envelopes_in_a_row >= 1, "Config::envelopes_in_a_row must be 1 to 255");
    static constexpr bool value = true;
};

} // namespace detail
} // namespace fc
