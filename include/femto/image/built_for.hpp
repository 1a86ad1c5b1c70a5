// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_file.hpp>
#include <femto/image/name.hpp>
#include <femto/image/notes.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// What the container in an object was compiled for, as FEMTO_BUILT_FOR says it (see
/// femto/guest/container.h): for `attachment::built_for`, and for the notes of an image.
/// @return  a part of `object`; empty if it does not say
/// @errors  bad_structure: no whole numbers; those of `measure_elf` for what is no object
constexpr result<fingerprint> built_for(std::span<const std::uint8_t> object) {
    const auto file = detail::elf_file::open(object);
    if (!file) {
        return {file.error(), file.at()};
    }
    for (std::uint32_t i = 0; i < file->section_count(); ++i) {
        const detail::section each = file->section(i);
        if (each.type != detail::elf::section_type::progbits ||
            !(name{".femto.layout"} == file->name(each))) {
            continue;
        }
        if (each.size % 4 != 0) {
            return {errc::bad_structure, each.header};
        }
        return fingerprint{file->contents(each)};
    }
    return fingerprint{};
}

} // namespace fc::image
