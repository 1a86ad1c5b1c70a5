// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Every way an object is refused, and the byte that is named.
#include "spoilt.hpp"

#include <femto/image/elf.hpp>
#include <femto/image/elf_symbol.hpp>

#include <cstdint>
#include <string>

using namespace spoilt;

TEST_CASE("the unspoilt sample is accepted", "[image]") {
    sample each;
    const loading::image image{each.object.build(), {.function = "function"}};
    REQUIRE(image.error == errc::ok);
    REQUIRE(image.program.sections.entry == 4);
    REQUIRE(image.program.sections.relocations.size() == 1);
}

TEST_CASE("a wrong file header is refused at its field", "[image]") {
    struct row {
        std::uint32_t at;
        unsigned bytes;
        std::uint64_t value;
        errc error;
    };
    for (const row& each : {
             row{0, 1, 0x7E, errc::bad_magic},
             row{3, 1, 'f', errc::bad_magic},
             row{4, 1, 1, errc::unsupported_machine},  // 32-bit
             row{5, 1, 2, errc::unsupported_machine},  // big-endian
             row{6, 1, 0, errc::bad_structure},        // version
             row{16, 2, 2, errc::unsupported_machine}, // an executable
             row{16, 2, 3, errc::unsupported_machine}, // a shared object
             row{18, 2, 62, errc::unsupported_machine},
             row{20, 4, 2, errc::bad_structure},
             row{40, 8, huge, errc::truncated},
             row{40, 8, huge - 63, errc::truncated},
             row{40, 8, 0, errc::bad_structure}, // sections would be the header's own bytes
             row{58, 2, 40, errc::bad_structure},
             row{60, 2, 0, errc::bad_structure},
             row{60, 2, 0xFFFF, errc::bad_structure},
             row{60, 2, 0xFEFF, errc::truncated},
             row{62, 2, 0, errc::bad_structure},
             row{62, 2, 3, errc::bad_structure}, // .text is no string table
             row{62, 2, 0xFFFF, errc::bad_structure},
         }) {
        CAPTURE(each.at, each.value);
        sample base;
        auto file = base.object.build();
        for (unsigned i = 0; i < each.bytes; ++i) {
            file[each.at + i] = static_cast<std::uint8_t>(each.value >> (8 * i));
        }
        const loading::image image{file};
        REQUIRE(image.error == each.error);
        const bool elsewhere = (each.at == 40 && each.value == 0) || each.value == 0xFEFF;
        if (!elsewhere) {
            REQUIRE(image.at == each.at);
        }
    }
}

TEST_CASE("a wrong section header is refused at its field", "[image]") {
    struct row {
        std::uint16_t sample::*section;
        std::uint32_t field;
        std::uint64_t value;
        errc error;
    };
    for (const row& each : {
             row{&sample::text, elf::at_offset, huge, errc::truncated},
             row{&sample::text, elf::at_offset, huge - 7, errc::truncated},
             row{&sample::notes, elf::at_offset, std::uint64_t{1} << 32, errc::truncated},
             row{&sample::text, elf::at_size, huge, errc::truncated},
             row{&sample::data, elf::at_size, 0x80000000, errc::truncated},
             row{&sample::text, elf::at_size, 39, errc::bad_structure}, // not whole slots
             row{&sample::bss, elf::at_size, huge, errc::bad_structure},
             row{&sample::bss, elf::at_size, 0x80000000, errc::bad_structure},
             row{&sample::data, elf::at_alignment, 3, errc::bad_structure},
             row{&sample::data, elf::at_alignment, std::uint64_t{1} << 40, errc::bad_structure},
             row{&sample::load, elf::at_entry_bytes, 0, errc::bad_structure},
             row{&sample::load, elf::at_entry_bytes, 24, errc::bad_structure},
             row{&sample::load, elf::at_size, 15, errc::bad_structure},
         }) {
        CAPTURE(each.field, each.value);
        sample base;
        auto file = base.object.build();
        const std::uint32_t at = base.object.header_of(base.*each.section) + each.field;
        put(file, at, each.value);
        check_refusal(file, each.error, at);
    }
    for (const std::uint32_t field : {elf::at_link, elf::at_info}) {
        for (const std::uint32_t value : {0xFFFFFFFFU, 0xFFFFU, 20U}) {
            CAPTURE(field, value);
            sample base;
            auto file = base.object.build();
            const std::uint32_t at = base.object.header_of(base.load) + field;
            put(file, at, value);
            check_refusal(file, errc::bad_structure, at);
        }
    }
}

TEST_CASE("sections may not overlap so much that the file could not hold them", "[image]") {
    sample base;
    for (unsigned i = 0; i < 10; ++i) {
        base.object.add({.name = "again", .flags = 0, .contents = loading::bytes(8)});
    }
    auto file = base.object.build();
    for (std::uint32_t i = 0; i < 10; ++i) {
        const std::uint32_t header = base.object.header_of(base.pointer + 1U + i);
        put(file, header + elf::at_offset, std::uint64_t{0});
        put(file, header + elf::at_size, std::uint64_t{file.size()});
    }
    check_refusal(file, errc::bad_structure,
                  base.object.header_of(base.pointer + 1U) + elf::at_size);
}

