// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::store_entries must be 0 to 65535
#include <femto/engine.hpp>

struct board {};
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t store_entries = 65536;
};

board firmware;
fc::engine<device> host{firmware};
