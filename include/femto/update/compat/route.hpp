// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/routes.hpp>

#include <cstdint>

namespace fc::update::compat {

/// What is done for a request, and in which form it is answered.
enum class service : std::uint8_t {
    pull,     ///< a signed manifest is fetched
    result,   ///< a container runs, and r0 is told in JSON
    packet,   ///< a container runs, and writes the response; so ordered
    start,    ///< a container begins to run in slices
    busy,     ///< which containers do
    board,    ///< what people call the device
    console,  ///< text is written to its console
    fixed,    ///< a container runs, and r0 is told in hundredths
    submit,   ///< a signed envelope comes in blocks
    response, ///< a container runs, and writes the response
    state,    ///< what became of a container
    counter,  ///< a value that all containers share
};

/// The slot is said in the payload.
inline constexpr std::uint8_t ordered = 255;

/// A resource of the originals. Who may ask for it, and whether it may come in blocks, is what the
/// management says of what it comes to.
struct route {
    resource::route form;
    service what;
    std::uint8_t slot = 0;
    resource::code answer = resource::code::changed;
};

constexpr resource::route as(resource::deed what, resource::method how, const char* path,
                             const std::array<std::uint16_t, 2>& takes = resource::nothing,
                             std::uint16_t gives = resource::format::text) {
    return {path, how, what, resource::route_of(what).may, takes, gives};
}

} // namespace fc::update::compat
