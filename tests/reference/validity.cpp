// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "reference/interpreter.hpp"

#include <cstdint>

// The rules for programs, read off RFC 9669 sections 3 to 5 class by class: first every instruction
// on its own, then where control can go.
namespace reference {
namespace {

constexpr unsigned writable_register = 9;
constexpr unsigned any_register = 10;

bool one_of(std::int64_t value, std::initializer_list<std::int64_t> list) {
    for (const std::int64_t each : list) {
        if (each == value) {
            return true;
        }
    }
    return false;
}

bool valid_arithmetic(const slot& s, bool is64) {
    const unsigned code = s.opcode >> 4;
    const bool from_register = (s.opcode & 8) != 0;
    if (code > 0xd || s.dst > writable_register) {
        return false;
    }
    if (code == 0xd) { // byte order; class ALU64 has the unconditional swap, without a source bit
        return !(is64 && from_register) && s.src == 0 && s.offset == 0 &&
               one_of(s.imm, {16, 32, 64});
    }
    if (code == 0x8) { // negation has no source
        return !from_register && s.src == 0 && s.offset == 0 && s.imm == 0;
    }
    if (from_register ? s.imm != 0 || s.src > any_register : s.src != 0) {
        return false;
    }
    if (code == 0x3 || code == 0x9) {
        return one_of(s.offset, {0, 1});
    }
    if (code == 0xb && from_register) {
        return one_of(s.offset, {0, 8, 16}) || (is64 && s.offset == 32);
    }
    return s.offset == 0;
}

bool valid_jump(const slot& s, bool is64, const std::function<bool(std::uint32_t)>& helper) {
    const unsigned code = s.opcode >> 4;
    const bool from_register = (s.opcode & 8) != 0;
    switch (code) {
    case 0x0: // JA: offset in class JMP, immediate in class JMP32
        return !from_register && s.dst == 0 && s.src == 0 && (is64 ? s.imm == 0 : s.offset == 0);
    case 0x8:
        if (!is64 || s.offset != 0) {
            return false;
        }
        if (from_register) { // callx: the register in dst, or in imm
            return s.src == 0 && ((s.imm == 0 && s.dst <= any_register) ||
                                  (s.dst == 0 && s.imm > 0 && s.imm <= any_register));
        }
        return s.dst == 0 &&
               ((s.src == 0 && helper(static_cast<std::uint32_t>(s.imm))) || s.src == 1);
    case 0x9:
        return is64 && !from_register && s.dst == 0 && s.src == 0 && s.offset == 0 && s.imm == 0;
    case 0xe:
    case 0xf: return false;
    default:
        return s.dst <= any_register &&
               (from_register ? s.src <= any_register && s.imm == 0 : s.src == 0);
    }
}

bool valid_memory(const slot& s) {
    const unsigned mode = s.opcode & 0xe0;
    const unsigned size = s.opcode & 0x18;
    const bool is_wide = size == 0x18;
    const bool is_word = size == 0x00;
    switch (s.opcode & 7) {
    case 1:
        return (mode == 0x60 || (mode == 0x80 && !is_wide)) && s.dst <= writable_register &&
               s.src <= any_register && s.imm == 0;
    case 2: return mode == 0x60 && s.dst <= any_register && s.src == 0;
    default:
        if (s.dst > any_register || s.src > any_register) {
            return false;
        }
        if (mode == 0x60) {
            return s.imm == 0;
        }
        if (mode != 0xc0 || (!is_wide && !is_word)) {
            return false;
        }
        // With the fetch bit the old value goes into src; compare-and-exchange puts it into r0.
        if (one_of(s.imm, {0x01, 0x41, 0x51, 0xa1, 0xe1})) {
            return s.src <= writable_register;
        }
        return one_of(s.imm, {0x00, 0x40, 0x50, 0xa0, 0xf1});
    }
}

bool is_wide_load(const slot& s) {
    return s.opcode == 0x18 || s.opcode == 0xb8 || s.opcode == 0xd8;
}

} // namespace

bool is_valid(const std::vector<slot>& program, std::size_t entry,
              const std::function<bool(std::uint32_t)>& helper_exists) {
    if (program.empty() || program.size() > 65535) {
        return false;
    }
    std::vector<bool> starts(program.size(), false);
    std::size_t last = 0;
    for (std::size_t i = 0; i < program.size(); ++i) {
        const slot& s = program[i];
        starts[i] = true;
        last = i;
        switch (s.opcode & 7) {
        case 0: {
            if (!is_wide_load(s) || i + 1 == program.size()) {
                return false;
            }
            const slot& half = program[i + 1];
            if (half.opcode != 0 || half.dst != 0 || half.src != 0 || half.offset != 0 ||
                s.offset != 0 || s.dst > writable_register) {
                return false;
            }
            if (s.src != 0 && !(s.opcode == 0x18 && s.src == 4 && half.imm == 0)) {
                return false;
            }
            ++i;
            break;
        }
        case 4:
        case 7:
            if (!valid_arithmetic(s, (s.opcode & 7) == 7)) {
                return false;
            }
            break;
        case 5:
        case 6:
            if (!valid_jump(s, (s.opcode & 7) == 5, helper_exists)) {
                return false;
            }
            break;
        default:
            if (!valid_memory(s)) {
                return false;
            }
        }
    }
    // Behind the last instruction there is nothing to go on with.
    const unsigned final_opcode = program[last].opcode;
    if (final_opcode != 0x95 && final_opcode != 0x05 && final_opcode != 0x06) {
        return false;
    }
    const auto good = [&](std::int64_t target) {
        return target >= 0 && target < static_cast<std::int64_t>(program.size()) &&
               starts[static_cast<std::size_t>(target)];
    };
    for (std::size_t i = 0; i < program.size(); ++i) {
        if (!starts[i]) {
            continue;
        }
        const slot& s = program[i];
        const auto next = static_cast<std::int64_t>(i) + 1;
        const unsigned code = s.opcode >> 4;
        const bool jumps = (s.opcode & 7) == 5 || (s.opcode & 7) == 6;
        if (s.opcode == 0x06 || (s.opcode == 0x85 && s.src == 1) ||
            (s.opcode == 0x18 && s.src == 4)) {
            if (!good(next + s.imm)) {
                return false;
            }
        } else if (jumps && code != 0x8 && code != 0x9 && !good(next + s.offset)) {
            return false;
        }
    }
    return good(static_cast<std::int64_t>(entry));
}

} // namespace reference
