// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include "support/catch.hpp"

#include <femto/isa/assemble.hpp>
#include <femto/isa/disassemble.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace isa = fc::isa;
using fc::errc;

using bytes = std::vector<std::uint8_t>;

/// Assembles from and into heap blocks of exactly the right size, so that a sanitizer sees one
/// byte too far.
fc::result<std::size_t> assemble(const std::string& source, bytes& out, std::size_t labels = 64) {
    const std::unique_ptr<char[]> exact{new char[source.size()]};
    std::memcpy(exact.get(), source.data(), source.size());
    std::vector<isa::label> scratch(labels);
    return isa::assemble(isa::characters{exact.get(), source.size()}, out, scratch);
}

/// What the source means, printed back.
std::string meaning(const std::string& source) {
    bytes out(isa::text_bytes_max(source.size()));
    const auto size = assemble(source, out);
    CAPTURE(source, static_cast<int>(size.error()), size.at());
    REQUIRE(size);
    std::string text;
    isa::disassemble(std::span{out}.first(*size), [&](std::size_t, const auto& line) {
        text += (text.empty() ? "" : "\n") + std::string(line.data(), line.size());
    });
    return text;
}

TEST_CASE("the spellings of one instruction mean the same", "[isa]") {
    const struct {
        const char* source;
        const char* same;
    } cases[] = {
        {"r1 += 5", "r1 += 0x5"},
        {"  r1\t+=   0X5  ", "r1 += 0x5"},
        {"r1+=5", "r1 += 0x5"},
        {"r1=-5", "r1 = -0x5"},
        {"r1 = +5", "r1 = 0x5"},
        {"r1=-r1", "r1 = -r1"},
        {"r1=r2", "r1 = r2"},
        {"w1 = 4294967295", "w1 = -0x1"},
        {"w1 s>>=31", "w1 s>>= 0x1f"},
        {"w1 s/=w2", "w1 s/= w2"},
        {"r1 s%= 5", "r1 s%= 0x5"},
        {"r1 = ( s8 ) r2", "r1 = (s8)r2"},
        {"if r1<=-5 goto 3", "if r1 <= -0x5 goto +0x3"},
        {"if r1&r2 goto -1", "if r1 & r2 goto -0x1"},
        {"r1 = *(u8*)(r2+3)", "r1 = *(u8 *)(r2 + 0x3)"},
        {"w1 = *(u32 *)(r2 + 3)", "r1 = *(u32 *)(r2 + 0x3)"},
        {"*(u16 *)(r1 - 2) = w2", "*(u16 *)(r1 - 0x2) = r2"},
        {"*(u8 *)(r1 + 0) = 0xff", "*(u8 *)(r1 + 0x0) = 0xff"},
        {"*(u32 *)(r1 + 0) = 0xffffffff", "*(u32 *)(r1 + 0x0) = -0x1"},
        {"lock *(u32 *)(r1 + 0) += w2", "lock *(u32 *)(r1 + 0x0) += r2"},
        {"lock *(u32 *)(r1 + 0) ^= r2", "lock *(u32 *)(r1 + 0x0) ^= w2"},
        {"r1 = 18446744073709551615 ll", "r1 = -0x1 ll"},
        {"r1 = -0x8000000000000000 ll", "r1 = -0x8000000000000000 ll"},
        {"r1 = data + 0 ll", "r1 = data + 0x0 ll"},
        {"ld_pseudo r1, 4, 5", "ld_pseudo\tr1, 0x4, 0x5"},
        {"call 5", "call 0x5"},
        {"call +5", "call 0x5 <local>"},
        {"call -5", "call -0x5 <local>"},
        {"call 5 <checksum>", "call 0x5 <local>"},
        {"goto +0x3 <LBB0_2>", "goto +0x3"},
        {"exit ; done", "exit"},
        {"exit # done", "exit"},
        {"exit // done", "exit"},
        {"exit\r", "exit"},
        {"      12:\texit", "exit"},
        {"      12:\t95 00 00 00 00 00 00 00\texit", "exit"},
        {"0:\t18 01 00 00 05 00 00 00 00 00 00 00 00 00 00 00\tr1 = 0x5 ll", "r1 = 0x5 ll"},
        {".byte 0x95, 0, 0, 0, 0, 0, 0, 0", "exit"},
        {".byte 1,2", ".byte 0x01, 0x02"},
    };
    for (const auto& row : cases) {
        CHECK(meaning(row.source) == row.same);
    }
}

