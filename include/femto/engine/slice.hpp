// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/engine/container.hpp>

#include <cstdint>

namespace fc {

/// What became of one slice of a long-running container.
struct slice {
    enum class kind : std::uint8_t {
        paused, ///< its slots were used up, or it was stopped in the middle
        waits,  ///< for what a helper waits for, or for its tenant's next window of time
        exited, ///< with r0
        faulted ///< with an error
    };

    container_id container{};
    kind what = kind::paused;
    errc error = errc::ok;
    std::uint32_t executed = 0; ///< slots, helpers' costs included
    std::uint64_t r0 = 0;       ///< of one that exited
};

} // namespace fc
