// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::hooks must be 1 to 32
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t hooks = 33;
};

board firmware;
fc::engine<device> host{firmware};
