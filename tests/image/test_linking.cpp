// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What stands where after loading: parts and entries.
#include "linked.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace linked;

TEST_CASE("the program is .text unless a section is named", "[image]") {
    building::object object;
    object.add_text("other", {nop, nop, exit_});
    object.add_text(".text", {nop, exit_});
    const auto file = object.build();
    REQUIRE(loading::image{file}.program.sections.text.size() == 16);
    REQUIRE(loading::image{file, {.section = "other"}}.program.sections.text.size() == 24);
    REQUIRE(loading::image{file, {.section = ".text"}}.program.sections.text.size() == 16);
    REQUIRE(loading::image{file, {.section = "ot"}}.error == fc::errc::unknown_section);
    REQUIRE(loading::image{file, {.section = "other2"}}.error == fc::errc::unknown_section);
    REQUIRE(loading::image{file, {.section = ".symtab"}}.error == fc::errc::unknown_section);
}

TEST_CASE("an empty .text gives way to the only other executable section", "[image]") {
    building::object object;
    object.add_text(".text", {});
    object.add_text("hook", {nop, exit_});
    const auto one = object.build();
    REQUIRE(loading::image{one}.program.sections.text.size() == 16);
    object.add_text("hook2", {exit_});
    const auto two = object.build();
    REQUIRE(loading::image{two}.error == fc::errc::unknown_section);
    REQUIRE(loading::image{two, {.section = "hook2"}}.program.sections.text.size() == 8);
}

TEST_CASE("a function is found by name wherever it stands", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {exit_, nop, exit_});
    const auto hook = object.add_text("hook", {exit_, exit_, nop, exit_});
    object.add({.name = "first", .section = text, .value = 0, .type = symbol_type::function});
    object.add({.name = "second", .section = text, .value = 8, .type = symbol_type::function});
    object.add({.name = "third", .section = hook, .value = 16, .type = symbol_type::function});
    object.add({.name = "label", .section = hook, .value = 8}); // an assembler's, without a type
    object.add({.name = "local", .section = hook, .value = 8, .binding = binding::local});
    object.add({.name = "object", .section = text, .value = 8, .type = symbol_type::object});
    const auto file = object.build();

    struct row {
        const char* section;
        const char* function;
        fc::errc error;
        std::uint32_t entry;
        std::size_t text_bytes;
    };
    for (const row& each : {
             row{"", "first", fc::errc::ok, 0, 24},
             row{"", "second", fc::errc::ok, 1, 24},
             row{"", "third", fc::errc::ok, 2, 32},
             row{"", "label", fc::errc::ok, 1, 32},
             row{"hook", "third", fc::errc::ok, 2, 32},
             row{"hook", "second", fc::errc::unknown_function, 0, 0},
             row{"nowhere", "second", fc::errc::unknown_section, 0, 0},
             row{"", "secon", fc::errc::unknown_function, 0, 0},
             row{"", "second_", fc::errc::unknown_function, 0, 0},
             row{"", "object", fc::errc::unknown_function, 0, 0},
             row{"", "local", fc::errc::unknown_function, 0, 0},
         }) {
        CAPTURE(each.section, each.function);
        const loading::image image{file, {.section = each.section, .function = each.function}};
        REQUIRE(image.error == each.error);
        REQUIRE(image.program.sections.entry == each.entry);
        REQUIRE(image.program.sections.text.size() == each.text_bytes);
    }
    const loading::image by_view{file, {.function = std::string_view{"secondary"}.substr(0, 6)}};
    REQUIRE(by_view.program.sections.entry == 1);
    const loading::image by_string{file, {.function = std::string{"third"}}};
    REQUIRE(by_string.program.sections.entry == 2);
}

TEST_CASE("a global function wins over a local one of the same name", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {exit_, exit_, exit_});
    const auto function = symbol_type::function;
    object.add(
        {.name = "f", .section = text, .value = 8, .type = function, .binding = binding::local});
    object.add({.name = "f", .section = text, .value = 16, .type = function});
    REQUIRE(loading::image{object.build(), {.function = "f"}}.program.sections.entry == 2);
}

TEST_CASE("functions are listed with their slots in the linked text", "[image]") {
    const auto file = loading::object("places-clang-v3-O0");
    const loading::image image{file, {.function = "places"}};
    REQUIRE(image.error == fc::errc::ok);
    std::vector<std::string> globals;
    std::vector<bool> covered(image.program.sections.text.size() / 8);
    for (const fc::image::function each : image.program.functions) {
        const std::string name{each.name.begin(), each.name.end()};
        CAPTURE(name);
        if (each.global) {
            globals.push_back(name);
        }
        if (name == "places") {
            REQUIRE(each.slot == image.program.sections.entry);
        }
        REQUIRE(each.slots > 0);
        for (std::uint32_t i = each.slot; i < each.slot + each.slots; ++i) {
            REQUIRE(i < covered.size());
            REQUIRE_FALSE(covered[i]);
            covered[i] = true;
        }
    }
    REQUIRE(globals == std::vector<std::string>{"places_other", "places_far", "places"});
    REQUIRE(std::all_of(covered.begin(), covered.end(), [](bool each) { return each; }));
}

