// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What is written: the bytes the original packer makes, what is read back, and what is refused.
#include "images.hpp"
#include "reading.hpp"
#include "support/catch.hpp"

#include <femto/base/message.hpp>
#include <femto/image/write.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

using fc::errc;
using fc::image::extras;
using fc::image::layout;
using fc::image::named_slot;
using reading::bytes;

constexpr std::span<const std::uint8_t> part(std::span<const std::uint8_t> of, std::size_t at,
                                             std::size_t length) {
    return of.subspan(at, length);
}

constexpr auto fingerprint = std::to_array<std::uint32_t>({0xA0000001, 0xA0000002, 0xA0000003});
constexpr auto proof = std::to_array<std::uint8_t>({1, 2, 3, 4, 5});
constexpr fc::image::notes notes{.has_contract = true,
                                 .contract = 0x12345678,
                                 .fingerprint = fc::image::fingerprint{fingerprint},
                                 .proof = proof};

constexpr auto one_name = std::to_array<named_slot>({{"increment", 0}});
constexpr auto two_names = std::to_array<named_slot>({{"multiply_add", 3}, {"increment", 0}});
constexpr auto count_name = std::to_array<named_slot>({{"count", 0}});
constexpr std::span<const named_slot> no_names{};

struct written {
    fc::result<std::size_t> size;
    bytes image;
};

/// Writes into a block of exactly the size that is needed, and into every smaller one.
template <class Functions>
written write(layout to, const fc::sections& parts, const Functions& functions,
              const extras& more = {}) {
    bytes room(4096);
    const auto size = fc::image::write(to, parts, functions, more, room);
    if (!size) {
        return {size, {}};
    }
    room.resize(*size);
    for (std::size_t less = 0; less < *size; ++less) {
        bytes small(less);
        const auto refused = fc::image::write(to, parts, functions, more, small);
        REQUIRE(refused.error() == errc::buffer_too_small);
        REQUIRE(refused.at() >= *size);
    }
    bytes exact(*size);
    REQUIRE(fc::image::write(to, parts, functions, more, exact));
    REQUIRE(exact == room);
    return {size, exact};
}

/// In constant evaluation.
constexpr bool writes_increment() {
    std::array<std::uint8_t, images::increment.size()> out{};
    const fc::sections parts{.text = part(images::increment, 44, 24)};
    const auto size = fc::image::write(layout::fc28, parts, one_name, {}, out);
    return size && *size == out.size() && out == images::increment;
}
static_assert(writes_increment());

} // namespace

TEST_CASE("the bytes written are those of the original packer", "[image]") {
    bytes counter = reading::bytes_of(images::counter);
    std::reverse(counter.begin(), counter.begin() + 4); // its other magic number
    const std::uint8_t magic[] = {0x72, 0x42, 0x50, 0x46};
    REQUIRE(std::equal(std::begin(magic), std::end(magic), counter.begin()));
    using enum layout;
    const std::span<const std::uint8_t> counted{images::counter};
    const fc::sections one{.text = part(images::increment, 44, 24)};
    const fc::sections two{.text = part(images::two_functions, 56, 64), .entry = 3};
    const fc::sections three{.text = part(counted, 52, 80),
                             .rodata = part(counted, 36, 8),
                             .data = part(counted, 28, 8)};
    const fc::sections four{.text = part(images::noted, 32, 16)};
    struct row {
        layout to;
        fc::sections parts;
        std::span<const named_slot> functions;
        extras more;
        bytes image;
    };
    for (const row& each : {
             row{fc28, one, one_name, {}, reading::bytes_of(images::increment)},
             row{fc32, two, two_names, {}, reading::bytes_of(images::two_functions)},
             row{fc28, three, count_name, {}, counter},
             row{fc32, four, no_names, {.notes = notes}, reading::bytes_of(images::noted)},
             row{text, one, no_names, {}, reading::bytes_of(one.text)},
         }) {
        const auto made = write(each.to, each.parts, each.functions, each.more);
        REQUIRE(made.size.error() == errc::ok);
        CHECK(made.image == each.image);
    }
}

