// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: Config::memory must be a memory policy: see femto/memory/policy.hpp
#include <femto/vm.hpp>

struct config : fc::defaults {
    using memory = int;
};

fc::vm<config> vm;
