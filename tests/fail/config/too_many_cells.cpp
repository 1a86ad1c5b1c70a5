// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::decode_slots must be 0 to 10922
#include <femto/vm.hpp>

struct config : fc::defaults {
    static constexpr std::size_t decode_slots = 10923;
    using dispatch = fc::dispatch::threaded;
};

fc::vm<config> vm;