TEST_CASE("labels stand for distances from the next instruction", "[isa]") {
    const std::string source = "start: ; the first line\n"
                               "  if r1 == 0 goto done\n"
                               "  r2 = 0x123456789 ll\n"
                               "again:other: r1 -= 1\n"
                               "  call helper.1\n"
                               "  if r1 != 0 goto again\n"
                               "  goto start\n"
                               "done:\n"
                               "  gotol other\n"
                               "helper.1:\n"
                               "\n"
                               "  exit\n"
                               "0000000000000050 <end>:\n"
                               "  goto end\n";
    CHECK(meaning(source) == "if r1 == 0x0 goto +0x6\n"
                             "r2 = 0x123456789 ll\n"
                             "r1 -= 0x1\n"
                             "call 0x3 <local>\n"
                             "if r1 != 0x0 goto -0x3\n"
                             "goto -0x7\n"
                             "gotol -0x5\n"
                             "exit\n"
                             "goto -0x1");
}

TEST_CASE("names that look like something else are labels where one can stand", "[isa]") {
    CHECK(meaning("exit: goto exit") == "goto -0x1");
    CHECK(meaning("r1: goto r1") == "goto -0x1");
    CHECK(meaning("beef: goto beef") == "goto -0x1");
    CHECK(meaning(".L_$1: call .L_$1") == "call -0x1 <local>");
}

