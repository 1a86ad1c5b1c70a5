// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "loading.hpp"
#include "object_builder.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <limits>

/// What is spoilt in one place for each row of a table of refusals.
namespace spoilt {

namespace elf = building::elf;
using elf::relocation_type;
using elf::section_type;
using fc::errc;
using fc::isa::instruction;

inline constexpr std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();

/// A program with one of everything, and the numbers of its parts.
struct sample {
    building::object object;
    std::uint16_t text = object.add_text(".text", {{.opcode = 0x18, .dst = 1},
                                                   {},
                                                   {.opcode = 0x85, .src = 1, .imm = -1},
                                                   {.opcode = 0x95},
                                                   {.opcode = 0x95}});
    std::uint16_t data = object.add({.name = ".data",
                                     .flags = elf::flag_alloc | elf::flag_write,
                                     .contents = loading::bytes(16)});
    std::uint16_t bss = object.add({.name = ".bss",
                                    .type = section_type::nobits,
                                    .flags = elf::flag_alloc | elf::flag_write,
                                    .size = 8});
    std::uint16_t notes = object.add({.name = ".notes", .flags = 0, .contents = {1, 2, 3}});
    std::uint32_t variable =
        object.add({.name = "variable", .section = data, .type = elf::symbol_type::object});
    std::uint32_t function = object.add(
        {.name = "function", .section = text, .value = 32, .type = elf::symbol_type::function});
    std::uint16_t load = object.relocate(text, 0, relocation_type::bpf_64_64, variable);
    std::uint16_t call = object.relocate(text, 16, relocation_type::bpf_64_32, function);
    std::uint16_t pointer = object.relocate(data, 8, relocation_type::bpf_64_abs64, function);
};

template <class T>
void put(loading::bytes& file, std::uint32_t at, T value) {
    REQUIRE(at + sizeof(T) <= file.size());
    fc::store_le(file.data() + at, value);
}

/// What a file is refused for, and the byte that is named.
inline void check_refusal(const loading::bytes& file, errc error, std::uint32_t at,
                          const fc::image::elf_options& options = {}) {
    const loading::image image{file, options};
    REQUIRE(image.error == error);
    REQUIRE(image.at == at);
}

} // namespace spoilt
