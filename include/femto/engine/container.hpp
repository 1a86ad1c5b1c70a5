// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/detail/place.hpp>
#include <femto/engine/statistics.hpp>
#include <femto/verify/program.hpp>

#include <cstdint>

namespace fc {

/// Names a container of one engine. One that was unloaded is never taken for the one that has its
/// place now (but after 256 others had it).
struct container_id {
    std::uint8_t index = 255;
    std::uint8_t generation = 0;

    friend constexpr bool operator==(container_id, container_id) = default;
};

enum class container_state : std::uint8_t {
    free,        ///< there is none in this place; `info` never says so
    loaded,      ///< verified, attached to nothing
    attaching,   ///< attached, but waits for the next event: only `info` says so
    attached,    ///< runs when its hook is fired
    started,     ///< runs in slices
    finished,    ///< ran in slices, to its exit or a fault
    quarantined, ///< failed too often in a row
    leaving      ///< unloaded while it runs: gone when that ends; `info` never says so
};

/// What the firmware can know of a container.
struct container_info {
    container_id id{};
    container_state state = container_state::free;
    std::uint8_t tenant = 0;
    std::uint8_t hook = 255; // number of the hook it is attached to, 255 for none
    std::uint32_t budget = 0;
    std::uint32_t text_slots = 0;
    statistics done{};
};

namespace detail {

/// The end of a list, no hook, no task.
inline constexpr std::uint8_t nowhere = 255;

/// One place for a container. What is not 0 at first is set when one is put there.
template <class Config>
struct container {
    place<program_of<Config>> code{};
    std::uint8_t* data = nullptr; // of code->data_bytes()
    std::uint32_t budget = 0;     // slots a run may execute
    bool waits = false;           // linked while its hook fires: for the next event
    [[no_unique_address]] statistics done{};
    container_state state = container_state::free;
    std::uint8_t generation = 0;
    std::uint8_t tenant = 0;
    std::uint8_t hook = 0;    // what it is attached to
    std::uint8_t next = 0;    // behind it on that hook
    std::uint8_t running = 0; // runs it is inside of

    /// Attached or meant to be.
    bool is_linked() const { return hook != nowhere; }
};

} // namespace detail
} // namespace fc
