// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Two ways into a firmware: what `femto embed` writes, and what the compiler makes of the object in
// the header of femto_add_container.
#include "support/catch.hpp"

#include <femto/vm.hpp>

#include <embedded-by-build.hpp>
#include <embedded_by_command.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace {

const auto& command = embedded_by_command;
const auto& build = embedded_by_build;

constexpr auto verified = fc::verify<fc::defaults>(embedded_by_command);
static_assert(verified);

std::uint64_t run(const fc::sections& parts) {
    const auto program = fc::verify<fc::defaults>(parts);
    REQUIRE(program);
    alignas(8) std::array<std::uint8_t, 64> storage{};
    const auto instance = fc::instantiate(*program, storage);
    REQUIRE(instance);
    fc::vm<fc::defaults> vm;
    std::array<std::uint8_t, 1> context{2};
    const auto r0 = vm.run(*instance, context);
    REQUIRE(r0);
    return *r0;
}

} // namespace

TEST_CASE("an embedded program runs as the object does", "[cli]") {
    REQUIRE(run(command) == 10);
    REQUIRE(run(build) == 10);
}

TEST_CASE("command and build embed the same parts", "[cli]") {
    REQUIRE(std::ranges::equal(command.text, build.text));
    REQUIRE(std::ranges::equal(command.rodata, build.rodata));
    REQUIRE(std::ranges::equal(command.data, build.data));
    REQUIRE(command.bss_bytes == build.bss_bytes);
    REQUIRE(command.relocations.size() == build.relocations.size());
    REQUIRE(command.entry == build.entry);
    REQUIRE(command.entry != 0);
    REQUIRE(command.built_for.size() == 3);
    REQUIRE(build.built_for.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        REQUIRE(command.built_for[i] == build.built_for[i]);
    }
    REQUIRE(command.built_for[1] != 0);
}
