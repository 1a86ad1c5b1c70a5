// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/detail/elf_format.hpp>
#include <femto/image/detail/write_image.hpp>
#include <femto/image/extras.hpp>
#include <femto/image/name.hpp>
#include <femto/image/sections.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// Writes an object as a compiler would have left it for `load_elf`: a section for each part, and a
/// relocation for each reference of text to data or rodata and for each word of data that holds an
/// address. Calls within text need none.
template <class Functions>
class elf_writer {
public:
    constexpr elf_writer(const sections& parts, const Functions& functions, const extras& more,
                         std::span<std::uint8_t> out)
        : parts_{parts}, functions_{functions}, more_{more}, out_{out} {}

    constexpr result<std::size_t> write() {
        if (const auto possible = check(); !possible) {
            return {possible.error(), possible.at()};
        }
        put_header();
        put_section_headers();
        put_text();
        put_text_relocations();
        put_part(parts_.rodata, 0);
        put_part(parts_.data, parts_.bss_bytes);
        for (const relocation& each : parts_.relocations) {
            put_relocation(each.offset, elf::relocation_type::bpf_64_abs64, symbol_of(each.to));
        }
        for (std::size_t i = 0; i < more_.notes.fingerprint.size(); ++i) {
            put<std::uint32_t>(more_.notes.fingerprint[i]);
        }
        fill_up();
        put_symbols();
        put_names();
        if (out_.size() > image_bytes_max) {
            return errc::value_out_of_range;
        }
        if (!out_.fits()) {
            return {errc::buffer_too_small, static_cast<std::uint32_t>(out_.size())};
        }
        return narrowed<std::size_t>(out_.size());
    }

private:
    struct section_row {
        const char* name;
        elf::section_type type;
        std::uint64_t flags;
        std::uint32_t link;
        std::uint32_t info;
        std::uint64_t entry_bytes;
    };
    // Indexes of `rows`, in the order of the file.
    enum index : std::uint8_t {
        none,
        text,
        text_rel,
        rodata,
        data,
        data_rel,
        built_for,
        syms,
        strs
    };
    static constexpr std::uint32_t local_symbols = 4; // none, and one for each part
    static constexpr std::array<section_row, 9> rows{{
        {"", elf::section_type::null, 0, 0, 0, 0},
        {".text", elf::section_type::progbits, elf::flag_alloc | elf::flag_execute, 0, 0, 0},
        {".rel.text", elf::section_type::rel, 0, syms, text, elf::rel_bytes},
        {".rodata", elf::section_type::progbits, elf::flag_alloc, 0, 0, 0},
        {".data", elf::section_type::progbits, elf::flag_alloc | elf::flag_write, 0, 0, 0},
        {".rel.data", elf::section_type::rel, 0, syms, data, elf::rel_bytes},
        {".femto.layout", elf::section_type::progbits, elf::flag_alloc, 0, 0, 0},
        {".symtab", elf::section_type::symtab, 0, strs, local_symbols, elf::symbol_bytes},
        {".strtab", elf::section_type::strtab, 0, 0, 0, 0},
    }};
    static constexpr std::array<index, local_symbols> symbol_sections{none, text, rodata, data};

    /// Whether an object can say it at all.
    constexpr result<void> check() const {
        if (parts_.text.empty() || parts_.text.size() % isa::slot_bytes != 0) {
            return errc::illegal_length;
        }
        if (!more_.helpers.empty()) {
            return errc::no_room_for_helpers;
        }
        if (more_.notes.has_contract || !more_.notes.proof.empty()) {
            return errc::no_room_for_notes;
        }
        if (parts_.entry != 0) {
            return {errc::no_room_for_entry, parts_.entry};
        }
        std::uint32_t at = 0;
        for (const auto& each : functions_) {
            bool has_nul = false;
            for (std::size_t i = 0; i < each.name.size(); ++i) {
                has_nul = has_nul || each.name[i] == 0;
            }
            if (std::uint64_t{each.slot} * isa::slot_bytes >= parts_.text.size() || has_nul) {
                return {errc::bad_structure, at};
            }
            if (each.name.size() > max_name_bytes) {
                return {errc::value_out_of_range, at};
            }
            ++at;
        }
        for (std::size_t i = 0; i < parts_.text.size(); i += step(i)) {
            const std::uint8_t* const slot = parts_.text.data() + i;
            if (!refers(slot)) {
                continue;
            }
            if (parts_.text.size() - i < 2 * isa::slot_bytes) {
                return errc::illegal_length;
            }
            // A number of 32 bits is read with its sign.
            if (slot[1] >= 16 || (slot[7] >= 0x80 && load_le<std::uint32_t>(slot + 12) == 0)) {
                return {errc::value_out_of_range, static_cast<std::uint32_t>(i / isa::slot_bytes)};
            }
        }
        return {};
    }