TEST_CASE("what is written is read back", "[image]") {
    const bytes rodata{'h', 'e', 'l', 'l', 'o', 0, 1, 2, 3};
    const bytes data{9, 8, 7};
    const std::uint8_t helpers[] = {0x11, 0x20, 0xFF};
    for (const layout to : {layout::fc28, layout::fc32, layout::extended}) {
        for (const std::uint32_t bss : {0U, 1U, 5U, 6U, 100U}) {
            CAPTURE(fc::image::name_of(to), bss);
            const fc::sections parts{.text = part(images::two_functions, 56, 64),
                                     .rodata = rodata,
                                     .data = data,
                                     .bss_bytes = bss,
                                     .entry = to == layout::fc32 ? 3U : 0U};
            extras more;
            if (to == layout::extended) {
                more.helpers = helpers;
            } else if (to == layout::fc32) {
                more.notes = notes;
            }
            const auto made = write(to, parts, two_names, more);
            REQUIRE(made.size.error() == errc::ok);
            REQUIRE(*fc::image::detect(made.image) == to);
            const auto opened = fc::image::open(made.image);
            REQUIRE(opened);
            const auto& read = opened->sections;
            CHECK(reading::bytes_of(read.text) == reading::bytes_of(parts.text));
            CHECK(read.entry == parts.entry);
            REQUIRE(read.rodata.size() % 8 == 0);
            CHECK(std::equal(rodata.begin(), rodata.end(), read.rodata.begin()));
            REQUIRE(read.data.size() == (data.size() + bss + 7) / 8 * 8);
            CHECK(std::equal(data.begin(), data.end(), read.data.begin()));
            CHECK(std::all_of(read.data.begin() + 3, read.data.end(),
                              [](std::uint8_t each) { return each == 0; }));
            REQUIRE(opened->functions.size() == 2);
            for (std::uint32_t i = 0; i < 2; ++i) {
                CHECK(two_names[i].name == opened->functions[i].name);
                CHECK(opened->functions[i].slot == two_names[i].slot);
            }
            CHECK(reading::bytes_of(opened->helpers) == reading::bytes_of(more.helpers));
            CHECK(opened->notes.has_contract == more.notes.has_contract);
            CHECK(opened->notes.contract == more.notes.contract);
            CHECK(opened->notes.fingerprint.size() == more.notes.fingerprint.size());
            CHECK(reading::bytes_of(opened->notes.proof) == reading::bytes_of(more.notes.proof));
        }
    }
}

TEST_CASE("what was read is written to the same bytes", "[image]") {
    for (const std::span<const std::uint8_t> image :
         {std::span<const std::uint8_t>{images::increment},
          {images::two_functions},
          {images::noted}}) {
        const auto opened = fc::image::open(image);
        REQUIRE(opened);
        const auto made = write(opened->layout, opened->stored(), opened->functions,
                                {.notes = opened->notes, .shares_names = true});
        REQUIRE(made.size.error() == errc::ok);
        CHECK(made.image == reading::bytes_of(image));
    }
}

TEST_CASE("each note stands alone", "[image]") {
    const fc::sections parts{.text = part(images::noted, 32, 16)};
    for (unsigned kinds = 0; kinds < 8; ++kinds) {
        CAPTURE(kinds);
        fc::image::notes some;
        some.has_contract = (kinds & 1U) != 0;
        some.fingerprint = (kinds & 2U) != 0 ? notes.fingerprint : fc::image::fingerprint{};
        some.proof = (kinds & 4U) != 0 ? notes.proof : std::span<const std::uint8_t>{};
        const auto made = write(layout::fc32, parts, no_names, {.notes = some});
        REQUIRE(made.size.error() == errc::ok);
        const auto opened = fc::image::open(made.image);
        REQUIRE(opened);
        CHECK(opened->notes.has_contract == some.has_contract);
        CHECK(opened->notes.fingerprint.size() == some.fingerprint.size());
        CHECK(opened->notes.proof.size() == some.proof.size());
        CHECK(opened->notes.empty() == (kinds == 0));
    }
}