TEST_CASE("common symbols get room behind bss", "[image]") {
    building::object object;
    const auto text =
        object.add_text(".text", {lddw(0), half(0), lddw(4), half(0), lddw(0), half(0), exit_});
    const auto bss = object.add({.name = ".bss",
                                 .type = section_type::nobits,
                                 .flags = writable,
                                 .alignment = 1,
                                 .size = 5});
    const auto zero = object.add({.name = "z", .section = bss});
    const auto one =
        object.add({.name = "a", .section = building::elf::common, .value = 1, .size = 2});
    object.add({.name = "f", .section = text});
    const auto two =
        object.add({.name = "b", .section = building::elf::common, .value = 8, .size = 24});
    object.relocate(text, 0, relocation_type::bpf_64_64, zero);
    object.relocate(text, 16, relocation_type::bpf_64_64, two);
    object.relocate(text, 32, relocation_type::bpf_64_64, one);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(slot(image, 2) == instruction{.opcode = 0xB8, .dst = 3, .imm = 8 + 4});
    REQUIRE(slot(image, 4) == instruction{.opcode = 0xB8, .dst = 3, .imm = 5});
    REQUIRE(image.program.sections.bss_bytes == 32);
}

TEST_CASE("common symbols nobody refers to get no room", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {lddw(0), half(0), exit_});
    const auto common = [&](const char* name, std::uint32_t bytes) {
        return object.add(
            {.name = name, .section = building::elf::common, .value = 8, .size = bytes});
    };
    common("before", 1000);
    const auto used = common("used", 16);
    common("behind", 2000);
    object.relocate(text, 0, relocation_type::bpf_64_64, used);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(slot(image, 0) == instruction{.opcode = 0xB8, .dst = 3});
    REQUIRE(image.program.sections.bss_bytes == 16);
}

TEST_CASE("an undefined weak symbol is 0 and an absolute one its value", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {lddw(0), half(0), lddw(1), half(0), exit_});
    object.relocate(text, 0, relocation_type::bpf_64_64,
                    object.add({.name = "w", .binding = binding::weak}));
    object.relocate(
        text, 16, relocation_type::bpf_64_64,
        object.add({.name = "n", .section = building::elf::absolute, .value = 0x123456789A}));
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(slot(image, 0) == lddw(0));
    REQUIRE(slot(image, 2) == lddw(0x3456789B));
    REQUIRE(slot(image, 3) == half(0x12));
}

TEST_CASE("what nothing refers to is left out", "[image]") {
    building::object object;
    object.add_text(".text", {exit_});
    object.add({.name = "license", .flags = writable, .contents = {'G', 'P', 'L', 0}});
    object.add({.name = ".BTF", .flags = 0, .contents = zeroes(100)});
    object.add({.name = ".maps", .flags = writable, .contents = zeroes(16)});
    const auto frame = object.add({.name = ".eh_frame", .flags = readable, .contents = zeroes(16)});
    object.relocate(frame, 3, relocation_type::bpf_64_abs32,
                    object.add({.name = "nobody", .section = building::elf::undefined}));
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(image.program.used_bytes == 16); // one slot, and room for an exit
    REQUIRE(image.program.sections.data.empty());
}

TEST_CASE("an object is read from any address and only the buffer is written", "[image]") {
    const auto file = loading::object("tables-clang-v3-O2");
    const auto needs = fc::image::measure_elf(file);
    REQUIRE(needs);
    const loading::image reference{file, {.function = "tables"}};
    const fc::sections& expected = reference.program.sections;
    for (std::size_t shift = 0; shift < 8; ++shift) {
        CAPTURE(shift);
        loading::bytes moved(shift);
        moved.insert(moved.end(), file.begin(), file.end());
        loading::bytes buffer(needs->bytes + 64, 0xEE);
        std::vector<fc::relocation> words(needs->relocations);
        const auto inner = std::span{buffer}.subspan(32, needs->bytes);
        const auto loaded = fc::image::load_elf(std::span{moved}.subspan(shift), inner, words,
                                                {.function = "tables"});
        REQUIRE(loaded);
        REQUIRE(std::equal(loaded->sections.text.begin(), loaded->sections.text.end(),
                           expected.text.begin(), expected.text.end()));
        REQUIRE(std::equal(loaded->sections.data.begin(), loaded->sections.data.end(),
                           expected.data.begin(), expected.data.end()));
        REQUIRE(std::equal(loaded->sections.rodata.begin(), loaded->sections.rodata.end(),
                           expected.rodata.begin(), expected.rodata.end()));
        const auto untouched = [](std::uint8_t byte) { return byte == 0xEE; };
        REQUIRE(std::all_of(buffer.begin(), buffer.begin() + 32, untouched));
        REQUIRE(std::all_of(buffer.end() - 32, buffer.end(), untouched));
        REQUIRE(std::equal(file.begin(), file.end(),
                           moved.begin() + static_cast<std::ptrdiff_t>(shift)));
    }
}

TEST_CASE("a buffer that is too small is refused, whatever its size", "[image]") {
    const auto file = loading::object("tables-clang-v3-O2");
    const auto needs = fc::image::measure_elf(file);
    REQUIRE(needs);
    const loading::image reference{file, {.function = "tables"}};
    REQUIRE(reference.error == fc::errc::ok);
    std::size_t smallest = needs->bytes;
    for (std::size_t length = 0; length <= needs->bytes; ++length) {
        loading::bytes buffer(length);
        std::vector<fc::relocation> words(needs->relocations);
        const auto loaded = fc::image::load_elf(file, buffer, words, {.function = "tables"});
        if (loaded) {
            smallest = std::min(smallest, length);
        } else {
            REQUIRE(loaded.error() == fc::errc::buffer_too_small);
            REQUIRE(length < smallest);
        }
    }
    REQUIRE(smallest > reference.program.used_bytes);
    for (std::size_t count = 0; count < reference.program.sections.relocations.size(); ++count) {
        loading::bytes buffer(needs->bytes);
        std::vector<fc::relocation> words(count);
        const auto loaded = fc::image::load_elf(file, buffer, words, {.function = "tables"});
        REQUIRE(loaded.error() == fc::errc::buffer_too_small);
    }
}
