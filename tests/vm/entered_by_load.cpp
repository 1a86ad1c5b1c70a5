// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The executor over cells, for entered_by_load.cmake to compile and read.
#include <femto/vm.hpp>

std::uint64_t run(std::span<const std::uint8_t> text);
std::uint64_t run(std::span<const std::uint8_t> text) {
    static fc::vm<fc::fast> vm;
    static const auto program = fc::verify<fc::fast>(text);
    const auto r0 = vm.run(*program);
    return r0 ? *r0 : 1;
}