TEST_CASE("notes of any length are read back beside parts of any length", "[image]") {
    constexpr std::array<std::uint8_t, 8 * 64> text{0xB7};
    constexpr std::array<std::uint8_t, 24> constants{1, 2, 3};
    constexpr std::array<std::uint32_t, 300> hashes{0xA0000001};
    constexpr std::array<std::uint8_t, 1300> proof_bytes{5};
    constexpr auto f = named_slot{"", 0};
    constexpr std::array<named_slot, 3> functions{f, f, f};
    bytes room(4096);
    const auto is_read_back = [&](const fc::sections& parts, std::size_t named,
                                  const fc::image::notes& some) {
        const auto size = fc::image::write(layout::fc32, parts, std::span{functions}.first(named),
                                           {.notes = some, .shares_names = true}, room);
        if (!size) {
            return false;
        }
        const bytes image{room.begin(), room.begin() + static_cast<std::ptrdiff_t>(*size)};
        const auto opened = fc::image::open(image);
        return opened && opened->layout == layout::fc32 &&
               reading::bytes_of(opened->sections.text) == reading::bytes_of(parts.text) &&
               opened->functions.size() == named &&
               opened->notes.fingerprint.size() == some.fingerprint.size() &&
               opened->notes.proof.size() == some.proof.size();
    };
    for (const std::size_t slots : {1U, 2U, 3U, 10U, 40U, 64U}) {
        for (const std::size_t rodata : {0U, 8U, 16U, 24U}) {
            for (const std::size_t named : {0U, 1U, 3U}) {
                const fc::sections parts{.text = part(text, 0, 8 * slots),
                                         .rodata = part(constants, 0, rodata)};
                for (std::size_t count = 1; count <= hashes.size(); ++count) {
                    CAPTURE(slots, rodata, named, count);
                    const std::span<const std::uint32_t> some{hashes.data(), count};
                    REQUIRE(
                        is_read_back(parts, named, {.fingerprint = fc::image::fingerprint{some}}));
                    REQUIRE(is_read_back(parts, named, {.proof = part(proof_bytes, 0, count)}));
                    REQUIRE(is_read_back(parts, named, {.proof = part(proof_bytes, 0, 4 * count)}));
                }
            }
        }
    }
}

TEST_CASE("names are shared only where that is asked for", "[image]") {
    const bytes rodata{'a', 'd', 'd', 0};
    const fc::sections parts{.text = part(images::two_functions, 56, 64), .rodata = rodata};
    const named_slot names[] = {{"multiply_add", 0}, {"add", 3}, {"ad", 3}};
    const auto apart = write(layout::fc28, parts, names);
    const auto shared = write(layout::fc28, parts, names, {.shares_names = true});
    REQUIRE(apart.size);
    REQUIRE(shared.size);
    CHECK(fc::image::open(apart.image)->sections.rodata.size() == 24);  // 4 + 13 + 4 + 3
    CHECK(fc::image::open(shared.image)->sections.rodata.size() == 24); // 4 + 13 + 0 + 3
    for (const bytes& image : {apart.image, shared.image}) {
        const auto opened = fc::image::open(image);
        for (std::uint32_t i = 0; i < 3; ++i) {
            CHECK(names[i].name == opened->functions[i].name);
        }
    }
    const auto opened = fc::image::open(shared.image);
    CHECK(opened->functions[1].name.data() == opened->sections.rodata.data());
}

TEST_CASE("the room for names that are shared can be asked for", "[image]") {
    // Written apart they would end behind what 16 bits reach.
    bytes rodata(0xFFF8);
    const std::string name(fc::image::max_name_bytes, 'n');
    std::copy(name.begin(), name.end(), rodata.begin());
    const std::vector<named_slot> names(100, named_slot{name, 0});
    const fc::sections parts{.text = part(images::increment, 44, 24), .rodata = rodata};
    for (const layout to : {layout::fc28, layout::fc32, layout::extended}) {
        CAPTURE(fc::image::name_of(to));
        const extras more{.shares_names = true};
        const auto asked = fc::image::write(to, parts, names, more, {});
        REQUIRE(asked.error() == errc::buffer_too_small);
        bytes room(asked.at());
        const auto size = fc::image::write(to, parts, names, more, room);
        REQUIRE(size);
        room.resize(*size);
        REQUIRE(fc::image::open(room));
        CHECK(fc::image::open(room)->functions.size() == names.size());
        CHECK(names.back().name == fc::image::open(room)->functions[99].name);
        CHECK(fc::image::write(to, parts, names, {}, {}).error() == errc::value_out_of_range);
    }
}