TEST_CASE("a string table without its last NUL is refused", "[image]") {
    sample base;
    auto file = base.object.build();
    const std::uint32_t last = base.object.contents_of(2) +
                               static_cast<std::uint32_t>(base.object.sections[2].contents.size());
    file[last - 1] = 'x';
    check_refusal(file, errc::bad_structure, last - 1);
}

TEST_CASE("a name outside its table matches nothing", "[image]") {
    sample base;
    auto file = base.object.build();
    for (const std::uint32_t offset : {0xFFFFFFFFU, 0x80000000U, 5000U}) {
        put(file, base.object.header_of(base.text), offset);
        const loading::image only{file}; // nameless, but the only executable section
        REQUIRE(only.error == errc::ok);
        const loading::image named{file, {.section = ".text"}};
        REQUIRE(named.error == errc::unknown_section);
        put(file, base.object.contents_of(1) + base.function * elf::symbol_bytes, offset);
        const loading::image function{file, {.function = "function"}};
        REQUIRE(function.error == errc::unknown_function);
    }
}

TEST_CASE("common symbols without bounds are refused", "[image]") {
    struct row {
        std::uint64_t alignment;
        std::uint64_t size;
    };
    for (const row& each :
         {row{3, 8}, row{std::uint64_t{1} << 63, 8}, row{8, huge}, row{8, 0x80000000}}) {
        CAPTURE(each.alignment, each.size);
        sample base;
        base.object.symbols[base.variable] = {
            .name = "v", .section = elf::common, .value = each.alignment, .size = each.size};
        const loading::image image{base.object.build()};
        REQUIRE(image.error == errc::bad_structure);
    }
    // Each has its bounds, and both together have not.
    for (const std::uint64_t more : {0U, 1U}) {
        building::object object;
        const instruction load{.opcode = 0x18, .dst = 1};
        const auto text = object.add_text(".text", {load, {}, load, {}, {.opcode = 0x95}});
        for (const std::uint64_t size : {std::uint64_t{0x7FFFFFFF}, more}) {
            const auto each =
                object.add({.name = "v", .section = elf::common, .value = 1, .size = size});
            object.relocate(text, size == more ? 16 : 0, relocation_type::bpf_64_64, each);
        }
        const loading::image image{object.build()};
        REQUIRE(image.error == (more == 0 ? errc::ok : errc::bad_structure));
    }
}

TEST_CASE("constructors are refused", "[image]") {
    for (const building::section& each :
         {building::section{.name = ".init_array", .type = section_type::init_array},
          building::section{.name = ".fini_array", .type = section_type::fini_array},
          building::section{.name = ".preinit_array", .type = section_type::preinit_array},
          building::section{.name = ".ctors"}, building::section{.name = ".dtors"}}) {
        CAPTURE(each.name);
        sample base;
        const auto index = base.object.add(each);
        REQUIRE(loading::image{base.object.build()}.error == errc::ok); // empty
        base.object.sections[index].contents = loading::bytes(8);
        const auto file = base.object.build();
        check_refusal(file, errc::unsupported_section, base.object.header_of(index));
    }
}

TEST_CASE("objects of clang that need what femto lacks are refused", "[image]") {
    struct row {
        const char* name;
        errc error;
    };
    for (const row& each : {row{"refused-undefined", errc::undefined_symbol},
                            row{"refused-map", errc::unsupported_reference},
                            row{"refused-constructor", errc::unsupported_section},
                            row{"refused-big_endian", errc::unsupported_machine}}) {
        CAPTURE(each.name);
        const auto file = loading::object(each.name);
        REQUIRE(loading::image{file}.error == each.error);
    }
}

TEST_CASE("the symbol behind a refusal has a name", "[image]") {
    struct row {
        const char* object;
        const char* symbol;
    };
    for (const row& each : {row{"refused-undefined", "missing"}, row{"refused-map", "counts"}}) {
        CAPTURE(each.object);
        const auto file = loading::object(each.object);
        const auto name = fc::image::symbol_of(file, loading::image{file}.at);
        REQUIRE(std::string(name.begin(), name.end()) == each.symbol);
    }
    const auto file = loading::object("refused-undefined");
    for (const std::uint32_t at : {0U, 1U, static_cast<std::uint32_t>(file.size()), 0xFFFFFFFFU}) {
        CAPTURE(at); // no relocation: any name will do, if it is one of the object's
        REQUIRE(fc::image::symbol_of(file, at).size() < file.size());
    }
    REQUIRE(fc::image::symbol_of({}, 0).empty());
}

TEST_CASE("an object without symbols or relocations is a program", "[image]") {
    building::object object;
    object.add_text(".text", {{.opcode = 0x95}});
    object.sections[1] = {.name = "", .type = section_type::null, .flags = 0};
    const auto file = object.build();
    const loading::image image{file};
    REQUIRE(image.error == errc::ok);
    REQUIRE(image.program.sections.text.size() == 8);
    REQUIRE(loading::image{file, {.function = "any"}}.error == errc::unknown_function);
}

TEST_CASE("an entry between slots is refused", "[image]") {
    building::object object;
    const auto text = object.add_text(".text", {{.opcode = 0xB7}, {.opcode = 0x95}});
    const auto odd = object.add({.name = "odd", .section = text, .value = 4});
    const auto file = object.build();
    check_refusal(file, errc::bad_structure, object.contents_of(1) + odd * elf::symbol_bytes,
                  {.function = "odd"});
}
