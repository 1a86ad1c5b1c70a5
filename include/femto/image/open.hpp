// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>
#include <femto/image/detail/read_image.hpp>
#include <femto/image/detect.hpp>
#include <femto/image/view.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// Reads an image of layout `as`, every number checked against the bytes there are. Copies nothing
/// but the text of an extended image with open calls, which must be closed before it can run.
///
/// micro-bpf's packer refers to rodata by opcode 0xB8, which is right while data is empty: both
/// then begin at one address. Such an image gets its rodata for initial data, too, so that these
/// references read the same bytes, in the instance's own copy.
/// @param bytes   borrowed; text must lie on a 4-byte boundary, or `verify` says misaligned_text
/// @param buffer  4-byte aligned, for the text of an image whose call table is not empty; as large
///                as the image always suffices; must outlive the view
/// @errors  `at` is a byte offset in the image: the field, entry or end that is wrong.
///          truncated, bad_magic, unsupported_version, compressed_text, unknown_feature,
///          illegal_length: the header;
///          bad_structure: lengths, functions, calls or notes that contradict the image;
///          unsupported_layout: elf, which `load` reads;
///          buffer_too_small: `at` is how many bytes are needed
/// @cost    time linear in the size of the image; no heap; stack is constant
constexpr result<view> open(borrowed<std::uint8_t> bytes, layout as,
                            std::span<std::uint8_t> buffer = {}) {
    switch (as) {
    case layout::text: return detail::read_text(bytes);
    case layout::fc28:
    case layout::fc32:
    case layout::extended: return detail::image_reader{bytes, as}.read(buffer);
    case layout::elf: break;
    }
    return errc::unsupported_layout;
}

/// The same for the layout that `detect` finds.
/// @errors  and those of `detect`
constexpr result<view> open(borrowed<std::uint8_t> bytes, std::span<std::uint8_t> buffer = {}) {
    const auto as = detect(bytes);
    return as ? open(bytes, *as, buffer) : result<view>{as.error(), as.at()};
}

} // namespace fc::image
