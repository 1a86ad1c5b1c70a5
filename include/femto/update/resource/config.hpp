// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/config.hpp>

#include <concepts>
#include <cstddef>

namespace fc {

/// Knobs of `fc::management`. A Config derives from these and from `fc::update_defaults`.
struct management_defaults {
    /// Whether anyone may read what the device is and what its slots hold; else only who is known.
    static constexpr bool public_reading = true;
    /// Whether tenants may read the log, to which the containers of all of them write; else only
    /// administrators.
    static constexpr bool shared_log = false;
    /// Whether refusals are said in words; else with the number of the error, for which tools have the
    /// words. ROM: some 10 KiB.
    static constexpr bool has_sentences = true;
    /// The longest context that a container can be executed with [bytes], a multiple of 8 up to 1024.
    /// C stack: as many.
    static constexpr std::size_t context_bytes = 64;
    /// The longest URI the device can be told to pull from [bytes], 1 to 1024. RAM: as many.
    static constexpr std::size_t uri_bytes = 128;
};

/// What `fc::management` asks of a Config.
template <class Config>
concept management_config = update_config<Config> && requires {
    { Config::public_reading } -> std::convertible_to<bool>;
    { Config::shared_log } -> std::convertible_to<bool>;
    { Config::has_sentences } -> std::convertible_to<bool>;
    { Config::context_bytes } -> std::convertible_to<std::size_t>;
    { Config::uri_bytes } -> std::convertible_to<std::size_t>;
};

namespace detail {

/// Instantiated for every Config in use: each mistake is one sentence.
template <management_config Config>
struct checked_management {
    static_assert(Config::context_bytes % 8 == 0 && Config::context_bytes >= 8 &&
                      Config::context_bytes <= 1024,
                  "Config::context_bytes must be 8 to 1024 and a multiple of 8");
    static_assert(Config::uri_bytes >= 1 && Config::uri_bytes <= 1024,
                  "Config::uri_bytes must be 1 to 1024");
    static constexpr bool value = true;
};

} // namespace detail
} // namespace fc
