// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/update/config.hpp>
#include <femto/update/slot/slot.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace fc::update::detail {

/// One slot, and the container that the engine has of it.
template <class Config>
struct hosted_slot {
    slot<typename Config::storage> kept;
    container_id container{}; ///< what runs of it; of no container when nothing does
    container_id before{};    ///< what did before
    errc refusal = errc::ok;  ///< why what is active does not run, or was given up
    std::uint8_t area = 0;    ///< of `data`: that of the container; the other is for the next
    std::uint16_t slices = 0; ///< that it was seen to run in, since it was loaded
    std::uint32_t refused_at = 0;
    std::uint32_t instructions = 0; ///< that it had executed by then
    alignas(8) std::array<std::array<std::uint8_t, Config::container_data_bytes>, 2> data{};
};

/// Where slots lie in a device's storage: those of containers, then that of the list of tenants.
template <class Config>
struct slots_of {
    using containers = slot_layout<typename Config::storage, Config::slots, Config::image_bytes>;
    using keys = slot_layout<typename Config::storage, 1, Config::key_set_bytes, containers::end>;

    template <std::size_t... Index>
    static auto make(typename Config::storage& storage, std::index_sequence<Index...>) {
        return std::array<hosted_slot<Config>, Config::slots>{hosted_slot<Config>{
            .kept = slot<typename Config::storage>{storage, containers::place(Index)}}...};
    }
};

} // namespace fc::update::detail
