// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/memory/region.hpp>

#include <cstdint>

namespace fc::test {

/// True when a memory policy lets a program at `size` bytes.
template <class Policy>
constexpr bool allows(const Policy& policy, memory::access how, std::uint64_t address,
                      std::int32_t offset, std::uint32_t size) {
    std::uint8_t* bytes = nullptr;
    return policy.reach(how, address, offset, size, bytes);
}

/// Where they are on the host; null when they are refused.
template <class Policy>
constexpr const std::uint8_t* place_of(const Policy& policy, memory::access how,
                                       std::uint64_t address, std::int32_t offset,
                                       std::uint32_t size) {
    std::uint8_t* bytes = nullptr;
    return policy.reach(how, address, offset, size, bytes) ? bytes : nullptr;
}

} // namespace fc::test
