// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_file.hpp>

#include <cstdint>

namespace fc::image::detail {

/// Where the bytes of a section go. `bss` lies in data, behind what has contents.
enum class part : std::uint8_t { none, text, rodata, data, bss };

/// @param relocated  whether relocations apply to the section. One that holds addresses cannot
///                   stay where it is, read-only: the addresses are known only to an instance.
constexpr part part_of(const section& of, bool relocated) {
    if (!of.has(elf::flag_alloc) || of.has(elf::flag_thread_local | elf::flag_compressed)) {
        return part::none;
    }
    if (of.type == elf::section_type::nobits) {
        return of.has(elf::flag_execute) ? part::none : part::bss;
    }
    if (of.type != elf::section_type::progbits) {
        return part::none;
    }
    if (of.has(elf::flag_execute)) {
        return part::text;
    }
    return of.has(elf::flag_write) || relocated ? part::data : part::rodata;
}

/// `offset` moved up to a multiple of `alignment`, a power of two.
constexpr std::uint64_t align_up(std::uint64_t offset, std::uint64_t alignment) {
    return (offset + alignment - 1) & ~(alignment - 1);
}

/// True for what a caller may name as a function: assembler sources seldom type their labels.
constexpr bool is_function(const elf::symbol& symbol) {
    return symbol.type == elf::symbol_type::function ||
           (symbol.type == elf::symbol_type::none && symbol.binding != elf::binding::local);
}

} // namespace fc::image::detail
