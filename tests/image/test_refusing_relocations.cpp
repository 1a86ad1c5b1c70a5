// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Every way a relocation, or the symbol it is for, is refused, and the byte that is named.
#include "spoilt.hpp"

#include <femto/image/elf.hpp>

#include <cstdint>
#include <limits>
#include <vector>

using namespace spoilt;

TEST_CASE("a wrong relocation is refused at its place in the file", "[image]") {
    struct row {
        const char* what;
        std::uint16_t sample::*section;
        std::uint64_t offset;
        std::uint32_t type;
        std::uint32_t symbol;
        errc error;
    };
    constexpr std::uint32_t variable = 1;
    constexpr std::uint32_t function = 2;
    for (const row& each : {
             row{"offset wraps", &sample::load, huge - 7, 1, variable, errc::bad_structure},
             row{"offset at the end", &sample::load, 40, 1, variable, errc::bad_structure},
             row{"second half beyond", &sample::load, 32, 1, variable, errc::bad_structure},
             row{"inside a slot", &sample::load, 4, 1, variable, errc::bad_structure},
             row{"not an lddw", &sample::load, 16, 1, variable, errc::bad_structure},
             row{"not a call", &sample::call, 0, 10, function, errc::bad_structure},
             row{"call beyond", &sample::call, 40, 10, function, errc::bad_structure},
             row{"call of data", &sample::call, 16, 10, variable, errc::bad_structure},
             row{"word beyond", &sample::pointer, 9, 2, function, errc::bad_structure},
             row{"word wraps", &sample::pointer, huge - 3, 2, function, errc::bad_structure},
             row{"no such symbol", &sample::load, 0, 1, 3, errc::bad_structure},
             row{"symbol -1", &sample::load, 0, 1, 0xFFFFFFFF, errc::bad_structure},
             row{"the null symbol", &sample::load, 0, 1, 0, errc::undefined_symbol},
             row{"abs64 in text", &sample::load, 0, 2, variable, errc::unsupported_relocation},
             row{"abs32 in data", &sample::pointer, 8, 3, variable, errc::unsupported_relocation},
             row{"nodyld", &sample::pointer, 8, 4, variable, errc::unsupported_relocation},
             row{"lddw in data", &sample::pointer, 8, 1, variable, errc::unsupported_relocation},
             row{"call in data", &sample::pointer, 8, 10, function, errc::unsupported_relocation},
             row{"type 5", &sample::load, 0, 5, variable, errc::unsupported_relocation},
             row{"type -1", &sample::load, 0, 0xFFFFFFFF, variable, errc::unsupported_relocation},
         }) {
        CAPTURE(each.what);
        sample base;
        auto& entry = base.object.sections[base.*each.section].contents;
        entry.clear();
        building::append(entry, each.offset);
        building::append(entry, each.type);
        building::append(entry, each.symbol);
        const auto file = base.object.build();
        check_refusal(file, each.error, base.object.contents_of(base.*each.section));
    }
}

TEST_CASE("a relocation that applies twice to one instruction is refused", "[image]") {
    sample base;
    const auto again =
        base.object.relocate(base.text, 0, relocation_type::bpf_64_64, base.function);
    const auto file = base.object.build();
    check_refusal(file, errc::bad_structure, base.object.contents_of(again));
}

TEST_CASE("a function outside its section or between slots is refused", "[image]") {
    for (const std::uint64_t value : {std::uint64_t{33}, std::uint64_t{40}, huge, huge - 7}) {
        CAPTURE(value);
        sample base;
        base.object.symbols[base.function].value = value;
        const auto file = base.object.build();
        REQUIRE(loading::image{file}.error == errc::bad_structure);
        REQUIRE(loading::image{file, {.function = "function"}}.error == errc::bad_structure);
    }
}

TEST_CASE("a call or function address that leaves the text is refused", "[image]") {
    for (const std::int32_t imm : {4, -6, 0x7FFFFFFF, -0x7FFFFFFF - 1}) {
        CAPTURE(imm);
        sample base;
        base.object.sections[base.text].contents =
            building::code({{.opcode = 0x18, .dst = 1},
                            {},
                            {.opcode = 0x85, .src = 1, .imm = imm},
                            {.opcode = 0x95},
                            {.opcode = 0x95}});
        const auto file = base.object.build();
        check_refusal(file, errc::bad_structure, base.object.contents_of(base.call));
    }
    for (const std::int64_t addend : {std::int64_t{40}, std::int64_t{-40}, std::int64_t{4},
                                      std::numeric_limits<std::int64_t>::min()}) {
        CAPTURE(addend);
        sample base;
        base.object.sections[base.pointer].contents.clear();
        const auto rela = base.object.relocate(base.data, 0, relocation_type::bpf_64_abs64,
                                               base.function, addend);
        const auto file = base.object.build();
        check_refusal(file, errc::bad_structure, base.object.contents_of(rela));
    }
}

