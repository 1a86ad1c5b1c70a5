// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Images of the original packers, byte by byte, and what they are read as.
#include "images.hpp"
#include "reading.hpp"
#include "support/catch.hpp"

#include <femto/image/load.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using fc::errc;
using fc::image::layout;
using reading::text_of;

// All of it works in constant evaluation.
static_assert(*fc::image::detect(images::increment) == layout::fc28);
static_assert(*fc::image::detect(images::two_functions) == layout::fc32);
static_assert(*fc::image::detect(images::counter) == layout::fc28);
static_assert(*fc::image::detect(images::calls) == layout::extended);
static_assert(*fc::image::detect(images::literal) == layout::extended);
static_assert(*fc::image::detect(images::noted) == layout::fc32);
static_assert(fc::image::open(images::two_functions)->starting_at("increment")->entry == 0);

constexpr std::span<const std::uint8_t> part(std::span<const std::uint8_t> of, std::size_t at,
                                             std::size_t length) {
    return of.subspan(at, length);
}
bool same(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right) {
    return left.data() == right.data() && left.size() == right.size();
}

} // namespace

TEST_CASE("the parts of an image lie in its own bytes", "[image]") {
    struct row {
        const char* name;
        std::span<const std::uint8_t> image;
        layout as;
        std::size_t data_at, data, rodata_at, rodata, text_at, text;
        std::vector<std::string> functions;
        std::uint32_t entry;
    };
    for (const row& each : {
             row{"increment",
                 images::increment,
                 layout::fc28,
                 28,
                 0,
                 28,
                 16,
                 44,
                 24,
                 {"increment"},
                 0},
             row{"two functions",
                 images::two_functions,
                 layout::fc32,
                 32,
                 0,
                 32,
                 24,
                 56,
                 64,
                 {"multiply_add", "increment"},
                 3},
             row{"counter", images::counter, layout::fc28, 28, 8, 36, 16, 52, 80, {"count"}, 0},
             row{"noted", images::noted, layout::fc32, 32, 0, 32, 0, 32, 16, {}, 0},
         }) {
        CAPTURE(each.name);
        const auto opened = fc::image::open(each.image);
        REQUIRE(opened.error() == errc::ok);
        CHECK(opened->layout == each.as);
        CHECK(same(opened->sections.data, part(each.image, each.data_at, each.data)));
        CHECK(same(opened->sections.rodata, part(each.image, each.rodata_at, each.rodata)));
        CHECK(same(opened->sections.text, part(each.image, each.text_at, each.text)));
        CHECK(opened->sections.entry == each.entry);
        CHECK_FALSE(opened->lists_helpers);
        CHECK_FALSE(opened->data_is_rodata);
        std::vector<std::string> names;
        for (const auto& function : opened->functions) {
            names.push_back(text_of(function.name));
        }
        CHECK(names == each.functions);
    }
}

TEST_CASE("a function is found by index and by name", "[image]") {
    const auto opened = fc::image::open(images::two_functions);
    REQUIRE(opened);
    REQUIRE(opened->functions.size() == 2);
    CHECK(opened->functions[0].slot == 3);
    CHECK(opened->functions[1].slot == 0);
    CHECK(opened->starting_at(0)->entry == 3);
    CHECK(opened->starting_at(1)->entry == 0);
    CHECK(opened->starting_at("multiply_add")->entry == 3);
    CHECK(opened->starting_at("increment")->entry == 0);
    CHECK(opened->starting_at(2).error() == errc::unknown_function);
    for (const char* name : {"", "incremen", "increments", "add", "Increment"}) {
        CAPTURE(name);
        CHECK(opened->starting_at(name).error() == errc::unknown_function);
    }
}

TEST_CASE("open calls are closed in a copy of the text", "[image]") {
    CHECK(fc::image::open(images::calls).error() == errc::buffer_too_small);
    CHECK(fc::image::open(images::calls).at() == 72);
    alignas(8) std::array<std::uint8_t, 72> buffer{};
    const auto less = fc::image::open(images::calls, std::span{buffer}.first(71));
    CHECK(less.error() == errc::buffer_too_small);
    const auto opened = fc::image::open(images::calls, buffer);
    REQUIRE(opened.error() == errc::ok);
    CHECK(opened->layout == layout::extended);
    REQUIRE(opened->sections.text.data() == buffer.data());
    constexpr std::uint8_t first[] = {0x85, 0x10, 0, 0, 4, 0, 0, 0};
    constexpr std::uint8_t second[] = {0x85, 0x10, 0, 0, 4, 0, 0, 0};
    CHECK(std::equal(std::begin(first), std::end(first), &buffer[0]));
    CHECK(std::equal(std::begin(second), std::end(second), &buffer[16]));
    REQUIRE(opened->calls.size() == 2);
    CHECK(opened->calls[1].slot == 2);
    CHECK(opened->calls[1].callee == 7);
}

TEST_CASE("an extended image lists its helpers, if only none", "[image]") {
    std::array<std::uint8_t, 72> buffer{};
    const auto two = fc::image::open(images::calls, buffer);
    REQUIRE(two);
    CHECK(two->lists_helpers);
    CHECK(reading::bytes_of(two->helpers) == reading::bytes{0x11, 0x20});
    const auto none = fc::image::open(images::literal);
    REQUIRE(none);
    CHECK(none->lists_helpers);
    CHECK(none->helpers.empty());
}

