// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Objects that femto writes: of what every compiler here made, and read back.
#include "loading.hpp"
#include "support/catch.hpp"

#include <femto/image/built_for.hpp>
#include <femto/image/write.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace {

using fc::errc;
using fc::image::layout;
using loading::bytes;

struct variant {
    const char* program;
    const char* name;
    const char* path;
};
constexpr variant variants[] = {
#include "objects.inc"
};

using named = std::tuple<std::string, std::uint32_t>;

template <class Functions>
std::vector<named> names_of(const Functions& functions) {
    std::vector<named> out;
    for (const auto& each : functions) {
        out.emplace_back(std::string{each.name.begin(), each.name.end()}, each.slot);
    }
    return out;
}

template <class Functions>
bytes written(const fc::sections& parts, const Functions& functions,
              const fc::image::extras& more = {}) {
    const auto needed = fc::image::write(layout::elf, parts, functions, more, {});
    REQUIRE(needed.error() == errc::buffer_too_small);
    bytes out(needed.at());
    const auto size = fc::image::write(layout::elf, parts, functions, more, out);
    REQUIRE(size);
    CHECK(*size == out.size());
    return out;
}

TEST_CASE("an object that was written is read back, and written to the same bytes", "[image]") {
    for (const variant& each : variants) {
        CAPTURE(each.name);
        const bytes object = loading::read(each.path);
        const loading::image first{object, {.function = each.program}};
        REQUIRE(first.error == errc::ok);
        fc::sections from = first.program.sections;
        const std::uint32_t entry = from.entry;
        from.entry = 0; // of an object the start is chosen when it is loaded
        const bytes made = written(from, first.program.functions);

        const loading::image second{made, {.function = each.program}};
        REQUIRE(second.error == errc::ok);
        fc::sections read = second.program.sections;
        CHECK(read.entry == entry);
        read.entry = 0;
        CHECK(std::ranges::equal(read.text, from.text));
        CHECK(std::ranges::equal(read.rodata, from.rodata));
        REQUIRE(read.data.size() == from.data.size() + from.bss_bytes);
        CHECK(std::ranges::equal(read.data.first(from.data.size()), from.data));
        CHECK(std::ranges::count(read.data.last(from.bss_bytes), 0) == from.bss_bytes);
        CHECK(read.bss_bytes == 0);
        CHECK(std::ranges::equal(read.relocations, from.relocations,
                                 [](const fc::relocation& a, const fc::relocation& b) {
                                     return a.offset == b.offset && a.to == b.to;
                                 }));
        CHECK(names_of(second.program.functions) == names_of(first.program.functions));
        CHECK(written(read, second.program.functions) == made);
    }
}

TEST_CASE("an object that was written says what the container was built for", "[image]") {
    constexpr auto numbers = std::to_array<std::uint32_t>({0, 0xA0000001, 7});
    alignas(8) constexpr auto text =
        std::to_array<std::uint8_t>({0x95, 0, 0, 0, 0, 0, 0, 0}); // exit
    const fc::image::extras more{.notes = {.fingerprint = fc::image::fingerprint{numbers}}};
    const std::array<fc::image::named_slot, 0> none{};
    const bytes made = written({.text = text}, none, more);
    const auto read = fc::image::built_for(made);
    REQUIRE(read);
    REQUIRE(read->size() == numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        CHECK((*read)[i] == numbers[i]);
    }
    CHECK(fc::image::built_for(written({.text = text}, none))->empty());
}

TEST_CASE("a reference that no relocation can say is refused at its slot", "[image]") {
    struct row {
        const char* what;
        std::array<std::uint8_t, 24> text;
        errc expected;
    };
    const row rows[] = {
        {"a source register", {0xB7, 0, 0, 0, 0, 0, 0, 0, 0xB8, 0x11}, errc::value_out_of_range},
        {"an offset of 2 GiB",
         {0xB7, 0, 0, 0, 0, 0, 0, 0, 0xD8, 1, 0, 0, 0, 0, 0, 0x80},
         errc::value_out_of_range},
        {"half an instruction",
         {0xB7, 0, 0, 0, 0, 0, 0, 0, 0xB7, 0, 0, 0, 0, 0, 0, 0, 0xB8, 1},
         errc::illegal_length},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        bytes out(4096);
        const auto refused = fc::image::write(layout::elf, {.text = each.text}, out);
        CHECK(refused.error() == each.expected);
        CHECK(refused.at() == (each.expected == errc::value_out_of_range ? 1U : 0U));
    }
}

} // namespace
