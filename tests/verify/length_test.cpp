// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "differential/random.hpp"
#include "reference/interpreter.hpp"
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <cstring>
#include <memory>
#include <vector>

namespace fc::test {
namespace {

std::vector<std::uint8_t> exits(std::size_t slots) {
    std::vector<std::uint8_t> text(8 * slots);
    for (std::size_t at = 0; at < text.size(); at += 8) {
        text[at] = 0x95;
    }
    return text;
}

TEST_CASE("a text has 1 to 65535 slots of 8 bytes", "[verify]") {
    struct row {
        std::size_t bytes;
        errc expected;
    };
    const std::vector<std::uint8_t> text = exits(65'537);
    for (const row& each :
         {row{0, errc::illegal_length}, row{1, errc::illegal_length}, row{7, errc::illegal_length},
          row{8, errc::ok}, row{9, errc::illegal_length}, row{15, errc::illegal_length},
          row{8 * 65'535, errc::ok}, row{8 * 65'535 + 1, errc::illegal_length},
          row{8 * 65'536, errc::illegal_length}, row{8 * 65'537, errc::illegal_length}}) {
        CAPTURE(each.bytes);
        const auto program = verify<defaults>(std::span{text}.first(each.bytes));
        CHECK(static_cast<int>(program.error()) == static_cast<int>(each.expected));
        CHECK(program.at() == 0);
    }
    CHECK(verify<defaults>(std::span<const std::uint8_t>{}).error() == errc::illegal_length);
}

TEST_CASE("the longest text runs in its last slot", "[verify]") {
    std::vector<std::uint8_t> text = exits(65'535);
    const auto put = [&](std::size_t slot, const isa::instruction& code) {
        const auto bytes = isa::encode(code);
        std::copy(bytes.begin(), bytes.end(), &text[8 * slot]);
    };
    put(0, {0x06, 0, 0, 0, 65'532});
    put(65'533, {0xb7, 0, 0, 0, 5});
    each_executor<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(text);
        REQUIRE(program);
        fc::vm<Config> vm;
        CHECK(*vm.run(*program) == 5);
        CHECK(vm.slot() == 65'535);
    });
}

TEST_CASE("a text that starts off a 4-byte boundary is refused", "[verify]") {
    alignas(8) std::array<std::uint8_t, 24> bytes{};
    for (std::size_t shift = 0; shift < 8; ++shift) {
        bytes.fill(0);
        bytes[shift] = 0x95;
        CAPTURE(shift);
        const auto program = verify<defaults>(std::span{bytes}.subspan(shift, 8));
        CHECK(program.error() == (shift % 4 == 0 ? errc::ok : errc::misaligned_text));
    }
}

TEST_CASE("an entry outside the text or inside an instruction is refused", "[verify]") {
    const auto& text = assembled<"r0 = 1 ll\nexit">;
    struct row {
        std::uint32_t entry;
        errc expected;
    };
    for (const row& each : {row{0, errc::ok}, row{1, errc::illegal_jump}, row{2, errc::ok},
                            row{3, errc::illegal_jump}, row{0xFFFFFFFF, errc::illegal_jump}}) {
        CAPTURE(each.entry);
        const auto program = verify<defaults>(sections{.text = text, .entry = each.entry});
        CHECK(static_cast<int>(program.error()) == static_cast<int>(each.expected));
        CHECK(program.at() == (each.expected == errc::ok ? 0 : each.entry));
    }
}

TEST_CASE("what verify learns of stack and straight runs is what the text says", "[verify]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
        std::uint32_t frame;
        std::uint32_t reach;
        std::uint32_t run;
    };
    constexpr std::uint32_t whole = program_of<defaults>::whole_stack;
    constexpr std::uint32_t unseen = defaults::frame_bytes;
    const row rows[] = {
        {"no stack", assembled<"r0 = 1\nexit">, 0, 0, 2},
        {"a load", assembled<"r0 = *(u8 *)(r10 - 3)\nexit">, 8, 8, 2},
        {"two accesses", assembled<"*(u64 *)(r10 - 8) = 1\n*(u64 *)(r10 - 24) = 1\nexit">, 24, 24,
         3},
        {"above r10", assembled<"r0 = *(u8 *)(r10 + 8)\nexit">, 0, 0, 2},
        {"an address of a local", assembled<"r1 = r10\nr1 += -20\nexit">, 24, whole, 3},
        {"a copy of r10", assembled<"r1 = r10\nr1 += r2\nexit">, unseen, whole, 3},
        {"an address of r10 itself", assembled<"r1 = r10\nr1 += 0\nexit">, unseen, whole, 3},
        {"a copy of half of r10", assembled<"w1 = w10\nexit">, unseen, whole, 2},
        {"a sum with r10", assembled<"r1 += r10\nexit">, unseen, whole, 2},
        {"r10 stored", assembled<"*(u64 *)(r1 + 0) = r10\nexit">, unseen, whole, 2},
        {"r10 stored on the stack", assembled<"*(u64 *)(r10 - 128) = r10\nexit">, unseen, whole, 2},
        {"r10 compared", assembled<"if r1 > r10 goto +0\nexit">, 0, 0, 2},
        {"a call", assembled<"call +1\nexit\nr0 = 1\nexit">, 0, whole, 2},
        {"lddw counts two", assembled<"r0 = 1 ll\nr0 = 2 ll\nexit">, 0, 0, 5},
        {"branches do not end a straight run",
         assembled<"r0 = 1\nif r0 == 1 goto +0\nr0 = 2\nexit">, 0, 0, 4},
        {"jumps do", assembled<"r0 = 1\ngoto +0\nr0 = 2\nr0 = 3\nexit">, 0, 0, 3},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        const auto program = verify<defaults>(each.text);
        REQUIRE(program);
        CHECK(program->frame_bytes() == each.frame);
        CHECK(program->reach_bytes() == each.reach);
        CHECK(program->longest_straight_run() == each.run);
    }
}

TEST_CASE("random bytes are judged as the reference judges them", "[verify]") {
    random_numbers random{2026};
    std::size_t accepted = 0;
    for (int i = 0; i < 60'000; ++i) {
        const std::size_t length = random.percent(50) ? 8 * random.below(6) : random.below(41);
        std::vector<std::uint8_t> text(length);
        for (std::size_t at = 0; at < length; ++at) {
            // Opcodes and small numbers, so that some of it means something.
            text[at] = at % 8 == 0          ? isa::rows[random.below(isa::rows.size())].opcode
                       : random.percent(80) ? std::uint8_t{0}
                       : random.percent(50) ? static_cast<std::uint8_t>(random.below(16))
                                            : static_cast<std::uint8_t>(random.bits());
        }
        if (length >= 8 && random.percent(70)) {
            const auto last = isa::encode({0x95, 0, 0, 0, 0});
            std::copy(last.begin(), last.end(), text.end() - 8);
        }
        const auto program = verify<defaults>(text);
        const bool valid =
            length % 8 == 0 && reference::is_valid(reference::read_slots(text), 0,
                                                   [](std::uint32_t) { return false; });
        accepted += valid ? 1U : 0U;
        CAPTURE(i);
        REQUIRE(static_cast<bool>(program) == valid);
        if (!program) {
            REQUIRE(program.at() <= length / 8);
        }
    }
    CHECK(accepted > 1000);
}

TEST_CASE("verify reads no byte behind a text, however it is cut", "[verify]") {
    const auto& whole = assembled<"r1 = 5 ll\nr0 = r1\nif r0 == 5 goto +1\ncall +1\nexit\nexit">;
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        // On the heap in its exact size: AddressSanitizer sees one byte too many.
        const auto exact = std::make_unique<std::uint8_t[]>(length == 0 ? 1 : length);
        if (length != 0) {
            std::memcpy(exact.get(), whole.data(), length);
        }
        const std::span<const std::uint8_t> cut{exact.get(), length};
        CAPTURE(length);
        CHECK(static_cast<bool>(verify<defaults>(cut)) == (length == whole.size()));
    }
}

struct alignas(4) odd {
    std::uint8_t pad;
    std::uint8_t text[16];
};
constexpr odd baked{0, {0xB7, 0, 0, 0, 7, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0}};
constexpr auto verified_by_the_compiler = verify<defaults>(baked.text);
static_assert(verified_by_the_compiler);

TEST_CASE("misaligned text that the compiler verified is refused when it starts", "[verify]") {
    CHECK(verify<defaults>(baked.text).error() == errc::misaligned_text);
    fc::vm<defaults> vm;
    CHECK(vm.run(*verified_by_the_compiler).error() == errc::misaligned_text);
    CHECK(vm.start(*verified_by_the_compiler).error() == errc::misaligned_text);
    CHECK(vm.resume(1).error() == errc::not_running);
}

} // namespace
} // namespace fc::test
