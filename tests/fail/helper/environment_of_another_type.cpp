// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper's first parameter, if a reference, is to Config::environment
#include <femto/vm.hpp>

struct board {};
int read(board&) { return 0; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<1, "read", read>>;
};

void run(const fc::program_of<config>& program) {
    fc::vm<config> vm;
    static_cast<void>(vm.run(program));
}
