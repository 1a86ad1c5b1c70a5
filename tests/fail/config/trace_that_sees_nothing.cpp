// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::trace needs static void step(environment&, std::uint32_t slot, std::span<const std::uint64_t, 11> registers)
#include <femto/vm.hpp>

struct config : fc::defaults {
    struct trace {};
};

fc::vm<config> vm;
