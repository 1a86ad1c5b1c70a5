// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: deleted
#include <femto/engine.hpp>

#include <cstdint>

struct board {
    std::uint32_t now_ms() const { return 0; }
};
using device = fc::engine_defaults<board>;

fc::hook_description<device> make();

void place(fc::engine<device>& engine) {
    const fc::hook<std::uint32_t, device> hook{engine, make()};
}
