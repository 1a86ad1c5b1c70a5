// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/image/format.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// The parts that follow a header, in their order. Each is so many units of so many bytes.
enum class part_of_image : std::uint8_t { data, rodata, text, functions, calls };
inline constexpr std::size_t part_count = 5;
inline constexpr auto unit_bytes =
    std::to_array<std::uint8_t>({1, 1, 1, function_entry::bytes, call_entry::bytes});

/// The field that says how many units a part has.
constexpr header_field field_of(part_of_image part) {
    return static_cast<header_field>(static_cast<std::size_t>(part) +
                                     static_cast<std::size_t>(header_field::data_bytes));
}
static_assert(field_of(part_of_image::calls) == header_field::calls);

/// A header whose parts are known to lie in the image.
struct header {
    std::uint64_t flags = 0;
    std::array<std::uint32_t, part_count + 1> ends{}; // of the header, then of each part

    constexpr std::uint32_t begin(part_of_image part) const {
        return ends[static_cast<std::size_t>(part)];
    }
    constexpr std::uint32_t length(part_of_image part) const {
        return ends[static_cast<std::size_t>(part) + 1] - begin(part);
    }
    /// Where helpers or notes begin, or the image ends.
    constexpr std::uint32_t end() const { return ends.back(); }
};

/// Reads the header of an image whose start was checked.
/// @errors  truncated, `at` being the field of the first part that ends behind the image
constexpr result<header> read_header(std::span<const std::uint8_t> bytes, layout of) {
    const auto size = narrowed<std::uint32_t>(bytes.size());
    if (size < header_bytes(of)) {
        return {errc::truncated, size};
    }
    header out;
    if (of == layout::fc32) { // whose flags alone can be other than 0 here
        constexpr field_place flags_at = place_of(layout::fc32, header_field::flags);
        out.flags = get(bytes.data(), flags_at);
    }
    out.ends[0] = header_bytes(of);
    for (std::size_t i = 0; i < part_count; ++i) {
        const field_place where = place_of(of, field_of(static_cast<part_of_image>(i)));
        const std::uint32_t units =
            where.bytes == 0 ? 0 : load_le<std::uint32_t>(bytes.data() + where.offset);
        // No number is added to another before both are known to be within the image.
        const std::uint64_t length = std::uint64_t{units} * unit_bytes[i];
        if (length > size - out.ends[i]) {
            return {errc::truncated, where.offset};
        }
        out.ends[i + 1] = out.ends[i] + static_cast<std::uint32_t>(length);
    }
    return out;
}

/// Where all headers agree.
inline constexpr field_place magic_at = place_of(layout::fc28, header_field::magic);
inline constexpr field_place version_at = place_of(layout::fc28, header_field::version);
inline constexpr field_place low_flags_at = place_of(layout::fc28, header_field::flags);
static_assert([] {
    for (const auto& row : header_places) {
        if (row[0].offset != magic_at.offset || row[1].offset != version_at.offset ||
            row[2].offset != low_flags_at.offset) {
            return false;
        }
        for (std::size_t i = 0; i < part_count; ++i) {
            const auto bytes = row[row.size() - part_count + i].bytes;
            if (bytes != 0 && bytes != sizeof(std::uint32_t)) {
                return false;
            }
        }
    }
    return true;
}());

constexpr bool is_magic(std::uint32_t number) {
    return number == magic || number == magic_swapped || number == magic_micro_bpf;
}

/// What all headers have in common, before anything tells which one it is.
/// @errors  as `open`
constexpr result<void> check_start(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < header_bytes(layout::fc28)) {
        return {errc::truncated, narrowed<std::uint32_t>(bytes.size())};
    }
    if (bytes.size() > image_bytes_max) {
        return errc::bad_structure;
    }
    if (!is_magic(static_cast<std::uint32_t>(get(bytes.data(), magic_at)))) {
        return errc::bad_magic;
    }
    if (get(bytes.data(), version_at) != version) {
        return {errc::unsupported_version, version_at.offset};
    }
    if (const auto flags = get(bytes.data(), low_flags_at); flags != 0) {
        return {flags == flag_compressed ? errc::compressed_text : errc::unknown_feature,
                low_flags_at.offset};
    }
    return {};
}

} // namespace fc::image::detail
