// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/assembled.hpp"
#include "vm/isa_rows.hpp"

#include <femto/vm.hpp>

#include <array>
#include <cstdint>
#include <span>

// Runs the rows of isa_rows.hpp: in tests on the host, inside the compiler, and on targets without a
// C library.
namespace fc::test {

inline constexpr isa::instruction exit_{0x95, 0, 0, 0, 0};

/// The two slots that load a constant.
constexpr isa::instruction wide_low(unsigned dst, std::uint64_t value) {
    return {0x18, static_cast<std::uint8_t>(dst), 0, 0,
            static_cast<std::int32_t>(static_cast<std::uint32_t>(value))};
}
constexpr isa::instruction wide_high(std::uint64_t value) {
    return {0, 0, 0, 0, static_cast<std::int32_t>(static_cast<std::uint32_t>(value >> 32))};
}

constexpr auto alu_text(const isa::instruction& code, std::uint64_t dst, std::uint64_t src) {
    return text_of({wide_low(1, dst),
                    wide_high(dst),
                    wide_low(2, src),
                    wide_high(src),
                    code,
                    {0xbf, 0, 1, 0, 0},
                    exit_});
}

constexpr auto jump_text(isa::instruction code, std::uint64_t dst, std::uint64_t src) {
    if (code.opcode != 0x06) {
        code.offset = 1;
    }
    return text_of({wide_low(1, dst),
                    wide_high(dst),
                    wide_low(2, src),
                    wide_high(src),
                    {0xb7, 0, 0, 0, 1},
                    code,
                    {0xb7, 0, 0, 0, 0},
                    exit_});
}

constexpr auto memory_text(const isa::instruction& code, std::uint64_t src, std::uint64_t r0,
                           unsigned returned) {
    return text_of({{0xbf, 6, 1, 0, 0},
                    {0xb7, 1, 0, 0, 0},
                    wide_low(2, src),
                    wide_high(src),
                    wide_low(0, r0),
                    wide_high(r0),
                    code,
                    {0xbf, 0, static_cast<std::uint8_t>(returned), 0, 0},
                    exit_});
}

template <class Config>
constexpr result<std::uint64_t> r0_of(std::span<const std::uint8_t> text, context ctx = {}) {
    const auto program = verify<Config>(text);
    if (!program) {
        return {program.error(), program.at()};
    }
    fc::vm<Config> vm;
    return vm.run(*program, ctx);
}

template <class Config>
constexpr bool is(std::span<const std::uint8_t> text, std::uint64_t expected) {
    const auto r0 = r0_of<Config>(text);
    return r0 && *r0 == expected;
}

/// r0 of the program, and the context's eight bytes afterwards.
template <class Config>
constexpr bool is(std::span<const std::uint8_t> text, std::uint64_t expected,
                  std::uint64_t expected_bytes) {
    std::array<std::uint8_t, 8> bytes{};
    store_le(bytes.data(), context_word);
    const auto r0 = r0_of<Config>(text, std::span<std::uint8_t>{bytes});
    return r0 && *r0 == expected && load_le<std::uint64_t>(bytes.data()) == expected_bytes;
}

/// Calls `failed(sentence)` for each row that is not what it says.
template <class Config, class Failed>
constexpr void check_rows(Failed&& failed) {
    for (const alu_row& row : alu_rows) {
        if (!is<Config>(alu_text(row.code, row.dst, row.src), row.expected)) {
            failed(row.sentence);
        }
    }
    for (const jump_row& row : jump_rows) {
        if (!is<Config>(jump_text(row.code, row.dst, row.src), row.taken ? 1 : 0)) {
            failed(row.sentence);
        }
    }
    for (const memory_row& row : memory_rows) {
        if (!is<Config>(memory_text(row.code, row.src, 0, 1), row.expected_r1,
                        row.expected_bytes)) {
            failed(row.sentence);
        }
    }
    for (const fetch_row& row : fetch_rows) {
        const bool same = is<Config>(memory_text(row.code, row.src, row.r0, 2), row.expected_r2,
                                     row.expected_bytes) &&
                          is<Config>(memory_text(row.code, row.src, row.r0, 0), row.expected_r0,
                                     row.expected_bytes);
        if (!same) {
            failed(row.sentence);
        }
    }
}

} // namespace fc::test
