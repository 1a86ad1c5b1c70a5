// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/detail/elf_entry.hpp>
#include <femto/image/detail/elf_relocate.hpp>
#include <femto/image/elf_functions.hpp>
#include <femto/image/name.hpp>
#include <femto/image/sections.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// Which part of an object becomes the program.
struct elf_options {
    name section{};  // default: .text; if that is empty, the only other executable section
    name function{}; // default: what stands first in the section
};

/// What `load_elf` needs from its caller.
struct elf_needs {
    std::uint32_t bytes = 0;       // of buffer
    std::uint32_t relocations = 0; // of fc::relocation
};

/// An object made ready for `verify`.
struct elf_program {
    /// Text, rodata and data lie in the buffer, the relocations in the caller's span.
    fc::sections sections{};
    /// Bytes of the buffer that `sections` uses, from its start. What lies behind serves only
    /// `functions` and may otherwise be given back.
    std::uint32_t used_bytes = 0;
    elf_functions functions{};
};

/// Says how much memory `load_elf` needs for `object`, whatever its options: an upper bound, close
/// to what the object spends on code and data, and never above 8 times its size.
/// @errors  as load_elf, for what is wrong with the tables
constexpr result<elf_needs> measure_elf(std::span<const std::uint8_t> object) {
    const auto file = detail::elf_file::open(object);
    if (!file) {
        return {file.error(), file.at()};
    }
    std::uint64_t bytes = 8 + file->section_count() * detail::elf_records::record_bytes;
    std::uint32_t words = 0;
    for (std::uint32_t i = 1; i < file->section_count(); ++i) {
        const detail::section at = file->section(i);
        if (at.relocates() && detail::part_of(file->section(at.info), true) == detail::part::data) {
            words += at.size / at.relocation_bytes();
        }
        const detail::part where = detail::part_of(at, false);
        if (where != detail::part::none && where != detail::part::bss) {
            bytes += at.size + at.alignment - 1;
        }
    }
    for (std::uint32_t i = 1; i < file->symbol_count(); ++i) {
        if (file->symbol(i).section == detail::elf::common) {
            bytes += detail::elf_records::record_bytes;
        }
    }
    bytes += detail::elf_layout::exit_bytes;
    return elf_needs{.bytes = static_cast<std::uint32_t>(bytes), .relocations = words};
}

/// Links the sections a program can reach from its entry into text, rodata and data.
/// Reads ELF64 little-endian relocatable EM_BPF objects, as clang 14 and later write them.
/// @param object       the file; only read, of any alignment. `sections` does not refer to it,
///                     `functions` does
/// @param buffer       4-byte aligned (else `verify` says misaligned_text), as large as
///                     measure_elf says; must outlive the program made of it
/// @param relocations  room for the words of data that hold addresses; must outlive the program
/// @errors  `at` is a byte offset in the file: the field or header that is wrong, or the relocation
///          that cannot be resolved; 0 where no byte is to blame.
///          errc::truncated, bad_magic, unsupported_machine, bad_structure: the file;
///          unsupported_section: constructors, thread-local or compressed data;
///          unknown_section, unknown_function: the options;
///          undefined_symbol, unsupported_relocation, unsupported_reference: a relocation;
///          buffer_too_small: buffer or relocations, measure_elf tells the sizes
/// @cost    time linear in the size of the object, times log n for n COMMON symbols; no heap;
///          stack is constant
/// @source  System V ABI chapters 4 and 5; LLVM "BPF ELF Relocations"
constexpr result<elf_program> load_elf(std::span<const std::uint8_t> object,
                                       std::span<std::uint8_t> buffer,
                                       std::span<relocation> relocations,
                                       const elf_options& options = {}) {
    const auto file = detail::elf_file::open(object);
    if (!file) {
        return {file.error(), file.at()};
    }
    const auto entry = detail::find_entry(*file, options.section, options.function);
    if (!entry) {
        return {entry.error(), entry.at()};
    }

    std::uint64_t record_count = file->section_count();
    for (std::uint32_t i = 1; i < file->symbol_count(); ++i) {
        record_count += file->symbol(i).section == detail::elf::common ? 1U : 0U;
    }
    const std::uint64_t record_bytes = record_count * detail::elf_records::record_bytes;
    if (record_bytes > buffer.size()) {
        return errc::buffer_too_small;
    }
    // At the end, so that a caller can cut them off.
    const auto notes = buffer.last(narrowed<std::size_t>(record_bytes));
    for (std::uint8_t& byte : notes) {
        byte = 0;
    }
    detail::elf_records records{notes, file->section_count()};
    for (std::uint32_t i = 1; i < file->symbol_count(); ++i) {
        if (file->symbol(i).section == detail::elf::common) {
            records.add_common(i);
        }
    }
    detail::relate(*file, records);
    if (const auto reached = detail::reach(*file, records, entry->section); !reached) {
        return {reached.error(), reached.at()};
    }
    const auto layout = detail::lay_out(*file, records, entry->section);
    if (!layout) {
        return {layout.error(), layout.at()};
    }
    if (layout->bytes() > buffer.size() - record_bytes) {
        return errc::buffer_too_small;
    }

    const auto used = buffer.first(narrowed<std::size_t>(layout->bytes()));
    for (std::uint8_t& byte : used) { // the gaps that alignment leaves
        byte = 0;
    }
    detail::copy_sections(*file, records, *layout, entry->section, used);
    detail::elf_relocator relocator{*file, records, *layout, used, relocations};
    for (std::uint16_t i = entry->section; i != detail::elf_records::last; i = records.next(i)) {
        if (const auto applied = relocator.apply(i); !applied) {
            return {applied.error(), applied.at()};
        }
    }
    const auto room = used.first(layout->rodata_at());
    return elf_program{
        .sections =
            {
                .text = room.first(detail::close_text(room)),
                .rodata = used.subspan(layout->rodata_at(), layout->rodata),
                .data = used.subspan(layout->data_at(), layout->data),
                .bss_bytes = layout->memory - layout->data,
                .relocations = relocations.first(relocator.word_count()),
                .entry = (records.base(entry->section) + entry->offset) / 8,
            },
        .used_bytes = static_cast<std::uint32_t>(layout->bytes()),
        .functions = elf_functions{*file, records},
    };
}

} // namespace fc::image