TEST_CASE("every bad line is refused with its number", "[isa]") {
    const struct {
        const char* line;
        errc error;
    } cases[] = {
        {"nop", errc::unknown_mnemonic},
        {"Exit", errc::unknown_mnemonic},
        {"exits", errc::unknown_mnemonic},
        {"r1", errc::unknown_mnemonic},
        {"r1 ++ 5", errc::unknown_mnemonic},
        {"r1 s+= 5", errc::unknown_mnemonic},
        {"r1 = sqrt r1", errc::unknown_mnemonic},
        {"r1 = atomic_fetch_nand((u64 *)(r1 + 0), r1)", errc::unknown_mnemonic},
        {"r1 = xchg_16(r1 + 0, r1)", errc::unknown_mnemonic},
        {"if r1 ~ 0 goto +1", errc::unknown_mnemonic},
        {"lock *(u64 *)(r1 + 0) -= r2", errc::unknown_mnemonic},
        {"$", errc::unknown_mnemonic},
        {"\"r1 = 5\"", errc::unknown_mnemonic},
        {"r11 = 5", errc::illegal_register},
        {"r1 = r11", errc::illegal_register},
        {"w1 += w99", errc::illegal_register},
        {"r1 = *(u8 *)(r12 + 0)", errc::illegal_register},
        {"*(u64 *)(r1 + 0) = r11", errc::illegal_register},
        {"callx r11", errc::illegal_register},
        {"r1 =", errc::bad_operand},
        {"r1 = 5 6", errc::bad_operand},
        {"r1 = 5 ll ll", errc::bad_operand},
        {"w1 = 5 ll", errc::bad_operand},
        {"r1 = w2", errc::bad_operand},
        {"w1 += r2", errc::bad_operand},
        {"r1 = -r2", errc::bad_operand},
        {"r1 = -w1", errc::bad_operand},
        {"r1 = 0x", errc::bad_operand},
        {"r1 = 0xg", errc::bad_operand},
        {"r1 = 010", errc::bad_operand},
        {"r1 = 1a", errc::bad_operand},
        {"r1 = --5", errc::bad_operand},
        {"r1 = - ", errc::bad_operand},
        {"r1 = be17 r1", errc::bad_operand},
        {"r1 = be16 r2", errc::bad_operand},
        {"w1 = be16 w1", errc::bad_operand},
        {"r1 = (s7)r2", errc::bad_operand},
        {"w1 = (s32)w2", errc::bad_operand},
        {"r1 = (s8)w2", errc::bad_operand},
        {"r1 = (u8)r2", errc::bad_operand},
        {"r1 = *(u8 *)(r2)", errc::bad_operand},
        {"r1 = *(u8 *)(w2 + 0)", errc::bad_operand},
        {"r1 = *(u8 *)(r2 + -3)", errc::bad_operand},
        {"r1 = *(u7 *)(r2 + 3)", errc::bad_operand},
        {"r1 = *(u8 *)(r2 + 3", errc::bad_operand},
        {"w1 = *(u64 *)(r2 + 3)", errc::bad_operand},
        {"w1 = *(s8 *)(r2 + 3)", errc::bad_operand},
        {"*(s8 *)(r1 + 0) = r2", errc::bad_operand},
        {"*(u64 *)(r1 + 0) = w2", errc::bad_operand},
        {"*(u64 *)(r1 + 0) += r2", errc::bad_operand},
        {"lock *(u16 *)(r1 + 0) += r2", errc::bad_operand},
        {"r1 = atomic_fetch_add((u64 *)(r1 + 0), r2)", errc::bad_operand},
        {"r1 = atomic_fetch_add((u32 *)(r1 + 0), r1)", errc::bad_operand},
        {"r1 = cmpxchg_64(r1 + 0, r0, r2)", errc::bad_operand},
        {"r0 = cmpxchg_64(r1 + 0, r1, r2)", errc::bad_operand},
        {"r1 = xchg_64(r1 + 0, r2)", errc::bad_operand},
        {"r1 = *(u8 *)skb[5]", errc::bad_operand},
        {"r0 = *(s8 *)skb[5]", errc::unknown_mnemonic},
        {"r0 = *(u64 *)skb[5]", errc::unknown_mnemonic},
        {"r1 = data ll", errc::bad_operand},
        {"r1 = data + 5", errc::bad_operand},
        {"if r1 == 0", errc::bad_operand},
        {"if r1 == 0 exit", errc::bad_operand},
        {"if r1 == w2 goto +1", errc::bad_operand},
        {"goto", errc::bad_operand},
        {"goto + 3 4", errc::bad_operand},
        {"call", errc::bad_operand},
        {"callx 5", errc::bad_operand},
        {"callx r1 <dst>", errc::bad_operand},
        {"callx w1", errc::bad_operand},
        {"exit 0", errc::bad_operand},
        {"exit exit", errc::bad_operand},
        {"exit <unclosed", errc::bad_operand},
        {".byte", errc::bad_operand},
        {".byte 1,", errc::bad_operand},
        {".byte 1 2", errc::bad_operand},
        {"one: two: one: exit", errc::bad_operand},
        {"r1 = 2147483648", errc::value_out_of_range},
        {"r1 = 0xffffffff", errc::value_out_of_range},
        {"r1 = -2147483649", errc::value_out_of_range},
        {"w1 = 4294967296", errc::value_out_of_range},
        {"r1 = 18446744073709551616 ll", errc::value_out_of_range},
        {"r1 = -9223372036854775809 ll", errc::value_out_of_range},
        {"r1 = data + 9223372036854775808 ll", errc::value_out_of_range},
        {"r1 = 99999999999999999999999999999999999999", errc::value_out_of_range},
        {"r1 = *(u8 *)(r2 + 32768)", errc::value_out_of_range},
        {"r1 = *(u8 *)(r2 - 32769)", errc::value_out_of_range},
        {"*(u64 *)(r1 + 0) = 0xffffffff", errc::value_out_of_range},
        {"goto +32768", errc::value_out_of_range},
        {"gotol +2147483648", errc::value_out_of_range},
        {"call 4294967296", errc::value_out_of_range},
        {"call +2147483648", errc::value_out_of_range},
        {"ld_pseudo r1, 16, 0", errc::value_out_of_range},
        {".byte 256", errc::value_out_of_range},
        {".byte -1", errc::value_out_of_range},
        {"goto nowhere", errc::unknown_label},
        {"call nowhere", errc::unknown_label},
        {"if r1 == 0 goto r0", errc::unknown_label},
        {".byte 1\nexit", errc::illegal_length},
        {".byte 1\nlabel:", errc::illegal_length},
    };
    for (const auto& row : cases) {
        bytes out(4096);
        const std::string source = std::string{"exit\n\n; third\n"} + row.line + "\nexit\n";
        const auto refused = assemble(source, out);
        CAPTURE(row.line);
        CHECK_FALSE(refused);
        CHECK(refused.error() == row.error);
        CHECK(refused.at() == (row.error == errc::illegal_length ? 5U : 4U));
    }
}

