// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../workloads/workloads.hpp"

#include <cstdint>

namespace bench {

using native_function = std::uint64_t (*)(void* context);

/// The workloads as one compiler made them under one set of flags.
struct native {
    const char* name;
    native_function (*function_of)(const workload& what);
};

} // namespace bench
