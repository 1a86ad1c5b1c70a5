// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Images with one thing wrong, and the byte that is named.
#include "images.hpp"
#include "reading.hpp"
#include "support/catch.hpp"

#include <femto/base/message.hpp>
#include <femto/image/format.hpp>
#include <femto/image/open.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace {

using fc::errc;
using fc::image::layout;
using reading::bytes;

struct sample {
    const char* name;
    std::span<const std::uint8_t> image;
    layout as;
};
constexpr auto samples = std::to_array<sample>({
    {"increment", images::increment, layout::fc28},
    {"two functions", images::two_functions, layout::fc32},
    {"counter", images::counter, layout::fc28},
    {"calls", images::calls, layout::extended},
    {"literal", images::literal, layout::extended},
    {"noted", images::noted, layout::fc32},
});

/// Opens a copy that has exactly its own size on the heap, so that valgrind and ASan see every byte
/// too far; what is accepted must lie where it belongs.
fc::result<fc::image::view> open_copy(std::span<const std::uint8_t> image, const layout* as) {
    const auto copy = std::make_unique<std::uint8_t[]>(image.size());
    std::copy(image.begin(), image.end(), copy.get());
    const std::span<const std::uint8_t> exact{copy.get(), image.size()};
    const auto buffer = std::make_unique<std::uint8_t[]>(image.size());
    const std::span<std::uint8_t> room{buffer.get(), image.size()};
    const auto opened =
        as != nullptr ? fc::image::open(exact, *as, room) : fc::image::open(exact, room);
    if (opened) {
        REQUIRE(reading::touches_only(*opened, exact, room));
    } else {
        REQUIRE(opened.at() <= image.size());
    }
    return opened;
}

} // namespace

