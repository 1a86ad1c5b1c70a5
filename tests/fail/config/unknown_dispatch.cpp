// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::dispatch must be fc::dispatch::compact, switched or threaded
#include <femto/vm.hpp>

struct config : fc::defaults {
    using dispatch = int;
};

fc::vm<config> vm;
