// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::interrupt_levels must be 0 to 255
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t interrupt_levels = 256;
};

board firmware;
fc::engine<device> host{firmware};
