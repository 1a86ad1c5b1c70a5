// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/image/detail/write_elf.hpp>
#include <femto/image/detail/write_image.hpp>
#include <femto/image/detect.hpp>
#include <femto/image/extras.hpp>
#include <femto/image/layout.hpp>
#include <femto/image/sections.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// Writes a program as an image of layout `to`, which `open` reads back to the same parts: data and
/// rodata filled up to multiples of 8 bytes, bss as zero bytes of data, names behind rodata. What
/// the layout cannot say is refused, never left out. An object holds parts as they are and functions as
/// symbols; `load_elf` reads of it what text refers to.
///
/// @param parts      text with references to data and rodata as `load_elf` leaves them
/// @param functions  anything to iterate whose elements have a `name` (size(), operator[]) and a
///                   `slot`: a span of named_slot, view::functions, elf_functions. A run of an fc32
///                   image starts with the first one
/// @param out        becomes the image; its contents are unspecified after an error
/// @return           the length of the image
/// @errors  illegal_length: text;
///          no_room_for_relocations (`at` = offset in data), no_room_for_sections,
///          no_room_for_functions, no_room_for_helpers, no_room_for_notes, no_room_for_entry
///          (`at` = the slot): the layout lacks them;
///          value_out_of_range: `at` = the index of the function whose name or place is beyond what
///          16 bits reach, or whose name is longer than max_name_bytes, or 0 for parts that are too
///          long; of an object, the slot of a reference that cannot be relocated;
///          bad_structure: `at` = the index of the function that lies outside of text, or whose
///          name holds a NUL; or a helper list that is too long;
///          ambiguous_layout: the image would be taken for one of another layout;
///          buffer_too_small: `at` is how many bytes are needed, or, if names
///          are shared, suffice
/// @cost    linear in the size of the image, times the number of names if they are shared; no heap
template <class Functions>
constexpr result<std::size_t> write(layout to, const sections& parts, const Functions& functions,
                                    const extras& more, std::span<std::uint8_t> out) {
    const auto size =
        to == layout::elf
            ? detail::elf_writer<Functions>{parts, functions, more, out}.write()
            : detail::image_writer<Functions>{to, parts, functions, more, out}.write();
    if (!size) {
        return size;
    }
    const auto found = detect(out.first(*size));
    return found && *found == to ? size : errc::ambiguous_layout;
}

/// The same for a program without functions to name and without extras.
constexpr result<std::size_t> write(layout to, const sections& parts, std::span<std::uint8_t> out) {
    return write(to, parts, std::array<named_slot, 0>{}, extras{}, out);
}

} // namespace fc::image
