// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Objects of clang, cut and spoilt in every place: an error with a name, or a program that verify
// judges and the vm survives. Under sanitizers this is where a missing check shows.
#include "loading.hpp"
#include "support/catch.hpp"

#include <femto/vm.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using fc::errc;

struct bounded : fc::defaults {
    static constexpr std::uint32_t budget = 2000;
};

struct tally {
    unsigned refused = 0;
    unsigned unverified = 0;
    unsigned ran = 0;
};

/// REQUIRE for a loop of a million rounds: Catch formats and counts each of its own.
void demand(bool holds) {
    if (!holds) {
        FAIL("a promise was broken");
    }
}

/// Loads, verifies and runs `file` with every buffer exactly as large as promised.
void try_one(std::span<const std::uint8_t> file, const char* function, tally& into) {
    // A heap block of its own, so that a sanitizer sees the first byte read beyond it.
    const auto exact = std::make_unique<std::uint8_t[]>(file.size());
    std::copy(file.begin(), file.end(), exact.get());
    const std::span<const std::uint8_t> object{exact.get(), file.size()};

    const auto needs = fc::image::measure_elf(object);
    if (!needs) {
        // A reader that stops must say where, within the file.
        demand(needs.at() <= file.size());
        ++into.refused;
        return;
    }
    demand(needs->bytes <= 8 * file.size());
    demand(needs->relocations <= file.size() / 16);
    const auto buffer = std::make_unique<std::uint8_t[]>(needs->bytes);
    const auto words = std::make_unique<fc::relocation[]>(needs->relocations);
    const auto loaded =
        fc::image::load_elf(object, {buffer.get(), needs->bytes}, {words.get(), needs->relocations},
                            {.function = function});
    if (!loaded) {
        demand(loaded.error() != errc::buffer_too_small);
        demand(loaded.at() < file.size());
        ++into.refused;
        return;
    }
    std::size_t letters = 0;
    for (const fc::image::function each : loaded->functions) {
        letters += each.name.size();
        demand(each.slot < loaded->sections.text.size() / 8);
    }
    static_cast<void>(letters);
    const auto program = fc::verify<bounded>(loaded->sections);
    // A spoilt .bss can be honest and still want gigabytes: its instance is the caller's choice.
    if (!program || program->data_bytes() > 0x10000) {
        ++into.unverified;
        return;
    }
    std::vector<std::uint8_t> storage(program->data_bytes());
    const auto instance = fc::instantiate(*program, storage);
    demand(static_cast<bool>(instance));
    fc::vm<bounded> vm;
    std::array<std::uint8_t, 4> context{1, 2, 3, 4};
    static_cast<void>(vm.run(*instance, context));
    ++into.ran;
}

struct victim {
    const char* object;
    const char* function;
};
constexpr victim victims[] = {
    {"calls-clang-v3-Os", "calls"},     {"data-clang-v3-Os", "data"},
    {"tables-clang-v2-Os", "tables"},   {"pointers-clang-v3-O1", "pointers"},
    {"objects-clang-v3-O0", "objects"}, {"places-clang-v1-Os", "places"},
};

} // namespace

TEST_CASE("every truncation of an object is refused", "[image]") {
    for (const victim& each : victims) {
        CAPTURE(each.object);
        const auto file = loading::object(each.object);
        tally counted;
        for (std::size_t length = 0; length < file.size(); ++length) {
            try_one(std::span{file}.first(length), each.function, counted);
        }
        REQUIRE(counted.refused == file.size());
    }
    const auto large = loading::object("tables-clang-v3-O2"); // with debug sections
    tally counted;
    for (std::size_t length = 0; length < large.size(); length += 7) {
        try_one(std::span{large}.first(length), "tables", counted);
    }
    REQUIRE(counted.unverified + counted.ran == 0);
}

