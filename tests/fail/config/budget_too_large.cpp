// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::budget must be 1 to
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::uint32_t budget = 0x10000000;
};

fc::vm<config> vm;
