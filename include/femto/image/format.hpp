// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/image/layout.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

/// What the bytes of the three layouts with a header mean, as tables. Reader, writer, `femto dump`
/// and the README derive from them; nothing else knows an offset. All numbers are little-endian.
namespace fc::image {

/// Where a number lies in its record. Without bytes: the record lacks it.
struct field_place {
    std::uint8_t offset = 0;
    std::uint8_t bytes = 0;

    constexpr std::uint32_t end() const { return std::uint32_t{offset} + bytes; }
};

enum class header_field : std::uint8_t {
    magic,
    version,
    flags,
    data_bytes,
    rodata_bytes,
    text_bytes,
    functions,
    calls,
};
inline constexpr std::size_t header_field_count = 8;

struct header_row {
    header_field field;
    const char* name;
    field_place fc28;
    field_place fc32;
    field_place extended;
    const char* meaning;
};

/// The header. fc28 and fc32 share a version number: the sum of their parts tells them apart.
inline constexpr auto header_table = std::to_array<header_row>({
    {header_field::magic,
     "magic",
     {0, 4},
     {0, 4},
     {0, 4},
     "72 42 50 46, 46 50 42 72 or 7b 00 00 00"},
    {header_field::version, "version", {4, 4}, {4, 4}, {4, 4}, "0"},
    {header_field::flags, "flags", {8, 4}, {8, 8}, {8, 4}, "0, or bit 32: notes follow"},
    {header_field::data_bytes, "data_bytes", {12, 4}, {16, 4}, {12, 4}, "length of data"},
    {header_field::rodata_bytes, "rodata_bytes", {16, 4}, {20, 4}, {16, 4}, "length of rodata"},
    {header_field::text_bytes, "text_bytes", {20, 4}, {24, 4}, {20, 4}, "length of text"},
    {header_field::functions,
     "functions",
     {24, 4},
     {28, 4},
     {24, 4},
     "entries of the function table"},
    {header_field::calls, "calls", {}, {}, {28, 4}, "entries of the call table"},
});

/// A number of one of the small records behind the header.
struct record_field {
    const char* name;
    field_place at;
    const char* meaning;
};

/// An entry of the function table.
namespace function_entry {
inline constexpr record_field name{"name", {0, 2}, "offset into rodata"};
inline constexpr record_field flags{"flags", {2, 2}, "0"};
inline constexpr record_field location{"location", {4, 2}, "offset into text"};
inline constexpr auto fields = std::to_array<record_field>({name, flags, location});
inline constexpr std::uint32_t bytes = 6;
} // namespace function_entry

/// An entry of the call table: the CALL at one place goes to the function at another.
namespace call_entry {
inline constexpr record_field call{"call", {0, 4}, "offset into text of a CALL"};
inline constexpr record_field function{"function", {4, 4}, "offset into text of its callee"};
inline constexpr auto fields = std::to_array<record_field>({call, function});
inline constexpr std::uint32_t bytes = 8;
} // namespace call_entry

/// What the notes begin with, so that one cut off is missed.
namespace note_list {
inline constexpr record_field length{"length", {0, 4}, "bytes of all notes"};
inline constexpr auto fields = std::to_array<record_field>({length});
inline constexpr std::uint32_t bytes = 4;
} // namespace note_list

/// What every note begins with; `length` bytes follow.
namespace note_entry {
inline constexpr record_field kind{"kind", {0, 2}, "1 contract, 2 fingerprint, 3 proof"};
inline constexpr record_field length{"length", {2, 4}, "bytes that follow"};
inline constexpr auto fields = std::to_array<record_field>({kind, length});
inline constexpr std::uint32_t bytes = 6;
} // namespace note_entry

/// Bits of `flags`. The second one is femto's own: where only fc32 has bits, so that neither the
/// 28-byte headers nor a bit the original tools may yet take can mean it.
inline constexpr std::uint64_t flag_compressed = 1; // the original packer's; nothing unpacks it
inline constexpr std::uint64_t flag_notes = std::uint64_t{1} << 32;

/// The numbers the first four bytes may be.
inline constexpr std::uint32_t magic = 0x46504272;         // "rBPF" in the file
inline constexpr std::uint32_t magic_swapped = 0x72425046; // the constant in the original's C code
inline constexpr std::uint32_t magic_micro_bpf = 123;

inline constexpr std::uint32_t version = 0;
/// Helper ids of the extended layout are one byte each, and none need be listed twice.
inline constexpr std::uint32_t helpers_max = 256;
/// Images are smaller than 2 GiB, so that offsets into them fit 32 bits.
inline constexpr std::uint32_t image_bytes_max = 0x7FFFFFFF;

namespace detail {

/// The places alone, by layout and field: what a device keeps of the table.
inline constexpr auto header_places = [] {
    std::array<std::array<field_place, header_field_count>, 3> out{};
    for (const header_row& row : header_table) {
        const auto column = static_cast<std::size_t>(row.field);
        out[0][column] = row.fc28;
        out[1][column] = row.fc32;
        out[2][column] = row.extended;
    }
    return out;
}();

constexpr std::size_t row_of(layout of) {
    return static_cast<std::size_t>(of) - static_cast<std::size_t>(layout::fc28);
}
} // namespace detail

constexpr bool has_header(layout of) { return of != layout::text && of != layout::elf; }

/// Where a field of the header lies.
/// @param of  a layout with a header
constexpr field_place place_of(layout of, header_field field) {
    return detail::header_places[detail::row_of(of)][static_cast<std::size_t>(field)];
}

/// The length of the header.
/// @param of  a layout with a header
constexpr std::uint32_t header_bytes(layout of) { return of == layout::fc28 ? 28 : 32; }

static_assert(
    [] {
        for (const layout of : {layout::fc28, layout::fc32, layout::extended}) {
            std::uint32_t end = 0;
            for (const field_place each : detail::header_places[detail::row_of(of)]) {
                if (each.bytes != 0 && each.offset != end) {
                    return false;
                }
                end = each.bytes != 0 ? each.end() : end;
            }
            if (end != header_bytes(of)) {
                return false;
            }
        }
        return function_entry::location.at.end() == function_entry::bytes &&
               call_entry::function.at.end() == call_entry::bytes &&
               note_entry::length.at.end() == note_entry::bytes;
    }(),
    "the fields of each record follow each other without a gap");

/// Reads the number at `where` of the record at `from`.
FEMTO_INLINE constexpr std::uint64_t get(const std::uint8_t* from, field_place where) {
    from += where.offset;
    switch (where.bytes) {
    case 2: return load_le<std::uint16_t>(from);
    case 4: return load_le<std::uint32_t>(from);
    case 8: return load_le<std::uint64_t>(from);
    default: return 0;
    }
}

/// Writes `value`, cut to the width there is.
constexpr void put(std::uint8_t* to, field_place where, std::uint64_t value) {
    for (std::uint32_t i = 0; i < where.bytes; ++i) {
        to[where.offset + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
}

} // namespace fc::image
