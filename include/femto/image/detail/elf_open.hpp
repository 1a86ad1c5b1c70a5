// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_file.hpp>

/// The checks that make an `elf_file` of bytes. All of them run before anything is used, so that
/// the code behind never asks again whether a section lies in the file.
namespace fc::image::detail {

constexpr result<elf_file> elf_file::open(std::span<const std::uint8_t> bytes) {
    elf_file file;
    file.bytes_ = bytes;
    if (const auto header = file.check_header(); !header) {
        return {header.error(), header.at()};
    }
    if (const auto sections = file.check_sections(); !sections) {
        return {sections.error(), sections.at()};
    }
    return file;
}

constexpr result<done> elf_file::check_header() {
    constexpr std::uint8_t magic[4] = {0x7F, 'E', 'L', 'F'};
    for (std::size_t i = 0; i < sizeof magic && i < bytes_.size(); ++i) {
        if (bytes_[i] != magic[i]) {
            return {errc::bad_magic, static_cast<std::uint32_t>(i)};
        }
    }
    if (bytes_.size() > max_bytes) {
        return {errc::bad_structure, 0};
    }
    const auto length = static_cast<std::uint32_t>(bytes_.size());
    if (length < elf::header_bytes) {
        return {errc::truncated, length};
    }
    const std::uint8_t* const head = bytes_.data();
    if (head[elf::at_class] != elf::class_64) {
        return {errc::unsupported_machine, elf::at_class};
    }
    if (head[elf::at_byte_order] != elf::little_endian) {
        return {errc::unsupported_machine, elf::at_byte_order};
    }
    if (load_le<std::uint16_t>(head + elf::at_type) != elf::relocatable) {
        return {errc::unsupported_machine, elf::at_type};
    }
    if (load_le<std::uint16_t>(head + elf::at_machine) != elf::machine_bpf) {
        return {errc::unsupported_machine, elf::at_machine};
    }
    if (head[elf::at_ident_version] != 1) {
        return {errc::bad_structure, elf::at_ident_version};
    }
    if (load_le<std::uint32_t>(head + elf::at_version) != 1) {
        return {errc::bad_structure, elf::at_version};
    }
    if (load_le<std::uint16_t>(head + elf::at_section_entry_bytes) != elf::section_header_bytes) {
        return {errc::bad_structure, elf::at_section_entry_bytes};
    }
    section_count_ = load_le<std::uint16_t>(head + elf::at_section_count);
    // 0 would mean that the true count, above 65279, stands elsewhere. No container needs that.
    if (section_count_ == 0 || section_count_ >= elf::reserved) {
        return {errc::bad_structure, elf::at_section_count};
    }
    const auto table = load_le<std::uint64_t>(head + elf::at_section_table);
    const std::uint64_t table_bytes = std::uint64_t{section_count_} * elf::section_header_bytes;
    if (!fits<std::uint64_t>(table, length, table_bytes)) {
        return {errc::truncated, elf::at_section_table};
    }
    section_table_ = static_cast<std::uint32_t>(table);
    section_names_ = load_le<std::uint16_t>(head + elf::at_section_names);
    if (!is_string_table(section_names_)) {
        return {errc::bad_structure, elf::at_section_names};
    }
    return done{};
}

constexpr result<done> elf_file::check_sections() {
    std::uint64_t claimed = 0;
    for (std::uint32_t i = 0; i < section_count_; ++i) {
        const std::uint32_t header = section_table_ + i * elf::section_header_bytes;
        if (const auto extent = check_extent(header, claimed); !extent) {
            return extent;
        }
    }
    for (std::uint32_t i = 0; i < section_count_; ++i) {
        if (const auto tables = check_tables(i); !tables) {
            return tables;
        }
    }
    for (std::uint32_t i = 0; i < section_count_; ++i) {
        const detail::section at = section(i);
        if (at.relocates() && (at.link != symbol_table_ || symbol_table_ == 0)) {
            return {errc::bad_structure, at.header + elf::at_link};
        }
    }
    return done{};
}

/// `claimed` adds up what the sections before took of the file. No two of a compiler's sections
/// overlap; if they could, a small file could describe work and memory without bound.
constexpr result<done> elf_file::check_extent(std::uint32_t header, std::uint64_t& claimed) const {
    const elf::section_header raw = elf::read_section_header(bytes_.data() + header);
    if (raw.alignment > max_alignment || (raw.alignment & (raw.alignment - 1)) != 0) {
        return {errc::bad_structure, header + elf::at_alignment};
    }
    if (raw.type == elf::section_type::null || raw.type == elf::section_type::nobits) {
        if (raw.size > max_bytes) {
            return {errc::bad_structure, header + elf::at_size};
        }
        return done{};
    }
    if (raw.offset > bytes_.size()) {
        return {errc::truncated, header + elf::at_offset};
    }
    if (raw.size > bytes_.size() - raw.offset) {
        return {errc::truncated, header + elf::at_size};
    }
    claimed += raw.size;
    if (claimed > bytes_.size()) {
        return {errc::bad_structure, header + elf::at_size};
    }
    return done{};
}

constexpr result<done> elf_file::check_tables(std::uint32_t index) {
    const detail::section at = section(index);
    const auto entry_bytes =
        load_le<std::uint64_t>(bytes_.data() + at.header + elf::at_entry_bytes);
    switch (at.type) {
    case elf::section_type::strtab:
        if (at.size != 0 && contents(at).back() != 0) {
            return {errc::bad_structure, at.offset + at.size - 1};
        }
        return done{};
    case elf::section_type::symtab:
        if (symbol_table_ != 0) {
            return {errc::bad_structure, at.header};
        }
        if (entry_bytes != elf::symbol_bytes) {
            return {errc::bad_structure, at.header + elf::at_entry_bytes};
        }
        if (at.size % elf::symbol_bytes != 0) {
            return {errc::bad_structure, at.header + elf::at_size};
        }
        if (!is_string_table(at.link)) {
            return {errc::bad_structure, at.header + elf::at_link};
        }
        symbol_table_ = index;
        symbol_names_ = at.link;
        symbols_ = at.offset;
        symbol_count_ = at.size / elf::symbol_bytes;
        return done{};
    case elf::section_type::rel:
    case elf::section_type::rela:
        if (entry_bytes != at.relocation_bytes()) {
            return {errc::bad_structure, at.header + elf::at_entry_bytes};
        }
        if (at.size % at.relocation_bytes() != 0) {
            return {errc::bad_structure, at.header + elf::at_size};
        }
        if (at.info >= section_count_) {
            return {errc::bad_structure, at.header + elf::at_info};
        }
        return done{};
    case elf::section_type::init_array:
    case elf::section_type::fini_array:
    case elf::section_type::preinit_array:
        // A container starts at its entry; nobody would call these.
        return at.size == 0 ? result<done>{done{}}
                            : result<done>{errc::unsupported_section, at.header};
    case elf::section_type::progbits:
        if (const auto called = name(at);
            at.size != 0 && (image::name{".ctors"} == called || image::name{".dtors"} == called)) {
            return {errc::unsupported_section, at.header};
        }
        return done{};
    default: return done{};
    }
}

} // namespace fc::image::detail
