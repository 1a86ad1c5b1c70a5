// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include "support/catch.hpp"

#include <femto/vm.hpp>

#include <embedded-large.hpp>

#include <cstdint>

TEST_CASE("an object of more than 256 KiB can be embedded", "[image]") {
    static_assert(embedded_large.rodata.size() == 256 * 1024);
    const auto program = fc::verify<fc::defaults>(embedded_large);
    REQUIRE(program);
    const auto instance = fc::instantiate(*program, {});
    REQUIRE(instance);
    fc::vm<fc::defaults> vm;
    std::uint8_t last[8] = {0xFF, 0x7F};
    REQUIRE(*vm.run(*instance, last) == 8);
}
