// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::window_ms must be at least 1
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::uint32_t window_ms = 0;
};

board firmware;
fc::engine<device> host{firmware};
