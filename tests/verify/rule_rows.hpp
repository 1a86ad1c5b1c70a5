// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/isa/instruction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

// Programs, and what verify must say of each: on the host, and on targets without a C library.
namespace fc::test {

struct refusal {
    errc error = errc::ok;
    std::uint32_t at = 0;
    friend constexpr bool operator==(const refusal&, const refusal&) = default;
};

/// The text of a few instructions, valid or not.
struct few_slots {
    static constexpr std::size_t most = 5;

    constexpr few_slots(std::initializer_list<isa::instruction> slots) {
        for (const isa::instruction& each : slots) {
            for (const std::uint8_t byte : isa::encode(each)) {
                bytes[size++] = byte;
            }
        }
    }
    constexpr operator std::span<const std::uint8_t>() const {
        return std::span{bytes}.first(size);
    }

    alignas(8) std::array<std::uint8_t, most * isa::slot_bytes> bytes{};
    std::size_t size = 0;
};

struct rule_row {
    const char* what;
    few_slots text;
    refusal expected;
};

// Helper 1 is there, and no other.
// clang-format off
inline constexpr rule_row rule_rows[] = {
    {"exit alone", {{0x95, 0, 0, 0, 0}}, {}},
    {"goto itself", {{0x05, 0, 0, -1, 0}}, {}},
    {"goto the first slot", {{0xb7, 0, 0, 0, 0}, {0x05, 0, 0, -2, 0}}, {}},
    {"goto before the first slot", {{0x05, 0, 0, -2, 0}}, {errc::illegal_jump, 0}},
    {"goto behind the last slot", {{0x05, 0, 0, 1, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"goto the last slot", {{0x05, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {}},
    {"goto far behind", {{0x05, 0, 0, 0x7FFF, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"goto far before", {{0x05, 0, 0, -0x8000, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"gotol behind by the largest immediate", {{0x06, 0, 0, 0, 0x7FFFFFFF}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"gotol before by the least immediate", {{0x06, 0, 0, 0, -0x7FFFFFFF - 1}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"gotol itself", {{0x06, 0, 0, 0, -1}}, {}},
    {"branch behind the last slot", {{0x15, 0, 0, 1, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"32-bit branch behind the last slot", {{0x16, 0, 0, 1, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"32-bit branch to the first slot", {{0x16, 0, 0, -1, 0}, {0x95, 0, 0, 0, 0}}, {}},
    {"forward into the second slot of lddw", {{0x05, 0, 0, 1, 0}, {0x18, 0, 0, 0, 1}, {}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"back into the second slot of lddw", {{0x18, 0, 0, 0, 1}, {}, {0x05, 0, 0, -2, 0}}, {errc::illegal_jump, 2}},
    {"branch into the second slot of 0xd8", {{0xd8, 0, 0, 0, 1}, {}, {0x1d, 0, 0, -2, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 2}},
    {"call into the second slot of lddw", {{0x18, 0, 0, 0, 1}, {}, {0x85, 0, 1, 0, -2}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 2}},

    {"no exit", {{0xb7, 0, 0, 0, 0}}, {errc::no_exit, 0}},
    {"the last instruction branches", {{0x95, 0, 0, 0, 0}, {0x15, 0, 0, -1, 0}}, {errc::no_exit, 1}},
    {"the last instruction calls", {{0x95, 0, 0, 0, 0}, {0x85, 0, 0, 0, 1}}, {errc::no_exit, 1}},
    {"the last instruction is callx", {{0x95, 0, 0, 0, 0}, {0x8d, 0, 0, 0, 0}}, {errc::no_exit, 1}},
    {"lddw in the last slot", {{0x95, 0, 0, 0, 0}, {0x18, 0, 0, 0, 0}}, {errc::incomplete_lddw, 1}},
    {"0xb8 in the last slot", {{0x95, 0, 0, 0, 0}, {0xb8, 0, 0, 0, 0}}, {errc::incomplete_lddw, 1}},
    {"lddw at the end", {{0x95, 0, 0, 0, 0}, {0x18, 0, 0, 0, 0}, {}}, {errc::no_exit, 1}},
    {"lddw whose second slot is an exit", {{0x18, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::incomplete_lddw, 0}},
    {"lddw whose second slot has a register", {{0x18, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::incomplete_lddw, 0}},
    {"lddw whose second slot has a source", {{0x18, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::incomplete_lddw, 0}},
    {"lddw whose second slot has an offset", {{0x18, 0, 0, 0, 0}, {0, 0, 0, 1, 0}, {0x95, 0, 0, 0, 0}}, {errc::incomplete_lddw, 0}},
    {"half an lddw", {{}, {0x95, 0, 0, 0, 0}}, {errc::illegal_instruction, 0}},
    {"lddw of a map by descriptor", {{0x18, 0, 1, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"lddw of a map value", {{0x18, 0, 2, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"lddw of a variable", {{0x18, 0, 3, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"lddw of a function", {{0x18, 0, 4, 0, 1}, {}, {0x95, 0, 0, 0, 0}}, {}},
    {"lddw of a function behind the text", {{0x18, 0, 4, 0, 2}, {}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"lddw of a function in its own second slot", {{0x18, 0, 4, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::illegal_jump, 0}},
    {"lddw of a function with a high half", {{0x18, 0, 4, 0, 1}, {0, 0, 0, 0, 1}, {0x95, 0, 0, 0, 0}}, {errc::reserved_field, 0}},
    {"lddw of a map by index", {{0x18, 0, 5, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"lddw of a map value by index", {{0x18, 0, 6, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"lddw of nothing known", {{0x18, 0, 7, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::reserved_field, 0}},
    {"lddw into r10", {{0x18, 10, 0, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::frame_pointer_write, 0}},
    {"0xb8 into r10", {{0xb8, 10, 0, 0, 0}, {}, {0x95, 0, 0, 0, 0}}, {errc::frame_pointer_write, 0}},

    {"call of a helper", {{0x85, 0, 0, 0, 1}, {0x95, 0, 0, 0, 0}}, {}},
    {"call of no helper", {{0x85, 0, 0, 0, 2}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 0}},
    {"call of helper 0", {{0x85, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 0}},
    {"call of helper -1", {{0x85, 0, 0, 0, -1}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 0}},
    {"call of a function", {{0x85, 0, 1, 0, 1}, {0x95, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {}},
    {"call of itself", {{0x85, 0, 1, 0, -1}, {0x95, 0, 0, 0, 0}}, {}},
    {"call behind the text", {{0x85, 0, 1, 0, 1}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 0}},
    {"call before the text", {{0x85, 0, 1, 0, -2}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 0}},
    {"call whose sum wraps", {{0xb7, 0, 0, 0, 0}, {0x85, 0, 1, 0, -0x7FFFFFFF - 1}, {0x95, 0, 0, 0, 0}}, {errc::illegal_call, 1}},
    {"call by BTF id", {{0x85, 0, 2, 0, 1}, {0x95, 0, 0, 0, 0}}, {errc::unsupported_reference, 0}},
    {"call of nothing known", {{0x85, 0, 3, 0, 1}, {0x95, 0, 0, 0, 0}}, {errc::reserved_field, 0}},
    {"callx r10", {{0x8d, 10, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {}},
    {"callx r11 in dst", {{0x8d, 11, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::illegal_register, 0}},
    {"callx r10 in imm", {{0x8d, 0, 0, 0, 10}, {0x95, 0, 0, 0, 0}}, {}},
    {"callx r11 in imm", {{0x8d, 0, 0, 0, 11}, {0x95, 0, 0, 0, 0}}, {errc::illegal_register, 0}},
    {"callx r-1 in imm", {{0x8d, 0, 0, 0, -1}, {0x95, 0, 0, 0, 0}}, {errc::illegal_register, 0}},
    {"callx with two registers", {{0x8d, 1, 0, 0, 2}, {0x95, 0, 0, 0, 0}}, {errc::reserved_field, 0}},

    {"store through r10", {{0x7a, 10, 0, -8, 0}, {0x95, 0, 0, 0, 0}}, {}},
    {"fetch_add into r10", {{0xdb, 1, 10, 0, 0x01}, {0x95, 0, 0, 0, 0}}, {errc::frame_pointer_write, 0}},
    {"xchg into r10", {{0xdb, 1, 10, 0, 0xE1}, {0x95, 0, 0, 0, 0}}, {errc::frame_pointer_write, 0}},
    {"add of r10 without fetch", {{0xdb, 1, 10, 0, 0x00}, {0x95, 0, 0, 0, 0}}, {}},
    {"cmpxchg with r10", {{0xdb, 1, 10, 0, 0xF1}, {0x95, 0, 0, 0, 0}}, {}},
    {"legacy ld abs", {{0x30, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::packet_access, 0}},
    {"legacy ld ind", {{0x40, 0, 1, 0, 0}, {0x95, 0, 0, 0, 0}}, {errc::packet_access, 0}},
    {"the second error does not hide the first", {{0xb7, 11, 0, 0, 0}, {0xff, 0, 0, 0, 0}}, {errc::illegal_register, 0}},
};
// clang-format on

} // namespace fc::test
