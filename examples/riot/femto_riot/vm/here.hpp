// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "host.hpp"

#include <cstddef>
#include <cstdint>

namespace femto_riot {

/// Firmware does not end, so nothing of this is ever destroyed, and no code for that is linked.
union for_good {
    for_good() : it{} {}
    ~for_good() {}

    host it;
};

/// The one there is.
extern for_good storage;
inline host &here = storage.it;

inline fc::context about(void *context, std::size_t size)
{
    return {static_cast<std::uint8_t *>(context), context != nullptr ? size : 0};
}

} // namespace femto_riot

// A thread function: its body runs under the lock, and not in interrupts, which cannot wait for it.
#define FEMTO_NOT_IN_ISR                                                                           \
    if (femto_seam_in_isr()) {                                                                     \
        return FEMTO_ERR_IN_ISR;                                                                   \
    }                                                                                              \
    [[maybe_unused]] const femto_riot::thread_guard held {}
#define FEMTO_WANTS(condition)                                                                     \
    if (!(condition)) {                                                                            \
        return FEMTO_ERR_ARGUMENT;                                                                 \
    }
