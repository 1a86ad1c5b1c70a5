// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Images with a header, verified where they lie and run by every executor.
#include "images.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <femto/image/open.hpp>
#include <femto/image/write.hpp>
#include <femto/vm.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace {

/// r0 of one run; the error is a failed test.
template <class Config>
std::uint64_t run(const fc::sections& parts, std::span<std::uint8_t> context) {
    const auto program = fc::verify<Config>(parts);
    REQUIRE(program.error() == fc::errc::ok);
    alignas(8) std::array<std::uint8_t, 64> storage{};
    const auto instance = fc::instantiate(*program, storage);
    REQUIRE(instance.error() == fc::errc::ok);
    fc::vm<Config> vm;
    const auto r0 = vm.run(*instance, context);
    REQUIRE(r0.error() == fc::errc::ok);
    return *r0;
}

constexpr std::array<std::uint8_t, 16> two_numbers{5, 0, 0, 0, 0, 0, 0, 0, 8};

/// The same images with every layout that holds them, made by femto's writer.
template <class Visit>
void each_writing(std::span<const std::uint8_t> image, Visit visit) {
    visit(image);
    const auto opened = fc::image::open(image);
    REQUIRE(opened);
    for (const auto to :
         {fc::image::layout::fc28, fc::image::layout::fc32, fc::image::layout::extended}) {
        CAPTURE(fc::image::name_of(to));
        fc::sections parts = opened->stored();
        parts.entry = to == fc::image::layout::fc32 ? opened->functions[0].slot : 0;
        alignas(8) std::array<std::uint8_t, 256> written{};
        const auto size = fc::image::write(to, parts, opened->functions, {}, written);
        REQUIRE(size.error() == fc::errc::ok);
        visit(std::span<const std::uint8_t>{written}.first(*size));
    }
}

} // namespace

TEST_CASE("increment runs from an image", "[image]") {
    each_writing(images::increment, [](std::span<const std::uint8_t> image) {
        const auto opened = fc::image::open(image);
        REQUIRE(opened);
        fc::test::each_machine<fc::defaults>([&]<class Config>() {
            std::array<std::uint8_t, 8> context{41};
            CHECK(run<Config>(opened->sections, context) == 42);
            CHECK(run<Config>(*opened->starting_at(0), context) == 42);
            CHECK(run<Config>(*opened->starting_at("increment"), context) == 42);
            std::array<std::uint8_t, 8> most{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
            CHECK(run<Config>(opened->sections, most) == 0);
        });
    });
}

TEST_CASE("multiply_add runs from an image, by index and by name", "[image]") {
    each_writing(images::two_functions, [](std::span<const std::uint8_t> image) {
        const auto opened = fc::image::open(image);
        REQUIRE(opened);
        // The 32-byte form starts with its first function, the others with their first slot.
        const bool is_32 = opened->layout == fc::image::layout::fc32;
        fc::test::each_machine<fc::defaults>([&]<class Config>() {
            std::array<std::uint8_t, 16> context = two_numbers;
            CHECK(run<Config>(opened->sections, context) == (is_32 ? 45U : 6U));
            CHECK(run<Config>(*opened->starting_at(0), context) == 45);
            CHECK(run<Config>(*opened->starting_at("multiply_add"), context) == 45);
            CHECK(run<Config>(*opened->starting_at(1), context) == 6);
            CHECK(run<Config>(*opened->starting_at("increment"), context) == 6);
        });
    });
}

TEST_CASE("data is the instance's own and the image stays as it is", "[image]") {
    const auto before = images::counter;
    const auto opened = fc::image::open(images::counter);
    REQUIRE(opened);
    fc::test::each_machine<fc::defaults>([&]<class Config>() {
        const auto program = fc::verify<Config>(opened->sections);
        REQUIRE(program);
        alignas(8) std::array<std::uint8_t, 8> storage{};
        const auto instance = fc::instantiate(*program, storage);
        REQUIRE(instance);
        fc::vm<Config> vm;
        CHECK(*vm.run(*instance) == 108);
        CHECK(*vm.run(*instance) == 109);
        const auto again = fc::instantiate(*program, storage);
        CHECK(*vm.run(*again) == 108);
    });
    CHECK(images::counter == before);
}

TEST_CASE("calls the packer left open reach their functions", "[image]") {
    alignas(8) std::array<std::uint8_t, 72> buffer{};
    const auto opened = fc::image::open(images::calls, buffer);
    REQUIRE(opened);
    fc::test::each_machine<fc::defaults>([&]<class Config>() {
        CHECK(run<Config>(opened->sections, {}) == 56);
        CHECK(run<Config>(*opened->starting_at("seve"), {}) == 7);
    });
}

TEST_CASE("a literal is reached through data where that is empty", "[image]") {
    const auto opened = fc::image::open(images::literal);
    REQUIRE(opened);
    fc::test::each_machine<fc::defaults>(
        [&]<class Config>() { CHECK(run<Config>(opened->sections, {}) == 'e'); });
}

namespace {

consteval std::uint64_t at_compile_time() {
    const auto opened = fc::image::open(images::two_functions);
    const auto program = fc::verify<fc::defaults>(*opened->starting_at("multiply_add"));
    std::array<std::uint8_t, 1> none{};
    const auto instance = fc::instantiate(*program, none);
    fc::vm<fc::defaults> vm;
    std::array<std::uint8_t, 16> context = two_numbers;
    return *vm.run(*instance, context);
}
static_assert(at_compile_time() == 45);

} // namespace
