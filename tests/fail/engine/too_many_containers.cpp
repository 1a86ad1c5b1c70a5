// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::containers must be 1 to 254
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t containers = 255;
};

board firmware;
fc::engine<device> host{firmware};