    static constexpr bool refers(const std::uint8_t* slot) {
        return slot[0] == isa::opcode::lddw_data || slot[0] == isa::opcode::lddw_rodata;
    }
    /// Bytes of the instruction at `at` of text.
    constexpr std::size_t step(std::size_t at) const {
        const std::uint8_t* const slot = parts_.text.data() + at;
        return isa::opcode::takes_two_slots(slot[0]) ? 2 * isa::slot_bytes : isa::slot_bytes;
    }

    template <class Visit>
    constexpr void each_reference(Visit&& visit) const {
        for (std::size_t i = 0; i < parts_.text.size(); i += step(i)) {
            if (refers(parts_.text.data() + i)) {
                visit(i);
            }
        }
    }

    constexpr std::uint64_t size_of(index which) const {
        switch (which) {
        case none: return 0;
        case text: return parts_.text.size();
        case text_rel: {
            std::uint64_t bytes = 0;
            each_reference([&](std::size_t) { bytes += elf::rel_bytes; });
            return bytes;
        }
        case rodata: return parts_.rodata.size();
        case data: return std::uint64_t{parts_.data.size()} + parts_.bss_bytes;
        case data_rel: return std::uint64_t{parts_.relocations.size()} * elf::rel_bytes;
        case built_for: return std::uint64_t{more_.notes.fingerprint.size()} * 4;
        case syms: {
            std::uint64_t bytes = std::uint64_t{local_symbols} * elf::symbol_bytes;
            for ([[maybe_unused]] const auto& each : functions_) {
                bytes += elf::symbol_bytes;
            }
            return bytes;
        }
        case strs: {
            std::uint64_t bytes = 0;
            for (const section_row& each : rows) {
                bytes += image::name{each.name}.size() + 1;
            }
            for (const auto& each : functions_) {
                bytes += each.name.size() + 1;
            }
            return bytes;
        }
        }
        return 0;
    }

    static constexpr std::uint32_t symbol_of(relocation::target to) {
        switch (to) {
        case relocation::target::text: return 1;
        case relocation::target::rodata: return 2;
        case relocation::target::data: return 3;
        }
        return 0;
    }

    constexpr void put_header() {
        constexpr std::array<std::uint8_t, 16> ident{
            0x7F, 'E', 'L', 'F', elf::class_64, elf::little_endian, 1};
        out_.put_bytes(ident);
        put<std::uint16_t>(elf::relocatable);
        put<std::uint16_t>(elf::machine_bpf);
        put<std::uint32_t>(1);
        put<std::uint64_t>(0); // where a process would start
        put<std::uint64_t>(0); // no program headers
        put<std::uint64_t>(elf::header_bytes);
        put<std::uint32_t>(0); // flags
        put<std::uint16_t>(elf::header_bytes);
        put<std::uint16_t>(0);
        put<std::uint16_t>(0);
        put<std::uint16_t>(elf::section_header_bytes);
        put<std::uint16_t>(rows.size());
        put<std::uint16_t>(strs);
    }

