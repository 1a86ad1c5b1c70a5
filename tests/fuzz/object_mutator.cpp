// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Most changes go to one field of the tables of an ELF object, or keep within what one section
// header describes: bytes put in anywhere move all that follows, and little is left to read.
#include "differential/random.hpp"

#include <femto/base/bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t max);

namespace {

// ELF64, System V ABI chapter 4.
constexpr std::size_t file_header_bytes = 64;
constexpr std::size_t section_header_bytes = 64;
constexpr std::size_t section_table_field = 40; // e_shoff
constexpr std::size_t offset_field = 24;        // sh_offset, in a section header
constexpr std::size_t size_field = 32;          // sh_size

void change_field(fc::test::random_numbers& random, std::uint8_t* field) {
    constexpr std::uint8_t edges[] = {0, 1, 2, 3, 4, 8, 10, 16, 24, 64, 127, 128, 255};
    switch (random.below(4)) {
    case 0: *field = edges[random.below(std::size(edges))]; break;
    case 1: *field = static_cast<std::uint8_t>(*field + 1); break;
    case 2: *field = static_cast<std::uint8_t>(*field - 1); break;
    default: *field = static_cast<std::uint8_t>(*field ^ (1U << random.below(8)));
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max, unsigned seed) {
    fc::test::random_numbers random{seed};
    if (size < file_header_bytes + section_header_bytes || random.percent(10)) {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    const auto table = fc::load_le<std::uint64_t>(bytes + section_table_field);
    if (table > size - section_header_bytes) {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    const std::size_t headers = (size - table) / section_header_bytes;
    std::uint8_t* const header = bytes + table + random.below(headers) * section_header_bytes;
    const auto from = fc::load_le<std::uint64_t>(header + offset_field);
    const auto length = fc::load_le<std::uint64_t>(header + size_field);
    const bool holds = length != 0 && from < size && length <= size - from;
    if (holds && random.percent(60)) {
        change_field(random, bytes + from + random.below(length));
    } else if (holds && random.percent(50)) {
        LLVMFuzzerMutate(bytes + from, length, length); // what it cuts off stays as it was
    } else {
        change_field(random, header + random.below(section_header_bytes));
    }
    return size;
}
