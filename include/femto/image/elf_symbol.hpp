// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/image/detail/elf_file.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// The name of the symbol behind an error: of a reference that cannot be resolved, `load_elf`
/// reports where its relocation lies.
/// @param at  what `load_elf` reported with undefined_symbol, unsupported_reference,
///            unsupported_section or unsupported_relocation
/// @return    the name, a part of `object`, without the NUL; empty if it has none
constexpr std::span<const std::uint8_t> symbol_of(std::span<const std::uint8_t> object,
                                                  std::uint32_t at) {
    const auto file = detail::elf_file::open(object);
    if (!file || !fits<std::uint64_t>(at, object.size(), detail::elf::rel_bytes)) {
        return {};
    }
    const auto entry = detail::elf::read_relocation(object.data() + at, false);
    return entry.symbol < file->symbol_count() ? file->name(file->symbol(entry.symbol))
                                               : std::span<const std::uint8_t>{};
}

} // namespace fc::image