TEST_CASE("an object with one bit or byte spoilt is refused or judged", "[image]") {
    for (const victim& each : victims) {
        CAPTURE(each.object);
        auto file = loading::object(each.object);
        tally counted;
        for (std::size_t at = 0; at < file.size(); ++at) {
            const std::uint8_t kept = file[at];
            for (unsigned bit = 0; bit < 8; ++bit) {
                file[at] = static_cast<std::uint8_t>(kept ^ (1U << bit));
                try_one(file, each.function, counted);
            }
            for (const unsigned value : {0x00U, 0x7FU, 0xFFU, kept + 1U, kept - 1U}) {
                file[at] = static_cast<std::uint8_t>(value);
                try_one(file, each.function, counted);
            }
            file[at] = kept;
        }
        // All three ends are met, so none of the paths goes unused.
        REQUIRE(counted.refused > 0);
        REQUIRE(counted.unverified > 0);
        REQUIRE(counted.ran > 0);
    }
}

TEST_CASE("an object with an extreme number anywhere is refused or judged", "[image]") {
    constexpr std::uint64_t extremes[] = {
        0,
        0x7FFFFFFF,
        0x80000000,
        0xFFFFFFF8,
        0xFFFFFFFF,
        std::uint64_t{1} << 32,
        0x7FFFFFFFFFFFFFFF,
        0x8000000000000000,
        0xFFFFFFFFFFFFFFF0,
        0xFFFFFFFFFFFFFFF8,
        0xFFFFFFFFFFFFFFFF,
    };
    for (const victim& each : victims) {
        CAPTURE(each.object);
        const auto file = loading::object(each.object);
        tally counted;
        for (std::size_t at = 0; at + 8 <= file.size(); at += 4) {
            for (const std::uint64_t value : extremes) {
                auto spoilt = file;
                fc::store_le(spoilt.data() + at, value);
                try_one(spoilt, each.function, counted);
            }
            for (const std::uint32_t value : {0U, 0xFFFFU, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
                auto spoilt = file;
                fc::store_le(spoilt.data() + at, value);
                try_one(spoilt, each.function, counted);
            }
        }
        REQUIRE(counted.refused > 0);
    }
}

TEST_CASE("an object spoilt in several places at random is refused or judged", "[image]") {
    std::mt19937 random{20260101};
    for (const victim& each : victims) {
        CAPTURE(each.object);
        const auto file = loading::object(each.object);
        tally counted;
        for (unsigned round = 0; round < 5000; ++round) {
            CAPTURE(round);
            auto spoilt = file;
            const unsigned changes = 1 + static_cast<unsigned>(random() % 6);
            for (unsigned i = 0; i < changes; ++i) {
                const std::size_t at = random() % spoilt.size();
                if (random() % 3 == 0 && at + 8 <= spoilt.size()) { // a word from elsewhere
                    const std::size_t from = random() % (spoilt.size() - 8);
                    std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(from), 8,
                                spoilt.begin() + static_cast<std::ptrdiff_t>(at));
                } else {
                    spoilt[at] = static_cast<std::uint8_t>(random());
                }
            }
            try_one(spoilt, each.function, counted);
        }
        REQUIRE(counted.refused > 0);
        REQUIRE(counted.ran > 0);
    }
}

TEST_CASE("random bytes behind a true header are refused", "[image]") {
    std::mt19937 random{7};
    const auto file = loading::object("calls-clang-v3-Os");
    tally counted;
    for (unsigned round = 0; round < 5000; ++round) {
        loading::bytes noise(file.begin(), file.begin() + 64);
        noise.resize(64 + random() % 1024);
        std::generate(noise.begin() + 64, noise.end(),
                      [&] { return static_cast<std::uint8_t>(random()); });
        // The section table at once behind the header, as many sections as fit.
        fc::store_le(noise.data() + 40, std::uint64_t{64});
        fc::store_le(noise.data() + 60, static_cast<std::uint16_t>((noise.size() - 64) / 64));
        try_one(noise, "", counted);
    }
    REQUIRE(counted.refused == 5000);
}
