// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::budget must be 1 to 134217727 slots
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::uint32_t budget = 0;
};

fc::vm<config> vm;
