// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: no matching
#include <femto/vm.hpp>

struct store {};
struct config : fc::defaults {
    using environment = store;
};

fc::vm<config> vm;
auto end(const fc::program_of<config>& program) { return vm.run(program); }
