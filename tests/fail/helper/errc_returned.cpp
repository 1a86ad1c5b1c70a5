// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: a helper that can fail returns fc::result<T>: an errc would be a number in r0
#include <femto/vm.hpp>

fc::errc fails() { return fc::errc::helper_failed; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<1, "fails", fails>>;
};

void run(const fc::program_of<config>& program) {
    fc::vm<config> vm;
    static_cast<void>(vm.run(program));
}
