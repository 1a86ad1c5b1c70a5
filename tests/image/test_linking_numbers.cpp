// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The numbers that relocations leave behind.
#include "linked.hpp"

#include <cstdint>
#include <vector>

using namespace linked;

TEST_CASE("lddw of data, bss and rodata becomes an offset in that part", "[image]") {
    building::object object;
    const auto text =
        object.add_text(".text", {lddw(4), half(0), lddw(0), half(0), lddw(2), half(0), exit_});
    // Two of each kind, so that the second does not start at 0.
    const auto rodata1 =
        object.add({.name = ".rodata.a", .flags = readable, .contents = zeroes(5)});
    const auto rodata2 = object.add(
        {.name = ".rodata.b", .flags = readable, .contents = zeroes(16), .alignment = 4});
    const auto data1 = object.add({.name = ".data.a", .flags = writable, .contents = zeroes(3)});
    const auto data2 =
        object.add({.name = ".data.b", .flags = writable, .contents = zeroes(8), .alignment = 16});
    const auto bss = object.add({.name = ".bss",
                                 .type = section_type::nobits,
                                 .flags = writable,
                                 .alignment = 32,
                                 .size = 40});
    const auto in = [&](std::uint16_t where, std::uint64_t value) {
        return object.add(
            {.name = "s", .section = where, .value = value, .type = symbol_type::object});
    };
    object.relocate(text, 0, relocation_type::bpf_64_64, in(rodata1, 0));
    object.relocate(text, 16, relocation_type::bpf_64_64, in(data1, 0));
    object.relocate(text, 32, relocation_type::bpf_64_64, in(bss, 8));
    {
        const loading::image image{object.build()};
        REQUIRE(image.error == fc::errc::ok);
        REQUIRE(slot(image, 0) == instruction{.opcode = 0xD8, .dst = 3, .imm = 4});
        REQUIRE(slot(image, 1) == half(0));
        REQUIRE(slot(image, 2) == instruction{.opcode = 0xB8, .dst = 3, .imm = 0});
        REQUIRE(slot(image, 4) == instruction{.opcode = 0xB8, .dst = 3, .imm = 32 + 8 + 2});
        REQUIRE(image.program.sections.rodata.size() == 5);
        REQUIRE(image.program.sections.data.size() == 3);
        REQUIRE(image.program.sections.bss_bytes == 29 + 40);
        REQUIRE(image.program.sections.relocations.empty());
    }
    const auto more = object.add_text("more", {lddw(1), half(0), lddw(1), half(0), exit_});
    object.relocate(text, 0, relocation_type::none, 0xFFFFFFFF);
    object.relocate(more, 0, relocation_type::bpf_64_64, in(rodata2, 3));
    object.relocate(more, 16, relocation_type::bpf_64_64, in(data2, 4));
    object.sections[text].contents =
        building::code({lddw(4), half(0), lddw(0), half(0), lddw(2), half(0), call(-1), exit_});
    object.relocate(text, 48, relocation_type::bpf_64_32, in(more, 0));
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(image.program.sections.text.size() == 13 * 8);
    REQUIRE(slot(image, 6) == call(1));
    REQUIRE(slot(image, 8) == instruction{.opcode = 0xD8, .dst = 3, .imm = 8 + 3 + 1});
    REQUIRE(slot(image, 10) == instruction{.opcode = 0xB8, .dst = 3, .imm = 16 + 4 + 1});
    REQUIRE(image.program.sections.rodata.size() == 24);
    REQUIRE(image.program.sections.data.size() == 24);
    REQUIRE(image.program.sections.bss_bytes == 8 + 40);
}

TEST_CASE("an addend may be negative, in one half or in both", "[image]") {
    for (const std::int32_t high : {0, -1}) {
        CAPTURE(high);
        building::object object;
        const auto text = object.add_text(".text", {lddw(-24), half(high), exit_});
        const auto data = object.add({.name = ".data", .flags = writable, .contents = zeroes(8)});
        object.relocate(text, 0, relocation_type::bpf_64_64,
                        object.add({.name = "d", .section = data, .value = 8}));
        const loading::image image{object.build()};
        REQUIRE(slot(image, 0) == instruction{.opcode = 0xB8, .dst = 3, .imm = -16});
        REQUIRE(slot(image, 1) == half(-1));
    }
}

TEST_CASE("relocations with an addend of their own ignore what stands in place", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {lddw(77), half(77), call(77), exit_, exit_});
    const auto data =
        object.add({.name = ".data", .flags = writable, .contents = loading::bytes(16, 0xAA)});
    const auto in_data = object.add({.name = "d", .section = data, .value = 8});
    const auto in_text =
        object.add({.name = ".text", .section = text, .type = symbol_type::section});
    object.relocate(text, 0, relocation_type::bpf_64_64, in_data, -3);
    object.relocate(text, 16, relocation_type::bpf_64_32, in_text, 32);
    object.relocate(data, 8, relocation_type::bpf_64_abs64, in_data, 5);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(slot(image, 0) == instruction{.opcode = 0xB8, .dst = 3, .imm = 5});
    REQUIRE(slot(image, 1) == half(0));
    REQUIRE(slot(image, 2) == call(1));
    REQUIRE(word(image.program.sections.data, 0) == 0xAAAAAAAAAAAAAAAA);
    REQUIRE(word(image.program.sections.data, 8) == 13);
}

