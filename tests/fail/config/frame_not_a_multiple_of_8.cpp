// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::frame_bytes must be 0 to 65528 and a multiple of 8
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::size_t frame_bytes = 20;
};

fc::vm<config> vm;
