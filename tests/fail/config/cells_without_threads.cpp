// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::decode_slots needs fc::dispatch::threaded
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::size_t decode_slots = 8;
};

fc::vm<config> vm;
