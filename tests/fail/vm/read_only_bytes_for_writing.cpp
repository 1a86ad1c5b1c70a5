// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: no matching
#include <femto/vm.hpp>

fc::vm<fc::defaults> vm;
auto end(const fc::program_of<fc::defaults>& program, std::span<const std::uint8_t> bytes) {
    return vm.run(program, bytes);
}
