// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::update::suit {

/// What a manifest wants done next.
enum class action : std::uint8_t {
    fetch, ///< the image from `uri` into the component
    write, ///< `content` into the component
    done, ///< nothing: every condition held, and each image that was brought is the one that was signed
};

struct request {
    action what = action::done;
    std::uint8_t component = 0; ///< of the manifest, counted from 0
    std::uint16_t place = 0;    ///< what the recipient calls it
};

/// What an unsupported_manifest, unsupported_command, unsupported_parameter or missing_parameter is
/// about.
struct offender {
    enum class kind : std::uint8_t { none, command, parameter };
    kind of = kind::none;
    std::int32_t number = 0; ///< in the manifest; 0 for one beyond 32 bits
};

} // namespace fc::update::suit