TEST_CASE("the names micro-bpf writes without a NUL end where the next one begins", "[image]") {
    std::array<std::uint8_t, 72> buffer{};
    const auto opened = fc::image::open(images::calls, buffer);
    REQUIRE(opened);
    CHECK(text_of(opened->functions[0].name) == "main");
    CHECK(text_of(opened->functions[1].name) == "seve");
    CHECK(opened->starting_at("main")->entry == 0);
}

TEST_CASE("rodata stands in for data where data is empty and referred to", "[image]") {
    const auto opened = fc::image::open(images::literal);
    REQUIRE(opened);
    CHECK(opened->data_is_rodata);
    CHECK(same(opened->sections.data, opened->sections.rodata));
    CHECK(opened->stored().data.empty());

    // 0xB8 as the second half of another instruction is no reference.
    auto other = images::literal;
    other[40] = 0x18;
    other[48] = 0xB8;
    const auto constant = fc::image::open(other);
    REQUIRE(constant);
    CHECK_FALSE(constant->data_is_rodata);
    CHECK(constant->sections.data.empty());
}

TEST_CASE("notes are read", "[image]") {
    const auto opened = fc::image::open(images::noted);
    REQUIRE(opened);
    const auto& notes = opened->notes;
    CHECK_FALSE(notes.empty());
    CHECK(notes.has_contract);
    CHECK(notes.contract == 0x12345678);
    REQUIRE(notes.fingerprint.size() == 3);
    CHECK(notes.fingerprint[0] == 0xA0000001);
    CHECK(notes.fingerprint[2] == 0xA0000003);
    CHECK(reading::bytes_of(notes.proof) == reading::bytes{1, 2, 3, 4, 5});
    CHECK(fc::image::open(images::two_functions)->notes.empty());
}

TEST_CASE("bare text is what has no magic number and whole instructions", "[image]") {
    const auto text = part(images::increment, 44, 24);
    REQUIRE(fc::image::detect(text));
    CHECK(*fc::image::detect(text) == layout::text);
    const auto opened = fc::image::open(text);
    REQUIRE(opened);
    CHECK(same(opened->sections.text, text));
    CHECK(fc::image::detect(text.first(23)).error() == errc::bad_magic);
    CHECK(fc::image::detect(text.first(7)).error() == errc::truncated);
    CHECK(fc::image::detect({}).error() == errc::truncated);
    CHECK(fc::image::open({}, layout::text).error() == errc::illegal_length);
    CHECK(fc::image::open(text.first(23), layout::text).error() == errc::illegal_length);
}

TEST_CASE("an image that adds up both ways must be named", "[image]") {
    // As fc28: no data, 48 bytes of rodata, 8 of text, 8 functions. As fc32: 48 bytes of data,
    // 8 of rodata, 8 of text, and the 6 functions that the first byte of rodata says.
    reading::bytes image{0x72, 0x42, 0x50, 0x46, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                         0,    0,    48,   0,    0, 0, 8, 0, 0, 0, 8, 0, 0, 0};
    image.resize(28 + 48 + 8 + 48);
    image[28] = 6;
    CHECK(fc::image::detect(image).error() == errc::ambiguous_layout);
    CHECK(fc::image::open(image).error() == errc::ambiguous_layout);
    CHECK(fc::image::open(image, layout::fc28).error() == errc::ok);
    image[28] = 7;
    CHECK(*fc::image::detect(image) == layout::fc28);
}

TEST_CASE("objects are detected, and not read by open", "[image]") {
    constexpr std::uint8_t object[] = {0x7F, 'E', 'L', 'F'};
    CHECK(*fc::image::detect(object) == layout::elf);
    CHECK(fc::image::open(object).error() == errc::unsupported_layout);
    CHECK(fc::image::load(object, {}, {}).error() == errc::truncated);
}

TEST_CASE("one function loads every layout but starts only what is there", "[image]") {
    REQUIRE(fc::image::measure(images::calls));
    CHECK(fc::image::measure(images::calls)->bytes == 72);
    CHECK(fc::image::measure(images::increment)->bytes == 0);
    std::array<std::uint8_t, 72> buffer{};
    const auto closed = fc::image::load(images::calls, buffer, {}, {.function = "seve"});
    REQUIRE(closed);
    CHECK(closed->sections.entry == 5);
    CHECK(closed->used_bytes == 72);
    const auto loaded = fc::image::load(images::two_functions, {}, {}, {.function = "increment"});
    REQUIRE(loaded);
    CHECK(loaded->sections.entry == 0);
    unsigned functions = 0;
    loaded->each_function([&](const fc::image::function&) { ++functions; });
    CHECK(functions == 2);
    CHECK(fc::image::load(images::increment, {}, {}, {.function = "none"}).error() ==
          errc::unknown_function);
    CHECK(fc::image::load(images::increment, {}, {}, {.section = ".text"}).error() ==
          errc::unknown_section);
}
