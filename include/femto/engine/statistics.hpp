// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>

#include <cstdint>

namespace fc {

/// What a container did since it was loaded. `faults` stays at its most, the other counters wrap.
struct statistics {
    std::uint64_t instructions = 0; // slots charged, helpers' costs included
    std::uint32_t runs = 0;         // begun, faulted ones included
    std::uint16_t faults = 0;
    std::uint16_t last_slot = 0; // of the last fault
    errc last_fault = errc::ok;
    std::uint8_t faults_in_a_row = 0;
};

} // namespace fc
