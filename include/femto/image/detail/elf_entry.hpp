// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_parts.hpp>
#include <femto/image/name.hpp>

#include <cstdint>
#include <limits>

namespace fc::image::detail {

/// Where a program starts: a section and a byte of it.
struct elf_entry {
    std::uint16_t section = 0;
    std::uint32_t offset = 0;
};

inline constexpr std::uint32_t not_found = std::numeric_limits<std::uint32_t>::max();

constexpr bool is_text(const section& at) {
    return part_of(at, false) == part::text && at.size != 0;
}

/// The first executable section called `wanted`, or the only one if no name is given and .text is
/// empty: with SEC("...") on every function clang leaves an empty .text behind.
constexpr std::uint32_t find_text(const elf_file& file, const name& wanted) {
    const name looked_for = wanted.empty() ? name{".text"} : wanted;
    std::uint32_t only = not_found;
    std::uint32_t count = 0;
    for (std::uint32_t i = 1; i < file.section_count(); ++i) {
        const section at = file.section(i);
        if (!is_text(at)) {
            continue;
        }
        if (looked_for == file.name(at)) {
            return i;
        }
        only = i;
        ++count;
    }
    return wanted.empty() && count == 1 ? only : not_found;
}

/// The symbol of the function called `wanted`, in the section called `in` or, without a name, in
/// any. A global one wins over a local one of the same name.
constexpr std::uint32_t find_function(const elf_file& file, const name& in, const name& wanted) {
    std::uint32_t found = not_found;
    for (std::uint32_t i = 1; i < file.symbol_count(); ++i) {
        const elf::symbol at = file.symbol(i);
        if (!is_function(at) || at.section == elf::undefined ||
            at.section >= file.section_count() || !(wanted == file.name(at))) {
            continue;
        }
        const section holder = file.section(at.section);
        if (!is_text(holder) || (!in.empty() && !(in == file.name(holder)))) {
            continue;
        }
        if (at.binding != elf::binding::local) {
            return i;
        }
        if (found == not_found) {
            found = i;
        }
    }
    return found;
}

/// @errors  errc::unknown_section, errc::unknown_function; errc::bad_structure (`at` = the symbol)
constexpr result<elf_entry> find_entry(const elf_file& file, const name& in, const name& function) {
    if (!in.empty() || function.empty()) {
        const std::uint32_t section = find_text(file, in);
        if (section == not_found) {
            return errc::unknown_section;
        }
        if (function.empty()) {
            return elf_entry{.section = static_cast<std::uint16_t>(section)};
        }
    }
    const std::uint32_t index = find_function(file, in, function);
    if (index == not_found) {
        return errc::unknown_function;
    }
    const elf::symbol symbol = file.symbol(index);
    if (symbol.value >= file.section(symbol.section).size || symbol.value % 8 != 0) {
        return {errc::bad_structure, file.symbol_offset(index)};
    }
    return elf_entry{symbol.section, static_cast<std::uint32_t>(symbol.value)};
}

} // namespace fc::image::detail