TEST_CASE("a wrong number is refused at its place", "[image]") {
    struct row {
        std::span<const std::uint8_t> image;
        layout as;
        std::uint32_t at;
        unsigned width;
        std::uint64_t value;
        errc error;
        std::uint32_t named;
    };
    constexpr std::uint32_t huge = 0xFFFFFFFF;
    const std::span<const std::uint8_t> increment = images::increment;
    const std::span<const std::uint8_t> two = images::two_functions;
    const std::span<const std::uint8_t> counter = images::counter;
    const std::span<const std::uint8_t> calls = images::calls;
    const std::span<const std::uint8_t> noted = images::noted;
    for (const row& each : {
             row{increment, layout::fc28, 0, 4, 0x46504273, errc::bad_magic, 0},
             row{increment, layout::fc28, 0, 4, 0, errc::bad_magic, 0},
             row{increment, layout::fc28, 4, 4, 1, errc::unsupported_version, 4},
             row{increment, layout::fc28, 4, 4, huge, errc::unsupported_version, 4},
             row{increment, layout::fc28, 8, 4, 1, errc::compressed_text, 8},
             row{increment, layout::fc28, 8, 4, 2, errc::unknown_feature, 8},
             row{increment, layout::fc28, 8, 4, 3, errc::unknown_feature, 8},
             row{increment, layout::fc28, 12, 4, huge, errc::truncated, 12},
             row{increment, layout::fc28, 12, 4, 47, errc::truncated, 12},
             row{increment, layout::fc28, 12, 4, 46, errc::truncated, 16},
             row{increment, layout::fc28, 12, 4, 8, errc::truncated, 20},
             row{increment, layout::fc28, 16, 4, huge, errc::truncated, 16},
             row{increment, layout::fc28, 16, 4, 47, errc::truncated, 16},
             row{increment, layout::fc28, 16, 4, 17, errc::truncated, 24},
             row{increment, layout::fc28, 16, 4, 15, errc::bad_structure, 73}, // a byte too many
             row{increment, layout::fc28, 20, 4, 0, errc::illegal_length, 20},
             row{increment, layout::fc28, 20, 4, 20, errc::illegal_length, 20},
             row{increment, layout::fc28, 20, 4, huge, errc::illegal_length, 20},
             row{increment, layout::fc28, 20, 4, 0xFFFFFFF8, errc::truncated, 20},
             row{increment, layout::fc28, 20, 4, 32, errc::truncated, 20},
             row{increment, layout::fc28, 20, 4, 16, errc::bad_structure, 66},
             row{increment, layout::fc28, 24, 4, 0, errc::bad_structure, 68},
             row{increment, layout::fc28, 24, 4, 2, errc::truncated, 24},
             row{increment, layout::fc28, 24, 4, huge, errc::truncated, 24},
             row{increment, layout::fc28, 24, 4, 0x2AAAAAAB, errc::truncated, 24}, // times 6 wraps
             row{increment, layout::fc28, 68, 2, 16, errc::bad_structure, 68},
             row{increment, layout::fc28, 68, 2, 0xFFFF, errc::bad_structure, 68},
             row{increment, layout::fc28, 70, 2, 1, errc::unknown_feature, 70},
             row{increment, layout::fc28, 72, 2, 4, errc::bad_structure, 72},
             row{increment, layout::fc28, 72, 2, 24, errc::bad_structure, 72},
             row{increment, layout::fc28, 72, 2, 0xFFF8, errc::bad_structure, 72},
             row{two, layout::fc32, 8, 8, 1, errc::compressed_text, 8},
             row{two, layout::fc32, 8, 8, std::uint64_t{1} << 33, errc::unknown_feature, 8},
             row{two, layout::fc32, 8, 8, std::uint64_t{1} << 63, errc::unknown_feature, 8},
             row{two, layout::fc32, 8, 8, std::uint64_t{1} << 32, errc::truncated, 132},
             row{two, layout::fc32, 16, 4, huge, errc::truncated, 16},
             row{two, layout::fc32, 24, 4, 60, errc::illegal_length, 24},
             row{two, layout::fc32, 28, 4, 3, errc::truncated, 28},
             row{two, layout::fc32, 126, 2, 24, errc::bad_structure, 126}, // the second function
             row{counter, layout::fc28, 132, 2, 14, errc::ok, 0},          // a NUL: an empty name
             row{calls, layout::extended, 28, 4, 3, errc::truncated, 28},
             row{calls, layout::extended, 28, 4, 0x20000000, errc::truncated, 28}, // times 8 wraps
             row{calls, layout::extended, 112, 2, 8, errc::bad_structure, 112},
             row{calls, layout::extended, 124, 4, 4, errc::bad_structure, 124}, // inside a slot
             row{calls, layout::extended, 124, 4, 8, errc::bad_structure, 124}, // no CALL
             row{calls, layout::extended, 124, 4, 72, errc::bad_structure, 124},
             row{calls, layout::extended, 124, 4, huge - 7, errc::bad_structure, 124},
             row{calls, layout::extended, 124, 4, 16, errc::bad_structure, 132}, // twice
             row{calls, layout::extended, 128, 4, 44, errc::bad_structure, 128},
             row{calls, layout::extended, 128, 4, 72, errc::bad_structure, 128},
             row{calls, layout::extended, 132, 4, 0, errc::bad_structure, 132}, // falls
             row{calls, layout::extended, 41, 1, 0x20, errc::bad_structure,
                 124}, // call of a BTF id
             row{noted, layout::fc32, 48, 4, 38, errc::bad_structure, 48},
             row{noted, layout::fc32, 48, 4, 0, errc::bad_structure, 48},
             row{noted, layout::fc32, 48, 4, 40, errc::truncated, 91},
             row{noted, layout::fc32, 48, 4, huge, errc::truncated, 91},
             row{noted, layout::fc32, 52, 2, 0, errc::bad_structure, 52},
             row{noted, layout::fc32, 52, 2, 4, errc::unknown_feature, 52},
             row{noted, layout::fc32, 52, 2, 2, errc::bad_structure, 62}, // fingerprint twice
             row{noted, layout::fc32, 54, 4, 0, errc::bad_structure, 54},
             row{noted, layout::fc32, 54, 4, 5, errc::bad_structure, 54},
             row{noted, layout::fc32, 54, 4, huge, errc::truncated, 54},
             row{noted, layout::fc32, 64, 4, 0, errc::bad_structure, 64},
             row{noted, layout::fc32, 64, 4, 11, errc::bad_structure, 64},
             row{noted, layout::fc32, 64, 4, 24, errc::truncated, 64},
             row{noted, layout::fc32, 80, 2, 2, errc::bad_structure, 80},
             row{noted, layout::fc32, 82, 4, 0, errc::bad_structure, 82},
             row{noted, layout::fc32, 82, 4, 4, errc::truncated, 91},
             row{noted, layout::fc32, 82, 4, 6, errc::truncated, 82},
         }) {
        CAPTURE(fc::image::name_of(each.as), each.at, each.width, each.value);
        bytes image = reading::bytes_of(each.image);
        for (unsigned i = 0; i < each.width; ++i) {
            image[each.at + i] = static_cast<std::uint8_t>(each.value >> (8 * i));
        }
        const auto opened = open_copy(image, &each.as);
        CHECK(std::string{fc::describe(opened.error()).name} == fc::describe(each.error).name);
        CHECK(opened.at() == each.named);
    }
}

