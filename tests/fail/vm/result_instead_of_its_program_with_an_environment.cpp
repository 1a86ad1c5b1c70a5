// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: this is a fc::result: check it, then pass *program
// ERRORS: 1
#include <femto/vm.hpp>

struct board {};
struct config : fc::defaults {
    using environment = board;
};

fc::vm<config> vm;
auto begin(const fc::result<fc::program_of<config>>& program, board& here) {
    return vm.start(program, {}, here);
}
