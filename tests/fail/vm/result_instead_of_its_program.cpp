// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: this is a fc::result: check it, then pass *program
// ERRORS: 1
#include <femto/vm.hpp>

fc::vm<fc::defaults> vm;
auto end(std::span<const std::uint8_t> text) {
    const auto program = fc::verify<fc::defaults>(text);
    return vm.run(program);
}
