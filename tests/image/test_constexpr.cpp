// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A container that the host's compiler loads, verifies and runs: an object of clang, embedded.
#include "support/catch.hpp"

#include <femto/image/elf.hpp>
#include <femto/vm.hpp>

#include <embedded-tables.hpp>

#include <array>
#include <cstdint>

extern "C" std::uint64_t tables(const std::uint8_t*, std::uint64_t);

namespace {

using embedded_tables_parts::object;

constexpr auto needs = *fc::image::measure_elf(object);

consteval std::uint64_t run(std::uint8_t first, std::uint8_t second) {
    std::array<std::uint8_t, needs.bytes> buffer{};
    std::array<fc::relocation, needs.relocations> words{};
    const auto loaded = fc::image::load_elf(object, buffer, words, {.function = "tables"});
    const auto program = fc::verify<fc::defaults>(loaded->sections);
    std::array<std::uint8_t, 1024> storage{};
    const auto instance = fc::instantiate(*program, storage);
    fc::vm<fc::defaults> vm;
    std::array<std::uint8_t, 2> context{first, second};
    return *vm.run(*instance, context);
}

consteval bool knows(const char* function) {
    std::array<std::uint8_t, needs.bytes> buffer{};
    std::array<fc::relocation, needs.relocations> words{};
    return fc::image::load_elf(object, buffer, words, {.function = function}).error() ==
           fc::errc::ok;
}

/// The same without a word about buffers.
consteval std::uint64_t run_embedded(std::uint8_t first, std::uint8_t second) {
    const auto program = fc::verify<fc::defaults>(embedded_tables);
    std::array<std::uint8_t, 1024> storage{};
    const auto instance = fc::instantiate(*program, storage);
    fc::vm<fc::defaults> vm;
    std::array<std::uint8_t, 2> context{first, second};
    return *vm.run(*instance, context);
}

static_assert(run_embedded(3, 2) == run(3, 2));
static_assert(knows("tables"));
static_assert(!knows("chairs"));
constexpr std::uint64_t at_compile_time = run(3, 2);

} // namespace

TEST_CASE("an object can be loaded, verified and run by the compiler", "[image]") {
    // Natively in the state of a fresh container: this must be the first call in the process.
    constexpr std::uint8_t context[] = {3, 2};
    static const std::uint64_t native = tables(context, sizeof context);
    REQUIRE(native == at_compile_time);
}

TEST_CASE("an embedded object can be verified and run where the compiler is gone", "[image]") {
    const auto program = fc::verify<fc::defaults>(embedded_tables);
    REQUIRE(program);
    REQUIRE(program->text() == embedded_tables.text.data());
    std::array<std::uint8_t, 1024> storage{};
    const auto instance = fc::instantiate(*program, storage);
    fc::vm<fc::defaults> vm;
    std::array<std::uint8_t, 2> context{3, 2};
    REQUIRE(*vm.run(*instance, context) == at_compile_time);
}