TEST_CASE("an image cut anywhere is refused, by the part that is cut", "[image]") {
    struct cut {
        std::size_t from; // the first length with this answer; it holds up to the next row
        std::uint32_t at;
    };
    constexpr std::uint32_t at_end = 0xFFFFFFFF;
    struct row {
        sample of;
        std::vector<cut> cuts;
    };
    for (const row& each : {
             row{samples[0], {{0, at_end}, {28, 16}, {44, 20}, {68, 24}}},
             row{samples[1], {{0, at_end}, {32, 20}, {56, 24}, {120, 28}}},
             row{samples[2], {{0, at_end}, {28, 12}, {36, 16}, {52, 20}, {132, 24}}},
             row{samples[3], {{0, at_end}, {32, 16}, {40, 20}, {112, 24}, {124, 28}}},
         }) {
        const std::size_t whole = each.of.as == layout::extended ? 140 : each.of.image.size();
        std::uint32_t at = 0;
        for (std::size_t length = 0; length < whole; ++length) {
            for (const cut& part : each.cuts) {
                at = part.from <= length ? part.at : at;
            }
            CAPTURE(each.of.name, length);
            const auto opened = open_copy(each.of.image.first(length), &each.of.as);
            CHECK(opened.error() == errc::truncated);
            CHECK(opened.at() == (at == at_end ? length : at));
        }
    }
}

TEST_CASE("notes cut anywhere are refused", "[image]") {
    constexpr layout as = layout::fc32;
    for (std::size_t length = 48; length < images::noted.size(); ++length) {
        CAPTURE(length);
        const auto opened = open_copy(std::span{images::noted}.first(length), &as);
        CHECK(opened.error() == errc::truncated);
        CHECK(opened.at() == length);
    }
}