TEST_CASE("a symbol in a section that cannot be loaded is refused at the relocation", "[image]") {
    struct row {
        const char* what;
        building::section section;
        errc error;
    };
    for (const row& each : {
             row{"not loaded", {.name = "n", .flags = 0}, errc::unsupported_relocation},
             row{"a map", {.name = ".maps"}, errc::unsupported_reference},
             row{"an old map", {.name = "maps"}, errc::unsupported_reference},
             row{"thread-local",
                 {.name = ".tdata", .flags = elf::flag_alloc | elf::flag_thread_local},
                 errc::unsupported_section},
             row{"compressed",
                 {.name = ".z", .flags = elf::flag_alloc | elf::flag_compressed},
                 errc::unsupported_section},
         }) {
        CAPTURE(each.what);
        sample base;
        base.object.symbols[base.variable].section = base.object.add(each.section);
        const auto file = base.object.build();
        check_refusal(file, each.error, base.object.contents_of(base.load));
    }
    for (const std::uint16_t section :
         {std::uint16_t{12}, std::uint16_t{0xFEFF}, elf::reserved, std::uint16_t{0xFFFF}}) {
        CAPTURE(section);
        sample base;
        base.object.symbols[base.variable].section = section;
        const auto file = base.object.build();
        check_refusal(file, errc::bad_structure, base.object.contents_of(base.load));
    }
}

TEST_CASE("a relocation is refused on an instruction that cannot take it", "[image]") {
    struct row {
        const char* what;
        std::vector<instruction> code;
        std::uint64_t offset;
        relocation_type type;
    };
    // Each of them would lead somewhere, were it applied.
    for (const row& each : {
             row{"an lddw that is resolved",
                 {{.opcode = 0x18, .src = 4}, {}, {.opcode = 0x95}},
                 0,
                 relocation_type::bpf_64_64},
             row{"an lddw of a map",
                 {{.opcode = 0x18, .src = 1}, {}, {.opcode = 0x95}},
                 0,
                 relocation_type::bpf_64_64},
             row{"a move", {{.opcode = 0xB7}, {}, {.opcode = 0x95}}, 0, relocation_type::bpf_64_64},
             row{"what looks like an lddw between slots",
                 {{.opcode = 0xB7, .imm = 0x18}, {}, {.opcode = 0x95}},
                 4,
                 relocation_type::bpf_64_64},
             row{"a move instead of a call",
                 {{.opcode = 0xB7, .src = 1}, {.opcode = 0x95}},
                 0,
                 relocation_type::bpf_64_32},
             row{"a call of a helper",
                 {{.opcode = 0x85}, {.opcode = 0x95}},
                 0,
                 relocation_type::bpf_64_32},
             row{"what looks like a call between slots",
                 {{.opcode = 0xB7, .imm = 0x1085}, {}, {.opcode = 0x95}},
                 4,
                 relocation_type::bpf_64_32},
         }) {
        CAPTURE(each.what);
        building::object object;
        const auto text = object.add_text(".text", each.code);
        const auto start = object.add({.name = "f", .section = text, .value = 0});
        const auto list = object.relocate(text, each.offset, each.type, start);
        const auto file = object.build();
        check_refusal(file, errc::bad_structure, object.contents_of(list));
    }
}

TEST_CASE("a symbol behind the end of its section is refused", "[image]") {
    for (const std::uint64_t value : {std::uint64_t{17}, std::uint64_t{1} << 32, huge}) {
        CAPTURE(value);
        sample base;
        base.object.symbols[base.variable].value = 16; // the end itself may be pointed at
        REQUIRE(loading::image{base.object.build()}.error == errc::ok);
        base.object.symbols[base.variable].value = value;
        const auto file = base.object.build();
        check_refusal(file, errc::bad_structure,
                      base.object.contents_of(1) + base.variable * elf::symbol_bytes);
    }
}

TEST_CASE("a symbol behind the end of the table is refused", "[image]") {
    sample base;
    auto file = base.object.build();
    // The last symbol is still there, but the table no longer says so.
    const auto length = std::uint64_t{base.object.sections[1].contents.size()};
    put(file, base.object.header_of(1) + elf::at_size, length - elf::symbol_bytes);
    check_refusal(file, errc::bad_structure, base.object.contents_of(base.call));
}
