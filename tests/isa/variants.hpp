// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/instruction.hpp>
#include <femto/isa/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace fc::test {

/// A few values for a field; the first stands wherever another field is varied.
struct values {
    std::array<std::int32_t, 12> list{};
    std::size_t size = 0;

    constexpr values(std::initializer_list<std::int32_t> from) {
        for (const std::int32_t value : from) {
            list[size++] = value;
        }
    }
    constexpr const std::int32_t* begin() const { return list.data(); }
    constexpr const std::int32_t* end() const { return list.data() + size; }
};

constexpr values dst_values(isa::dst_use use) {
    return use == isa::dst_use::none ? values{0} : values{1, 0, 10};
}
constexpr values src_values(isa::src_use use) {
    switch (use) {
    case isa::src_use::none: return {0};
    case isa::src_use::read:
    case isa::src_use::atomic: return {2, 0, 10};
    case isa::src_use::callee: return {0, 1};
    case isa::src_use::wide: return {0, 1, 4, 6};
    }
    return {};
}
constexpr values offset_values(isa::off_use use) {
    switch (use) {
    case isa::off_use::none: return {0};
    case isa::off_use::memory:
    case isa::off_use::jump: return {8, 0, -8, 32767, -32768};
    case isa::off_use::signedness: return {0, 1};
    case isa::off_use::extension32: return {0, 8, 16};
    case isa::off_use::extension64: return {0, 8, 16, 32};
    }
    return {};
}
constexpr values imm_values(isa::imm_use use) {
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
    switch (use) {
    case isa::imm_use::none: return {0};
    case isa::imm_use::value:
    case isa::imm_use::wide:
    case isa::imm_use::jump:
    case isa::imm_use::callee: return {5, 0, -5, -1, most, least};
    case isa::imm_use::width: return {16, 32, 64};
    case isa::imm_use::atomic: return {0x00, 0x01, 0x40, 0x41, 0x50, 0x51, 0xa0, 0xa1, 0xe1, 0xf1};
    case isa::imm_use::register_: return {0, 1, 10};
    }
    return {};
}

/// Calls `check(instruction)` with one field at a time varied: few enough for a constant
/// evaluation.
template <class Check>
constexpr void each_field(const isa::row& row, Check check) {
    const values dst = dst_values(row.dst), src = src_values(row.src);
    const values off = offset_values(row.off), imm = imm_values(row.imm);
    isa::instruction base{.opcode = row.opcode,
                          .dst = static_cast<std::uint8_t>(dst.list[0]),
                          .src = static_cast<std::uint8_t>(src.list[0]),
                          .offset = static_cast<std::int16_t>(off.list[0]),
                          .imm = imm.list[0]};
    for (const std::int32_t value : dst) {
        isa::instruction in = base;
        in.dst = static_cast<std::uint8_t>(value);
        check(in);
    }
    for (const std::int32_t value : src) {
        isa::instruction in = base;
        in.src = static_cast<std::uint8_t>(value);
        check(in);
    }
    for (const std::int32_t value : off) {
        isa::instruction in = base;
        in.offset = static_cast<std::int16_t>(value);
        check(in);
    }
    for (const std::int32_t value : imm) {
        isa::instruction in = base;
        in.imm = value;
        // callx names its register in one field only
        in.dst = row.imm == isa::imm_use::register_ && value != 0 ? std::uint8_t{0} : base.dst;
        check(in);
    }
}

/// Calls `check(instruction)` with every combination.
template <class Check>
constexpr void each_variant(const isa::row& row, Check check) {
    for (const std::int32_t dst : dst_values(row.dst)) {
        for (const std::int32_t src : src_values(row.src)) {
            for (const std::int32_t off : offset_values(row.off)) {
                for (const std::int32_t imm : imm_values(row.imm)) {
                    if (row.imm == isa::imm_use::register_ && imm != 0 && dst != 0) {
                        continue;
                    }
                    check(isa::instruction{.opcode = row.opcode,
                                           .dst = static_cast<std::uint8_t>(dst),
                                           .src = static_cast<std::uint8_t>(src),
                                           .offset = static_cast<std::int16_t>(off),
                                           .imm = imm});
                }
            }
        }
    }
}

/// The bytes of an instruction, its second slot included.
struct encoded {
    std::array<std::uint8_t, 2 * isa::slot_bytes> bytes{};
    std::size_t size = isa::slot_bytes;
};
constexpr encoded encode(const isa::instruction& in, std::int32_t high, bool wide) {
    encoded out;
    std::size_t at = 0;
    for (const std::uint8_t byte : isa::encode(in)) {
        out.bytes[at++] = byte;
    }
    for (const std::uint8_t byte : isa::encode({.imm = high})) {
        out.bytes[at++] = byte;
    }
    out.size = wide ? 2 * isa::slot_bytes : isa::slot_bytes;
    return out;
}

} // namespace fc::test