TEST_CASE("jumps to labels out of reach are refused", "[isa]") {
    std::string source = "goto far\n";
    for (int i = 0; i < 32767; ++i) {
        source += "exit\n";
    }
    bytes out(8 * 32800);
    REQUIRE(assemble(source + "far: exit\n", out));
    CHECK(isa::decode(out.data()).offset == 32767);

    const auto refused = assemble(source + "exit\nfar: exit\n", out);
    CHECK(refused.error() == errc::value_out_of_range);
    CHECK(refused.at() == 1);
    REQUIRE(assemble("gotol far\n" + source.substr(9) + "exit\nfar: exit\n", out));
    CHECK(isa::decode(out.data()).imm == 32768);
}

TEST_CASE("a full buffer is refused in the line that does not fit", "[isa]") {
    const std::string source = "r1 = 1\nr2 = 2 ll\nexit\n";
    for (std::size_t room = 0; room < 32; ++room) {
        bytes out(room);
        const auto refused = assemble(source, out);
        CHECK(refused.error() == errc::buffer_too_small);
        CHECK(refused.at() == (room < 8 ? 1U : room < 24 ? 2U : 3U));
    }
    bytes out(32);
    CHECK(*assemble(source, out) == 32);

    const auto labels = assemble("a: b:\nc: exit", out, 2);
    CHECK(labels.error() == errc::buffer_too_small);
    CHECK(labels.at() == 2);
}

TEST_CASE("the room that a source of some length may take is enough for every line", "[isa]") {
    for (const std::string_view line :
         {"exit", "r0=1", "r0=1 ll", "r0=1 ll\n", "r0=1 ll\nr0=1 ll", ".byte 1", ".byte 1,2,3,4",
          "exit\nexit\nexit", "", "\n", "r0 = -0x1 ll"}) {
        CAPTURE(line);
        std::vector<std::uint8_t> room(isa::text_bytes_max(line.size()));
        CHECK(room.size() % isa::slot_bytes == 0);
        CHECK(isa::assemble(line, room).error() == errc::ok);
    }
    // No more than that: this line takes all of it.
    CHECK(isa::text_bytes_max(std::string_view{"r0=1 ll"}.size()) == 16);
}

TEST_CASE("the first error of a source is the one reported", "[isa]") {
    bytes out(64);
    CHECK(assemble("exit\nbad\nworse", out).at() == 2);
    CHECK(assemble("a: exit\nb: exit\nb: exit\na: exit", out).at() == 3);
    CHECK(assemble("goto x\ngoto y", out).at() == 1);
}

TEST_CASE("an empty source is an empty text", "[isa]") {
    bytes out;
    for (const char* source : {"", "\n", "\n\n", " ; nothing\n", "\r\n", "label:\n"}) {
        const auto size = assemble(source, out);
        CAPTURE(source);
        REQUIRE(size);
        CHECK(*size == 0);
    }
}

TEST_CASE("a NUL is a character like any other", "[isa]") {
    bytes out(64);
    using namespace std::string_literals;
    CHECK(assemble("exit\n\0\nexit"s, out).at() == 2);
    CHECK(assemble("exit \0"s, out).error() == errc::bad_operand);
    CHECK(assemble("r1 = 5\0"s, out).error() == errc::bad_operand);
    CHECK(assemble("call\0 5"s, out).error() == errc::bad_operand);
    CHECK(assemble("exit ; \0 comment"s, out));
}

