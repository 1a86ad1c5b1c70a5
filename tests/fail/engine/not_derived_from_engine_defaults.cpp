// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: an engine's Config derives from fc::engine_defaults<Platform>
#include <femto/engine.hpp>

struct board {};
struct device : fc::defaults {};

board firmware;
fc::engine<device> host{firmware};
