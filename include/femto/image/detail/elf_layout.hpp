// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_reach.hpp>
#include <femto/isa/opcode.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// Sizes of the parts of a program [bytes]. `memory` is data and bss together.
struct elf_layout {
    std::uint32_t text = 0;
    std::uint32_t rodata = 0;
    std::uint32_t data = 0;
    std::uint32_t memory = 0;

    // Text has room for an exit behind it: compilers write none behind a call that does not return,
    // and `verify` lets no text end in a call.
    static constexpr std::uint32_t exit_bytes = 8;

    // The order in the buffer. Text comes first because its alignment is the buffer's.
    constexpr std::uint32_t rodata_at() const { return text + exit_bytes; }
    constexpr std::uint32_t data_at() const {
        return static_cast<std::uint32_t>(align_up(std::uint64_t{rodata_at()} + rodata, 8));
    }
    constexpr std::uint64_t bytes() const { return std::uint64_t{data_at()} + data; }
};

/// Gives each reached section of part `which` its place, from `start` on.
/// @return  the end of the last one
constexpr result<std::uint32_t> place(const elf_file& file, elf_records& records,
                                      std::uint16_t root, part which, std::uint32_t start) {
    std::uint64_t end = start;
    for (std::uint16_t i = root; i != elf_records::last; i = records.next(i)) {
        if (part_of(file, records, i) != which) {
            continue;
        }
        const section at = file.section(i);
        if (which == part::text && at.size % 8 != 0) {
            return {errc::bad_structure, at.header + elf::at_size};
        }
        end = which == part::text ? end : align_up(end, at.alignment);
        if (end + at.size > elf_file::max_bytes) {
            return {errc::bad_structure, at.header + elf::at_size};
        }
        records.set_base(i, static_cast<std::uint32_t>(end));
        end += at.size;
    }
    return static_cast<std::uint32_t>(end);
}

/// Gives each reached COMMON symbol (clang's -fcommon) room behind bss. Its value is its alignment.
constexpr result<std::uint32_t> place_commons(const elf_file& file, elf_records& records,
                                              std::uint32_t start) {
    std::uint64_t end = start;
    for (std::uint32_t i = 0; i < records.common_count(); ++i) {
        if (records.common(i) == elf_records::nowhere) {
            continue;
        }
        const std::uint32_t index = records.common_symbol(i);
        const elf::symbol symbol = file.symbol(index);
        const std::uint64_t alignment = symbol.value == 0 ? 1 : symbol.value;
        if (alignment > elf_file::max_alignment || (alignment & (alignment - 1)) != 0 ||
            symbol.size > elf_file::max_bytes) {
            return {errc::bad_structure, file.symbol_offset(index)};
        }
        end = align_up(end, alignment);
        if (end + symbol.size > elf_file::max_bytes) {
            return {errc::bad_structure, file.symbol_offset(index)};
        }
        records.set_common(i, static_cast<std::uint32_t>(end));
        end += symbol.size;
    }
    return static_cast<std::uint32_t>(end);
}

constexpr result<elf_layout> lay_out(const elf_file& file, elf_records& records,
                                     std::uint16_t root) {
    const auto text = place(file, records, root, part::text, 0);
    if (!text) {
        return {text.error(), text.at()};
    }
    const auto rodata = place(file, records, root, part::rodata, 0);
    if (!rodata) {
        return {rodata.error(), rodata.at()};
    }
    const auto data = place(file, records, root, part::data, 0);
    if (!data) {
        return {data.error(), data.at()};
    }
    const auto bss = place(file, records, root, part::bss, *data);
    if (!bss) {
        return {bss.error(), bss.at()};
    }
    const auto memory = place_commons(file, records, *bss);
    if (!memory) {
        return {memory.error(), memory.at()};
    }
    return elf_layout{.text = *text, .rodata = *rodata, .data = *data, .memory = *memory};
}

/// Puts an exit into the room behind a linked text that ends in a call.
/// @param room  the text and `exit_bytes` behind it, which are 0
/// @return      the length of the text [bytes]
constexpr std::size_t close_text(std::span<std::uint8_t> room) {
    const std::size_t length = room.size() - elf_layout::exit_bytes;
    const std::uint8_t last = length == 0 ? std::uint8_t{0} : room[length - elf_layout::exit_bytes];
    if (last != isa::opcode::call && last != isa::opcode::callx) {
        return length;
    }
    room[length] = isa::opcode::exit;
    return room.size();
}

/// Copies each reached section that has contents to its place in `buffer`, which holds them all.
constexpr void copy_sections(const elf_file& file, const elf_records& records,
                             const elf_layout& layout, std::uint16_t root,
                             std::span<std::uint8_t> buffer) {
    for (std::uint16_t i = root; i != elf_records::last; i = records.next(i)) {
        std::size_t to = records.base(i);
        switch (part_of(file, records, i)) {
        case part::text: break;
        case part::rodata: to += layout.rodata_at(); break;
        case part::data: to += layout.data_at(); break;
        default: continue;
        }
        for (const std::uint8_t byte : file.contents(file.section(i))) {
            buffer[to++] = byte;
        }
    }
}

} // namespace fc::image::detail
