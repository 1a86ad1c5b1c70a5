// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_parts.hpp>
#include <femto/image/detail/elf_records.hpp>

#include <cstdint>

namespace fc::image::detail {

/// Chains every relocation section to the section it is for.
constexpr void relate(const elf_file& file, elf_records& records) {
    // Backwards, so that a chain is in the order of the file.
    for (std::uint32_t i = file.section_count(); i-- > 1;) {
        const section at = file.section(i);
        if (at.relocates() && at.size != 0 && at.info != i && !file.section(at.info).relocates()) {
            records.set_relocations(i, records.relocations(at.info));
            records.set_relocations(at.info, static_cast<std::uint16_t>(i));
        }
    }
}

constexpr part part_of(const elf_file& file, const elf_records& records, std::uint32_t index) {
    return part_of(file.section(index), records.relocations(index) != 0);
}

/// The section that a relocation refers to, 0 when it refers to none that need be loaded.
/// @param at  where the relocation lies in the file, for errors
constexpr result<std::uint16_t> referenced(const elf_file& file, const elf_records& records,
                                           std::uint32_t symbol_index, std::uint32_t at) {
    if (symbol_index >= file.symbol_count()) {
        return {errc::bad_structure, at};
    }
    const elf::symbol symbol = file.symbol(symbol_index);
    if (symbol.section == elf::undefined) {
        return symbol.binding == elf::binding::weak
                   ? result<std::uint16_t>{std::uint16_t{0}}
                   : result<std::uint16_t>{errc::undefined_symbol, at};
    }
    if (symbol.section == elf::absolute || symbol.section == elf::common) {
        return std::uint16_t{0};
    }
    if (symbol.section >= file.section_count()) {
        return {errc::bad_structure, at};
    }
    const section holder = file.section(symbol.section);
    const auto called = file.name(holder);
    if (name{".maps"} == called || name{"maps"} == called) {
        return {errc::unsupported_reference, at};
    }
    if (part_of(file, records, symbol.section) == part::none) {
        return holder.has(elf::flag_alloc)
                   ? result<std::uint16_t>{errc::unsupported_section, at}
                   : result<std::uint16_t>{errc::unsupported_relocation, at};
    }
    if (symbol.value > holder.size) {
        return {errc::bad_structure, file.symbol_offset(symbol_index)};
    }
    return symbol.section;
}

/// Marks the COMMON symbol that a relocation refers to, if it is one.
constexpr void reach_common(const elf_file& file, elf_records& records, std::uint32_t symbol) {
    if (file.symbol(symbol).section == elf::common) {
        records.set_common(records.index_of_common(symbol), 0);
    }
}

/// Links every section that the program starting in `root` can refer to into a list that begins
/// with `root`. Each section enters once, so each relocation is looked at once.
constexpr result<done> reach(const elf_file& file, elf_records& records, std::uint16_t root) {
    records.set_next(root, elf_records::last);
    std::uint16_t end = root;
    for (std::uint16_t i = root; i != elf_records::last; i = records.next(i)) {
        for (std::uint32_t r = records.relocations(i); r != 0; r = records.relocations(r)) {
            const section list = file.section(r);
            for (std::uint32_t k = 0; k < list.size; k += list.relocation_bytes()) {
                const std::uint32_t at = list.offset + k;
                const elf::relocation_entry entry = elf::read_relocation(file.data() + at, false);
                if (entry.type == elf::relocation_type::none) {
                    continue;
                }
                const auto target = referenced(file, records, entry.symbol, at);
                if (!target) {
                    return {target.error(), target.at()};
                }
                if (*target == 0) {
                    reach_common(file, records, entry.symbol);
                } else if (!records.reached(*target)) {
                    records.set_next(end, *target);
                    records.set_next(*target, elf_records::last);
                    end = *target;
                }
            }
        }
    }
    return done{};
}

} // namespace fc::image::detail
