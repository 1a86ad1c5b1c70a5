// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: this program was verified for another Config: those of fc::verify and fc::vm may differ in sizes only
// ERRORS: 1
#include <femto/vm.hpp>

struct other : fc::defaults {
    using dispatch = fc::dispatch::compact;
};

fc::vm<fc::defaults> vm;
auto end(const fc::instance<fc::program_of<other>>& code) { return vm.run(code); }
