// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::task_stack_bytes must be 64 to 65528 and a multiple of 8
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t task_stack_bytes = 0;
};

board firmware;
fc::engine<device> host{firmware};
