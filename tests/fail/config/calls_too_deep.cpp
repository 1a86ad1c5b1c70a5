// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::call_depth must be 0 to 255
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::size_t call_depth = 256;
};

fc::vm<config> vm;
