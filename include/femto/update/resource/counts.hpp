// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/refusal.hpp>

#include <array>
#include <cstdint>

namespace fc::update::resource {

/// What became of requests since the start. The counters wrap.
struct request_counts {
    std::uint32_t requests = 0;
    std::array<std::uint32_t, cause_count> refusals{};

    constexpr void note(cause why) { ++refusals[static_cast<std::size_t>(why)]; }
};

} // namespace fc::update::resource
