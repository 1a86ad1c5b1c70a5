// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/detail/elf_format.hpp>
#include <femto/image/name.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// What a step returns that only succeeds or fails.
struct done {};

/// A section whose every number was compared with the file, so that 32 bits hold it.
struct section {
    std::uint32_t header = 0; // where its header lies in the file, for errors
    std::uint32_t name = 0;
    elf::section_type type = elf::section_type::null;
    std::uint64_t flags = 0;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t link = 0;
    std::uint32_t info = 0;
    std::uint32_t alignment = 1;

    constexpr bool has(std::uint64_t flag) const { return (flags & flag) != 0; }
    constexpr bool relocates() const {
        return type == elf::section_type::rel || type == elf::section_type::rela;
    }
    constexpr std::uint32_t relocation_bytes() const {
        return type == elf::section_type::rela ? elf::rela_bytes : elf::rel_bytes;
    }
};

/// A whole object whose tables are known to lie inside its bytes. Only `open` makes one.
class elf_file {
public:
    static constexpr std::uint32_t max_bytes = 0x7FFFFFFF;
    static constexpr std::uint32_t max_alignment = 256;

    constexpr elf_file() = default;
    static constexpr result<elf_file> open(std::span<const std::uint8_t> bytes);

    constexpr std::uint32_t section_count() const { return section_count_; }
    constexpr std::uint32_t symbol_count() const { return symbol_count_; }

    /// @param index  below section_count()
    constexpr detail::section section(std::uint32_t index) const {
        const std::uint32_t at = section_table_ + index * elf::section_header_bytes;
        const elf::section_header raw = elf::read_section_header(bytes_.data() + at);
        return {
            .header = at,
            .name = raw.name,
            .type = raw.type,
            .flags = raw.flags,
            .offset = static_cast<std::uint32_t>(raw.offset),
            .size = static_cast<std::uint32_t>(raw.size),
            .link = raw.link,
            .info = raw.info,
            .alignment = raw.alignment == 0 ? 1 : static_cast<std::uint32_t>(raw.alignment),
        };
    }

    /// @param index  below symbol_count()
    constexpr elf::symbol symbol(std::uint32_t index) const {
        return elf::read_symbol(bytes_.data() + symbol_offset(index));
    }
    constexpr std::uint32_t symbol_offset(std::uint32_t index) const {
        return symbols_ + index * elf::symbol_bytes;
    }

    constexpr std::span<const std::uint8_t> contents(const detail::section& of) const {
        return bytes_.subspan(of.offset, of.size);
    }
    constexpr const std::uint8_t* data() const { return bytes_.data(); }

    constexpr std::span<const std::uint8_t> name(const detail::section& of) const {
        return string(section_names_, of.name);
    }
    constexpr std::span<const std::uint8_t> name(const elf::symbol& of) const {
        return string(symbol_names_, of.name);
    }

private:
    constexpr result<done> check_header();
    constexpr result<done> check_sections();
    constexpr result<done> check_extent(std::uint32_t header, std::uint64_t& claimed) const;
    constexpr result<done> check_tables(std::uint32_t index);
    constexpr bool is_string_table(std::uint32_t index) const {
        return index < section_count_ && section(index).type == elf::section_type::strtab;
    }

    /// The string at `offset` of the table, or nothing when it starts outside of it.
    constexpr std::span<const std::uint8_t> string(std::uint32_t table,
                                                   std::uint32_t offset) const {
        if (table == 0) {
            return {};
        }
        const detail::section strings = section(table);
        if (offset >= strings.size) {
            return {};
        }
        const std::span<const std::uint8_t> rest = contents(strings).subspan(offset);
        std::size_t length = 0;
        while (length < rest.size() && length < max_name_bytes && rest[length] != 0) {
            ++length;
        }
        return rest.first(length);
    }

    std::span<const std::uint8_t> bytes_{};
    std::uint32_t section_table_ = 0;
    std::uint32_t section_count_ = 0;
    std::uint32_t section_names_ = 0; // index of the string table
    std::uint32_t symbol_names_ = 0;  // index of the string table
    std::uint32_t symbol_table_ = 0;  // index; 0 if there is none
    std::uint32_t symbols_ = 0;       // where the first symbol lies in the file
    std::uint32_t symbol_count_ = 0;
};

} // namespace fc::image::detail

#include <femto/image/detail/elf_open.hpp>
