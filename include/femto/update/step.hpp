// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::update {

/// What an update that is on its way needs next.
enum class step : std::uint8_t {
    more,  ///< more of the envelope
    fetch, ///< the image from `updates::uri()`, which the firmware is to get
    done   ///< nothing: it is installed
};

/// What became of envelopes since the start. The counters wrap.
struct update_counts {
    std::uint32_t installed = 0;
    std::uint32_t refused = 0;
};

} // namespace fc::update