TEST_CASE("what a layout cannot say is refused and named", "[image]") {
    using enum errc;
    using enum layout;
    static constexpr std::uint8_t long_code[16 + 0x10000]{};
    static constexpr std::uint8_t bytes8[8]{1, 2, 3, 4, 5, 6, 7, 8};
    static constexpr std::uint8_t many[257]{};
    static constexpr std::uint8_t long_rodata[0x10000]{};
    static constexpr fc::relocation refs[] = {{.offset = 24}};
    static constexpr named_slot outside[] = {{"in", 0}, {"out", 3}};
    static constexpr named_slot far[] = {{"in", 0}, {"far", 0x2000}};
    static constexpr named_slot second[] = {{"second", 1}};
    static constexpr char with_nul[] = {'a', '\0', 'b'};
    static constexpr named_slot cut[] = {{std::span{with_nul}, 0}};
    static const std::string too_long(1025, 'n');
    static const named_slot longer[] = {{"in", 0}, {too_long, 0}};
    const std::span<const std::uint8_t> code = part(images::increment, 44, 24);
    struct row {
        errc error;
        std::uint32_t at;
        layout to;
        fc::sections parts;
        std::span<const named_slot> functions{};
        extras more{};
    };
    for (const row& each : {
             row{illegal_length, 0, text, {}},
             row{illegal_length, 0, fc28, {}},
             row{illegal_length, 0, fc32, {.text = code.first(20)}},
             row{no_room_for_relocations, 24, fc28, {.text = code, .relocations = refs}},
             row{no_room_for_relocations, 24, text, {.text = code, .relocations = refs}},
             row{no_room_for_sections, 0, text, {.text = code, .rodata = bytes8}},
             row{no_room_for_sections, 0, text, {.text = code, .data = bytes8}},
             row{no_room_for_sections, 0, text, {.text = code, .bss_bytes = 1}},
             row{no_room_for_functions, 0, text, {.text = code}, one_name},
             row{no_room_for_helpers, 0, text, {.text = code}, {}, {.helpers = bytes8}},
             row{no_room_for_helpers, 0, fc28, {.text = code}, {}, {.helpers = bytes8}},
             row{no_room_for_helpers, 0, fc32, {.text = code}, {}, {.helpers = bytes8}},
             row{bad_structure, 0, extended, {.text = code}, {}, {.helpers = many}},
             row{no_room_for_notes, 0, text, {.text = code}, {}, {.notes = notes}},
             row{no_room_for_notes, 0, fc28, {.text = code}, {}, {.notes = notes}},
             row{no_room_for_notes, 0, extended, {.text = code}, {}, {.notes = notes}},
             row{no_room_for_entry, 1, text, {.text = code, .entry = 1}},
             row{no_room_for_entry, 2, fc28, {.text = code, .entry = 2}, second},
             row{no_room_for_entry, 1, extended, {.text = code, .entry = 1}, second},
             row{no_room_for_entry, 0, fc32, {.text = code, .entry = 0}, second},
             row{bad_structure, 1, fc28, {.text = code}, outside},
             row{value_out_of_range, 1, fc28, {.text = long_code}, far},
             row{value_out_of_range, 0, fc28, {.text = code, .rodata = long_rodata}, one_name},
             row{value_out_of_range, 1, fc28, {.text = code}, longer},
             row{bad_structure, 0, fc28, {.text = code}, cut},
             row{value_out_of_range, 0, fc28, {.text = code, .bss_bytes = 0xFFFFFFFF}},
             row{value_out_of_range, 0, fc28, {.text = code, .bss_bytes = 0x7FFFFFFF}},
             row{illegal_length, 0, elf, {}},
             row{value_out_of_range, 1, elf, {.text = code}, longer},
             row{no_room_for_entry, 1, elf, {.text = code, .entry = 1}},
             row{no_room_for_notes, 0, elf, {.text = code}, {}, {.notes = {.has_contract = true}}},
         }) {
        CAPTURE(fc::image::name_of(each.to), each.parts.text.size(), each.functions.size());
        bytes room(0x20000);
        const auto refused = fc::image::write(each.to, each.parts, each.functions, each.more, room);
        CHECK(std::string{fc::describe(refused.error()).name} == fc::describe(each.error).name);
        CHECK(refused.at() == each.at);
    }
}

TEST_CASE("an image that would be taken for another layout is not written", "[image]") {
    // Text that begins as micro-bpf's images do: *(u64 *)(r0 + 0) = r0.
    const std::uint8_t store[] = {123, 0, 0, 0, 0, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0};
    bytes room(1024);
    CHECK_FALSE(fc::image::write(layout::text, {.text = store}, room));

    // Eight functions, no data, and a first word that makes it a 32-byte header.
    bytes rodata(40);
    rodata[0] = 6;
    const std::array<named_slot, 8> names{}; // without a name: 1 byte each
    const fc::sections parts{.text = part(images::noted, 32, 8), .rodata = rodata};
    const auto refused = fc::image::write(layout::fc28, parts, names, {}, room);
    CHECK(refused.error() == errc::ambiguous_layout);
    rodata[0] = 7;
    CHECK(fc::image::write(layout::fc28, parts, names, {}, room));
}