TEST_CASE("hostile lines are refused in linear time", "[isa]") {
    // Quadratic handling of any of these takes minutes; ctest would end it.
    constexpr std::size_t length = 4'000'000;
    const std::string digits(length, '9'), letters(length, 'a'), blanks(length, ' ');
    const std::string cases[] = {
        "r1 = " + digits,
        "r1 = 0x" + digits,
        "r" + digits + " = 1",
        digits,
        digits + ": !",
        std::string(length, 'f') + " <",
        letters,
        letters + ": goto b" + letters,
        "call " + letters,
        "r1 = " + letters,
        "r1" + blanks + "=" + blanks + "1" + blanks + "!",
        "exit <" + letters,
        std::string(length, '<'),
        std::string(length, '*'),
        std::string(length, '-'),
        std::string(length, '/') + "\n!",
        std::string(length, '\0'),
        "r1 s" + blanks + "= 5",
    };
    for (const std::string& source : cases) {
        bytes out(64);
        CAPTURE(source.substr(0, 16));
        CHECK_FALSE(assemble(source, out));
    }
}

TEST_CASE("many labels with long common beginnings are found in near-linear time", "[isa]") {
    constexpr int count = 20000;
    std::string source;
    const std::string prefix(100, 'x');
    for (int i = 0; i < count; ++i) {
        source.append(prefix).append(std::to_string(100000 + i)).append(": gotol ");
        source.append(prefix).append(std::to_string(100000 + count - 1 - i)).append("\n");
    }
    bytes out(8 * count);
    const auto size = assemble(source, out, count);
    CAPTURE(static_cast<int>(size.error()), size.at());
    REQUIRE(size);
    CHECK(isa::decode(out.data()).imm == count - 2);
    CHECK(isa::decode(&out[8 * (count - 1)]).imm == -count);
}

TEST_CASE("random sources are refused or assembled, never more", "[isa]") {
    // Pieces of the language in random order get further into the parser than random bytes.
    const char* const pieces[] = {
        "r1",        "w2",
        "r10",       "r11",
        " ",         "=",
        "+=",        "s",
        "/=",        "-",
        "+",         "*",
        "(",         ")",
        "u8",        "u64",
        "s32",       "[",
        "]",         "skb",
        "ll",        "0x10",
        "5",         "99999999999",
        "lock",      "if",
        "goto",      "gotol",
        "call",      "callx",
        "exit",      "be16",
        "bswap",     "atomic_fetch_add",
        "xchg_64",   "cmpxchg32_32",
        "data",      "rodata",
        "ld_pseudo", ".byte",
        ",",         ":",
        "<",         ">",
        ";",         "#",
        "//",        "\n",
        "\r",        "a",
        "\x80",      "12:",
        "s>>=",      "==",
        "&",         ">",
    };
    std::mt19937 random{20261121};
    std::size_t assembled = 0;
    for (int round = 0; round < 30000; ++round) {
        std::string source;
        for (std::size_t i = random() % 24; i-- > 0;) {
            if (random() % 8 == 0) {
                source += static_cast<char>(random());
            } else {
                source += pieces[random() % std::size(pieces)];
                source += random() % 2 == 0 ? " " : "";
            }
        }
        bytes out(random() % 64);
        const auto size = assemble(source, out, random() % 4);
        assembled += size ? 1 : 0;
        if (size) {
            REQUIRE(*size <= out.size());
        }
    }
    CHECK(assembled > 100);
}

constexpr std::array<std::uint8_t, 24> loop = [] {
    std::array<std::uint8_t, 24> out{};
    *isa::assemble("again: r1 -= 1\nif r1 != 0 goto again\nexit", out);
    return out;
}();
static_assert(isa::decode(&loop[8]).offset == -2, "labels resolve in constant evaluation");

} // namespace
