// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::image {

/// The forms in which a program travels.
enum class layout : std::uint8_t {
    text,     // instructions and nothing else
    fc28,     // Femto-Containers: 28-byte header, data, rodata, text, functions
    fc32,     // its later form, with 64 bits of flags
    extended, // micro-bpf: as fc28, then calls to resolve and the helpers it may call
    elf,      // what a compiler writes: a relocatable object
};

/// As the command line spells them, in the order of `layout`.
inline constexpr auto layout_names =
    std::to_array<const char*>({"text", "fc28", "fc32", "extended", "elf"});

constexpr const char* name_of(layout of) { return layout_names[static_cast<std::size_t>(of)]; }

} // namespace fc::image
