// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/format.hpp>
#include <femto/image/notes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// True when `bytes` are a list of notes as long as it says.
constexpr bool is_note_list(std::span<const std::uint8_t> bytes) {
    return bytes.size() >= note_list::bytes &&
           get(bytes.data(), note_list::length.at) == bytes.size() - note_list::bytes;
}

/// Reads the notes that fill `bytes` from `begin` on. Since they rise, each kind comes once, and a
/// set of notes has one form.
/// @errors  truncated, bad_structure, unknown_feature; `at()` being a byte of the image
constexpr result<notes> read_notes(std::span<const std::uint8_t> bytes, std::size_t begin) {
    const auto refuse = [](errc error, std::size_t at) {
        return result<notes>{error, narrowed<std::uint32_t>(at)};
    };
    if (!is_note_list(bytes.subspan(begin))) {
        const std::span<const std::uint8_t> list = bytes.subspan(begin);
        const bool is_short =
            list.size() < note_list::bytes ||
            get(list.data(), note_list::length.at) > list.size() - note_list::bytes;
        return is_short ? refuse(errc::truncated, bytes.size())
                        : refuse(errc::bad_structure, begin);
    }
    notes out;
    std::uint64_t before = 0;
    std::size_t at = begin + note_list::bytes;
    do {
        const std::span<const std::uint8_t> rest = bytes.subspan(at);
        if (rest.size() < note_entry::bytes) {
            return refuse(errc::truncated, bytes.size());
        }
        const std::uint64_t kind = get(rest.data(), note_entry::kind.at);
        const std::uint64_t length = get(rest.data(), note_entry::length.at);
        const std::size_t length_at = at + note_entry::length.at.offset;
        if (kind <= before) {
            return refuse(errc::bad_structure, at);
        }
        if (kind > static_cast<std::uint64_t>(note::proof)) {
            return refuse(errc::unknown_feature, at);
        }
        if (length > rest.size() - note_entry::bytes) {
            return refuse(errc::truncated, length_at);
        }
        const auto contents = rest.subspan(note_entry::bytes, narrowed<std::size_t>(length));
        bool well_formed = !contents.empty();
        switch (static_cast<note>(kind)) {
        case note::contract:
            well_formed = length == sizeof(std::uint32_t);
            if (well_formed) {
                out.has_contract = true;
                out.contract = load_le<std::uint32_t>(contents.data());
            }
            break;
        case note::fingerprint:
            well_formed = well_formed && length % sizeof(std::uint32_t) == 0;
            out.fingerprint = image::fingerprint{contents};
            break;
        case note::proof: out.proof = contents; break;
        }
        if (!well_formed) {
            return refuse(errc::bad_structure, length_at);
        }
        before = kind;
        at += note_entry::bytes + contents.size();
    } while (at != bytes.size());
    return out;
}

} // namespace fc::image::detail