TEST_CASE("an image with notes that is cut or grown says so, whatever else it would add up to",
          "[image]") {
    // With 1 byte of data, 8 of text and 8 functions its first 85 bytes would be fc28, and its first
    // 89 or more extended.
    bytes image{0x72, 0x42, 0x50, 0x46, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
                0,    0,    0,    0,    8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
    image.resize(32 + 8 + 8);
    image.insert(image.end(), {206, 0, 0, 0, 3, 0, 200, 0, 0, 0});
    image.resize(image.size() + 200, 7);
    REQUIRE(open_copy(image, nullptr).error() == errc::ok);
    for (std::size_t length = 28; length < image.size(); ++length) {
        CAPTURE(length);
        const auto cut = open_copy(std::span{image}.first(length), nullptr);
        CHECK(cut.error() == errc::truncated);
        CHECK(cut.at() == (length < 32 ? length : length < 40 ? 20 : length < 48 ? 24 : length));
    }
    for (unsigned more = 1; more < 300; ++more) {
        CAPTURE(more);
        image.push_back(0);
        const auto grown = open_copy(image, nullptr);
        CHECK(grown.error() == errc::bad_structure);
        CHECK(grown.at() == 48);
    }
}

TEST_CASE("what is cut is not taken for another layout", "[image]") {
    for (const sample& each : samples) {
        for (std::size_t length = 0; length < each.image.size(); ++length) {
            CAPTURE(each.name, length);
            const auto found = fc::image::detect(each.image.first(length));
            if (found && each.image.data() == images::noted.data()) {
                CHECK(*found == layout::fc32); // its flag says it, and `open` that it is cut
            } else if (found) {
                // The helpers of the extended layout have no count; and without the calls, the
                // helpers, and the 4 bytes its header has more, it adds up as fc28.
                const bool has_calls = each.image.data() == images::calls.data();
                const std::size_t without_helpers = each.image.size() - (has_calls ? 2 : 0);
                const std::size_t as_fc28 = without_helpers - 4 - (has_calls ? 16 : 0);
                CHECK(each.as == layout::extended);
                CHECK((length >= without_helpers || length == as_fc28));
            } else {
                const bool is_refused =
                    found.error() == errc::truncated || found.error() == errc::bad_structure;
                CHECK(is_refused);
                CHECK(found.at() == length);
            }
        }
    }
}

TEST_CASE("bytes behind an image are refused", "[image]") {
    for (const sample& each : samples) {
        CAPTURE(each.name);
        bytes image = reading::bytes_of(each.image);
        image.push_back(0);
        const auto opened = open_copy(image, &each.as);
        if (each.as == layout::extended) {
            CHECK(opened.error() == errc::ok); // one more helper
            image.resize(image.size() + 256);
            const auto more = open_copy(image, &each.as);
            CHECK(more.error() == errc::bad_structure);
        } else if (each.image.data() == images::noted.data()) {
            CHECK(opened.error() == errc::bad_structure);
            CHECK(opened.at() == 48);
        } else {
            CHECK(opened.error() == errc::bad_structure);
            CHECK(opened.at() == each.image.size());
        }
    }
}

TEST_CASE("a name must end, or it is refused", "[image]") {
    bytes image = reading::bytes_of(images::increment);
    std::fill(image.begin() + 28, image.begin() + 44, std::uint8_t{'x'});
    constexpr layout as = layout::fc28;
    CHECK(open_copy(image, &as).error() == errc::bad_structure);
    CHECK(open_copy(image, &as).at() == 68);
    image[0] = 123; // micro-bpf writes no NUL: the name ends with rodata
    image[1] = image[2] = image[3] = 0;
    CHECK(open_copy(image, &as).error() == errc::ok);
}

TEST_CASE("whatever a number says, nothing outside of the image is read", "[image]") {
    for (const sample& each : samples) {
        for (const auto& row : fc::image::header_table) {
            const auto where = fc::image::place_of(each.as, row.field);
            if (where.bytes == 0) {
                continue;
            }
            bytes image = reading::bytes_of(each.image);
            const std::uint64_t good = fc::image::get(image.data(), where);
            constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
            for (const std::uint64_t value :
                 {std::uint64_t{0}, std::uint64_t{1}, most, most >> 1, most - 7, good + 1, good - 1,
                  good + 8, good - 8, std::uint64_t{image.size()}, std::uint64_t{0x80000000},
                  std::uint64_t{0x55555556}, std::uint64_t{0x2AAAAAAB}, std::uint64_t{1} << 32}) {
                CAPTURE(each.name, row.name, value);
                fc::image::put(image.data(), where, value);
                for (const layout as :
                     {layout::text, layout::fc28, layout::fc32, layout::extended, layout::elf}) {
                    (void)open_copy(image, &as);
                }
                (void)open_copy(image, nullptr);
            }
        }
    }
}

TEST_CASE("whatever one byte says, nothing outside of the image is read", "[image]") {
    for (const sample& each : samples) {
        for (std::size_t at = 0; at < each.image.size(); ++at) {
            for (const unsigned value : {0U, 1U, 7U, 8U, 0x7FU, 0x80U, 0xB8U, 0xFFU}) {
                bytes image = reading::bytes_of(each.image);
                image[at] = static_cast<std::uint8_t>(value);
                CAPTURE(each.name, at, value);
                (void)open_copy(image, &each.as);
                (void)open_copy(image, nullptr);
            }
        }
    }
}
