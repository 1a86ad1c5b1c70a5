// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>
#include <femto/memory/segmented.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// A part of memory that a run was given.
struct named_region {
    std::string_view name;
    std::uint64_t start;
    std::uint64_t bytes;
    bool writable;
};

/// What an instruction wants of memory.
struct memory_access {
    std::uint64_t address;
    std::uint64_t bytes;
    bool reads;
    bool writes;
};

/// What `in` wants, on these registers; nothing if it is no load, store or atomic.
inline std::optional<memory_access> access_of(const isa::instruction& in,
                                              std::span<const std::uint64_t> registers) {
    using isa::form;
    const form operands = isa::table[in.opcode].operands;
    const bool loads = operands == form::load || operands == form::load_signed;
    const bool is_atomic = operands == form::atomic;
    if (!loads && !is_atomic && operands != form::store_imm && operands != form::store_reg) {
        return std::nullopt;
    }
    // Bits 3 and 4 of the opcode: RFC 9669 section 5.
    constexpr std::uint8_t sizes[] = {4, 2, 1, 8};
    return memory_access{.address = registers[loads ? in.src : in.dst] +
                                    static_cast<std::uint64_t>(std::int64_t{in.offset}),
                         .bytes = sizes[in.opcode >> 3 & 3],
                         .reads = loads || is_atomic,
                         .writes = !loads};
}

inline std::string count_of_bytes(std::uint64_t bytes) {
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

/// "reads 8 bytes": what an access does.
inline std::string what_it_does(const memory_access& wanted) {
    return std::string{wanted.reads ? "reads " : ""} +
           (wanted.reads && wanted.writes ? "and " : "") + (wanted.writes ? "writes " : "") +
           count_of_bytes(wanted.bytes);
}

namespace detail {

/// How far an access misses a region: 0 when they overlap, 1 when they touch, else one more than
/// the bytes between them.
inline std::uint64_t distance(const memory_access& of, const named_region& from) {
    if (of.address < from.start) {
        const std::uint64_t before = from.start - of.address;
        return before < of.bytes ? 0 : before - of.bytes + 1;
    }
    const std::uint64_t offset = of.address - from.start;
    return offset < from.bytes ? 0 : offset - from.bytes + 1;
}

/// "99 bytes behind the context": where an access lies that `near` does not allow.
inline std::string position(const memory_access& of, const named_region& near) {
    const std::string name = "the " + std::string{near.name};
    const bool before = of.address < near.start;
    if (const std::uint64_t missed = distance(of, near); missed != 0) {
        const std::string how_far = missed == 1 ? "right" : count_of_bytes(missed - 1);
        return how_far + (before ? " before " : " behind ") + name;
    }
    if (before) {
        return "the first " + std::to_string(near.start - of.address) + " before " + name;
    }
    const std::uint64_t inside = near.bytes - (of.address - near.start);
    return inside < of.bytes ? "the last " + std::to_string(of.bytes - inside) + " behind " + name
                             : "in " + name + ", which is read-only";
}

} // namespace detail

/// "it reads 8 bytes at 0x2000200, right behind the context (512 bytes at 0x2000000)": an access
/// that was refused, and the region it is nearest to, if there is one within the reach of an
/// instruction's offset.
/// @param knows_context  false when the run may have had one that is not among the regions
inline std::string describe_access(const memory_access& wanted,
                                   const std::vector<named_region>& regions,
                                   bool knows_context = true) {
    constexpr std::uint64_t reach = 0x8000;
    const std::string out = "it " + what_it_does(wanted) + " at " + to_hex(wanted.address) + ", ";
    const named_region* nearest = nullptr;
    for (const named_region& each : regions) {
        if (detail::distance(wanted, each) <
            (nearest == nullptr ? reach : detail::distance(wanted, *nearest))) {
            nearest = &each;
        }
    }
    if (nearest != nullptr) {
        return out + detail::position(wanted, *nearest) + " (" + count_of_bytes(nearest->bytes) +
               " at " + to_hex(nearest->start) + ")";
    }
    if (const std::uint64_t start = memory::segmented<4>{}.address_of(memory::section::context);
        !knows_context && wanted.address >= start && wanted.address - start < reach) {
        return out + count_of_bytes(wanted.address - start) +
               " from the start of the context, whose length is not known";
    }
    const bool is_near_null = wanted.address < reach || wanted.address > 0 - reach;
    const bool has_context =
        !knows_context || std::ranges::find(regions, std::string_view{"context"},
                                            &named_region::name) != regions.end();
    return out + (is_near_null && !has_context ? "and the run has no context" : "near no region");
}

} // namespace fc::cli
