// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/header.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

namespace detail {

constexpr bool is_elf(std::span<const std::uint8_t> bytes) {
    return bytes.size() >= 4 && load_le<std::uint32_t>(bytes.data()) == 0x464C457F;
}

/// True when the lengths in the header account for every byte of the image.
constexpr bool adds_up(const header& head, std::span<const std::uint8_t> bytes, layout of) {
    const std::uint32_t text_bytes = head.length(part_of_image::text);
    if (text_bytes == 0 || text_bytes % 8 != 0) {
        return false;
    }
    const std::size_t rest = bytes.size() - head.end();
    return of == layout::extended ? rest <= helpers_max : head.flags == 0 && rest == 0;
}

/// True when the flags are those of fc32 with notes. The other headers have the length of data
/// there, which no packer makes 1: all fill data up to multiples of 8 bytes.
constexpr bool says_notes(std::span<const std::uint8_t> bytes) {
    constexpr field_place flags_at = place_of(layout::fc32, header_field::flags);
    return bytes.size() >= flags_at.end() && get(bytes.data(), flags_at) == flag_notes;
}
} // namespace detail

/// Says which layout `bytes` have: by their first four bytes, then by the flag of notes, which only
/// fc32 has, then by which header's lengths add up to the length of the image, since all headers
/// have one version number.
///
/// An image that adds up as extended adds up as no other: its four bytes more cannot be made up for.
/// One that adds up as fc28 and as fc32 (no data, eight functions or more, and a certain first word)
/// must be named. Whether an image with notes adds up is for `open` to say.
/// @errors  truncated: shorter than the least image, or than every header that could be meant says;
///          bad_magic: no known first bytes, and no whole instructions;
///          unsupported_version, compressed_text, unknown_feature (`at` = the field);
///          ambiguous_layout; bad_structure: the lengths add up in no layout
constexpr result<layout> detect(std::span<const std::uint8_t> bytes) {
    if (detail::is_elf(bytes)) {
        return layout::elf;
    }
    if (bytes.size() < 8) {
        return {errc::truncated, narrowed<std::uint32_t>(bytes.size())};
    }
    if (!detail::is_magic(load_le<std::uint32_t>(bytes.data()))) {
        return bytes.size() % 8 == 0 ? result<layout>{layout::text} : errc::bad_magic;
    }
    if (const auto start = detail::check_start(bytes); !start) {
        return {start.error(), start.at()};
    }
    if (detail::says_notes(bytes)) {
        return layout::fc32;
    }
    layout found = layout::text; // which has no header
    bool is_short = true;
    for (const layout each : {layout::fc28, layout::fc32, layout::extended}) {
        const auto head = detail::read_header(bytes, each);
        is_short = is_short && !head;
        if (head && detail::adds_up(*head, bytes, each)) {
            if (found != layout::text) {
                return errc::ambiguous_layout;
            }
            found = each;
        }
    }
    if (found != layout::text) {
        return found;
    }
    return {is_short ? errc::truncated : errc::bad_structure,
            narrowed<std::uint32_t>(bytes.size())};
}

} // namespace fc::image