    constexpr void put_section_headers() {
        std::uint64_t at = elf::header_bytes + rows.size() * elf::section_header_bytes;
        std::uint32_t name = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const section_row& row = rows[i];
            const std::uint64_t size = size_of(static_cast<index>(i));
            put<std::uint32_t>(name);
            put<std::uint32_t>(static_cast<std::uint32_t>(row.type));
            put<std::uint64_t>(row.flags);
            put<std::uint64_t>(0); // address
            put<std::uint64_t>(i == none ? 0 : at);
            put<std::uint64_t>(size);
            put<std::uint32_t>(row.link);
            put<std::uint32_t>(row.info);
            put<std::uint64_t>(i == none ? 0 : i == strs ? 1 : isa::slot_bytes);
            put<std::uint64_t>(row.entry_bytes);
            at += (size + 7) / 8 * 8;
            name += static_cast<std::uint32_t>(image::name{row.name}.size() + 1);
        }
    }

    constexpr void put_text() {
        for (std::size_t i = 0; i < parts_.text.size(); i += step(i)) {
            const std::size_t left = parts_.text.size() - i;
            const std::size_t bytes = step(i) < left ? step(i) : left;
            const auto instruction = parts_.text.subspan(i, bytes);
            out_.put_byte(refers(instruction.data()) ? isa::opcode::lddw : instruction[0]);
            out_.put_bytes(instruction.subspan(1));
        }
    }
    constexpr void put_text_relocations() {
        each_reference([&](std::size_t at) {
            const bool is_rodata = parts_.text[at] == isa::opcode::lddw_rodata;
            put_relocation(
                at, elf::relocation_type::bpf_64_64,
                symbol_of(is_rodata ? relocation::target::rodata : relocation::target::data));
        });
    }
    constexpr void put_relocation(std::uint64_t offset, elf::relocation_type type,
                                  std::uint32_t symbol) {
        put<std::uint64_t>(offset);
        put<std::uint32_t>(static_cast<std::uint32_t>(type));
        put<std::uint32_t>(symbol);
    }

    constexpr void put_symbols() {
        for (const index each : symbol_sections) {
            put_symbol(0, each == none ? elf::symbol_type::none : elf::symbol_type::section,
                       elf::binding::local, each, 0);
        }
        std::uint64_t name = 0;
        for (const section_row& each : rows) {
            name += image::name{each.name}.size() + 1;
        }
        for (const auto& each : functions_) {
            put_symbol(static_cast<std::uint32_t>(name), elf::symbol_type::function,
                       elf::binding::global, text, std::uint64_t{each.slot} * isa::slot_bytes);
            name += each.name.size() + 1;
        }
    }
    constexpr void put_symbol(std::uint32_t name, elf::symbol_type type, elf::binding bound,
                              index section, std::uint64_t value) {
        put<std::uint32_t>(name);
        out_.put_byte(static_cast<std::uint8_t>(static_cast<unsigned>(bound) << 4U |
                                                static_cast<unsigned>(type)));
        out_.put_byte(0);
        put<std::uint16_t>(section);
        put<std::uint64_t>(value);
        put<std::uint64_t>(0); // its length, which images do not say
    }

    constexpr void put_names() {
        for (const section_row& each : rows) {
            put_name(image::name{each.name});
        }
        for (const auto& each : functions_) {
            put_name(each.name);
        }
    }
    template <class Name>
    constexpr void put_name(const Name& name) {
        for (std::size_t i = 0; i < name.size(); ++i) {
            out_.put_byte(static_cast<std::uint8_t>(name[i]));
        }
        out_.put_byte(0);
    }

    constexpr void put_part(std::span<const std::uint8_t> bytes, std::uint64_t zeroes) {
        out_.put_bytes(bytes);
        out_.put_zeroes(zeroes);
        fill_up();
    }
    /// Sections begin at multiples of 8 bytes.
    constexpr void fill_up() { out_.put_zeroes((8 - out_.size() % 8) % 8); }

    template <class T>
    constexpr void put(std::uint64_t number) {
        std::array<std::uint8_t, sizeof(T)> bytes{};
        store_le(bytes.data(), static_cast<T>(number));
        out_.put_bytes(bytes);
    }

    const sections& parts_;
    const Functions& functions_;
    const extras& more_;
    image_bytes out_;
};

} // namespace fc::image::detail
