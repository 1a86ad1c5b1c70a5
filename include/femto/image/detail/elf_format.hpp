// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <cstdint>

/// The records of an ELF-64 object and the numbers BPF gives them (System V ABI, chapters 4 and 5;
/// LLVM's "BPF ELF Relocations"). Nothing here checks anything: `elf_file` does.
namespace fc::image::detail::elf {

inline constexpr std::uint32_t header_bytes = 64;
inline constexpr std::uint32_t section_header_bytes = 64;
inline constexpr std::uint32_t symbol_bytes = 24;
inline constexpr std::uint32_t rel_bytes = 16;
inline constexpr std::uint32_t rela_bytes = 24;

// Fields of the file header, by their offset.
inline constexpr std::uint32_t at_class = 4;
inline constexpr std::uint32_t at_byte_order = 5;
inline constexpr std::uint32_t at_ident_version = 6;
inline constexpr std::uint32_t at_type = 16;
inline constexpr std::uint32_t at_machine = 18;
inline constexpr std::uint32_t at_version = 20;
inline constexpr std::uint32_t at_section_table = 40;
inline constexpr std::uint32_t at_section_entry_bytes = 58;
inline constexpr std::uint32_t at_section_count = 60;
inline constexpr std::uint32_t at_section_names = 62;

// Fields of a section header whose place an error names.
inline constexpr std::uint32_t at_offset = 24;
inline constexpr std::uint32_t at_size = 32;
inline constexpr std::uint32_t at_link = 40;
inline constexpr std::uint32_t at_info = 44;
inline constexpr std::uint32_t at_alignment = 48;
inline constexpr std::uint32_t at_entry_bytes = 56;

inline constexpr std::uint8_t class_64 = 2;
inline constexpr std::uint8_t little_endian = 1;
inline constexpr std::uint16_t relocatable = 1;
inline constexpr std::uint16_t machine_bpf = 247;

enum class section_type : std::uint32_t {
    null = 0,
    progbits = 1,
    symtab = 2,
    strtab = 3,
    rela = 4,
    nobits = 8,
    rel = 9,
    init_array = 14,
    fini_array = 15,
    preinit_array = 16,
};

inline constexpr std::uint64_t flag_write = 0x1;
inline constexpr std::uint64_t flag_alloc = 0x2;
inline constexpr std::uint64_t flag_execute = 0x4;
inline constexpr std::uint64_t flag_thread_local = 0x400;
inline constexpr std::uint64_t flag_compressed = 0x800;

// Section numbers with a meaning of their own; `reserved` and above are no sections.
inline constexpr std::uint16_t undefined = 0;
inline constexpr std::uint16_t reserved = 0xFF00;
inline constexpr std::uint16_t absolute = 0xFFF1;
inline constexpr std::uint16_t common = 0xFFF2;

enum class binding : std::uint8_t { local = 0, global = 1, weak = 2 };
enum class symbol_type : std::uint8_t { none = 0, object = 1, function = 2, section = 3 };

enum class relocation_type : std::uint32_t {
    none = 0,
    bpf_64_64 = 1,     // LDDW
    bpf_64_abs64 = 2,  // a word of data
    bpf_64_abs32 = 3,  // debug sections only
    bpf_64_nodyld = 4, // .BTF only
    bpf_64_32 = 10,    // CALL
};

struct section_header {
    std::uint32_t name;
    section_type type;
    std::uint64_t flags;
    std::uint64_t offset;
    std::uint64_t size;
    std::uint32_t link;
    std::uint32_t info;
    std::uint64_t alignment;
    std::uint64_t entry_bytes;
};

constexpr section_header read_section_header(const std::uint8_t* from) {
    return {
        .name = load_le<std::uint32_t>(from),
        .type = static_cast<section_type>(load_le<std::uint32_t>(from + 4)),
        .flags = load_le<std::uint64_t>(from + 8),
        .offset = load_le<std::uint64_t>(from + at_offset),
        .size = load_le<std::uint64_t>(from + at_size),
        .link = load_le<std::uint32_t>(from + at_link),
        .info = load_le<std::uint32_t>(from + at_info),
        .alignment = load_le<std::uint64_t>(from + at_alignment),
        .entry_bytes = load_le<std::uint64_t>(from + at_entry_bytes),
    };
}

struct symbol {
    std::uint32_t name;
    symbol_type type;
    elf::binding binding;
    std::uint16_t section;
    std::uint64_t value;
    std::uint64_t size;
};

constexpr symbol read_symbol(const std::uint8_t* from) {
    return {
        .name = load_le<std::uint32_t>(from),
        .type = static_cast<symbol_type>(from[4] & 15),
        .binding = static_cast<elf::binding>(from[4] >> 4),
        .section = load_le<std::uint16_t>(from + 6),
        .value = load_le<std::uint64_t>(from + 8),
        .size = load_le<std::uint64_t>(from + 16),
    };
}

struct relocation_entry {
    std::uint64_t offset;
    relocation_type type;
    std::uint32_t symbol;
    std::uint64_t addend; // of SHT_RELA; wraps as addresses do
};

constexpr relocation_entry read_relocation(const std::uint8_t* from, bool has_addend) {
    return {
        .offset = load_le<std::uint64_t>(from),
        .type = static_cast<relocation_type>(load_le<std::uint32_t>(from + 8)),
        .symbol = load_le<std::uint32_t>(from + 12),
        .addend = has_addend ? load_le<std::uint64_t>(from + 16) : 0,
    };
}

} // namespace fc::image::detail::elf