TEST_CASE("calls are counted from the next slot, by function and by section", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {call(-1), call(2), call(0), exit_, nop, exit_});
    const auto more = object.add_text("more", {nop, exit_, call(-1), exit_});
    const auto function =
        object.add({.name = "f", .section = text, .value = 32, .type = symbol_type::function});
    const auto section =
        object.add({.name = "more", .section = more, .type = symbol_type::section});
    object.relocate(text, 0, relocation_type::bpf_64_32, function);
    object.relocate(text, 16, relocation_type::bpf_64_32, section); // the second slot of `more`
    object.relocate(more, 16, relocation_type::bpf_64_32, function);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    REQUIRE(slot(image, 0) == call(3));
    REQUIRE(slot(image, 1) == call(2)); // resolved by the compiler, stays
    REQUIRE(slot(image, 2) == call(4));
    REQUIRE(slot(image, 8) == call(-5));
}

TEST_CASE("the address of a function is relative in text and an offset in data", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {lddw(0), half(0), exit_, nop, exit_});
    const auto rodata = object.add({.name = ".rodata", .flags = readable, .contents = zeroes(24)});
    const auto function =
        object.add({.name = "f", .section = text, .value = 24, .type = symbol_type::function});
    const auto table =
        object.add({.name = "t", .section = rodata, .value = 8, .type = symbol_type::object});
    object.relocate(text, 0, relocation_type::bpf_64_64, function);
    {
        const loading::image image{object.build()};
        REQUIRE(slot(image, 0) == instruction{.opcode = 0x18, .dst = 3, .src = 4, .imm = 2});
        REQUIRE(image.program.sections.rodata.empty()); // nothing refers to it
    }
    object.relocate(rodata, 16, relocation_type::bpf_64_abs64, function);
    object.sections[text].contents = building::code({lddw(0), half(0), lddw(0), half(0), exit_});
    object.symbols[function].value = 32;
    object.relocate(text, 16, relocation_type::bpf_64_64, table);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    // rodata that holds addresses is data, for only an instance knows them.
    REQUIRE(slot(image, 2) == instruction{.opcode = 0xB8, .dst = 3, .imm = 8});
    REQUIRE(image.program.sections.rodata.empty());
    REQUIRE(image.program.sections.data.size() == 24);
    REQUIRE(word(image.program.sections.data, 16) == 32);
    REQUIRE(image.program.sections.relocations.size() == 1);
    REQUIRE(image.program.sections.relocations[0].offset == 16);
    REQUIRE(image.program.sections.relocations[0].to == fc::relocation::target::text);
}

TEST_CASE("words of data point into data, bss and rodata", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {lddw(0), half(0), exit_});
    loading::bytes words(32);
    words[8] = 2;
    const auto data = object.add({.name = ".data", .flags = writable, .contents = words});
    const auto bss = object.add({.name = ".bss",
                                 .type = section_type::nobits,
                                 .flags = writable,
                                 .alignment = 8,
                                 .size = 16});
    const auto rodata = object.add(
        {.name = ".rodata", .flags = readable, .contents = {1, 2, 3, 4, 5}, .alignment = 1});
    const auto self = object.add({.name = "d", .section = data, .value = 24});
    const auto zero = object.add({.name = "z", .section = bss, .value = 8});
    const auto constant = object.add({.name = "c", .section = rodata, .value = 1});
    const auto number = object.add({.name = "n", .section = building::elf::absolute, .value = 99});
    object.relocate(text, 0, relocation_type::bpf_64_64, self);
    object.relocate(data, 0, relocation_type::bpf_64_abs64, self);
    object.relocate(data, 8, relocation_type::bpf_64_abs64, constant);
    object.relocate(data, 16, relocation_type::bpf_64_abs64, zero);
    object.relocate(data, 24, relocation_type::bpf_64_abs64, number);
    const loading::image image{object.build()};
    REQUIRE(image.error == fc::errc::ok);
    const auto& sections = image.program.sections;
    REQUIRE(word(sections.data, 0) == 24);
    REQUIRE(word(sections.data, 8) == 3);
    REQUIRE(word(sections.data, 16) == 40);
    REQUIRE(word(sections.data, 24) == 99); // a number, not an address
    using target = fc::relocation::target;
    REQUIRE(sections.relocations.size() == 3);
    constexpr target expected[] = {target::data, target::rodata, target::data};
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        REQUIRE(sections.relocations[i].offset == 8 * i);
        REQUIRE(sections.relocations[i].to == expected[i]);
    }
    REQUIRE(std::vector<std::uint8_t>{sections.rodata.begin(), sections.rodata.end()} ==
            std::vector<std::uint8_t>{1, 2, 3, 4, 5});
}
