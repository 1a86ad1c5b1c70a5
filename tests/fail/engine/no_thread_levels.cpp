// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::thread_levels must be 1 to 255
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t thread_levels = 0;
};

board firmware;
fc::engine<device> host{firmware};
