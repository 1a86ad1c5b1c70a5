// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>

#include <cstdint>

namespace fc {

/// A word of `sections::data` that holds an address: the loader of an image leaves the offset into
/// the target section there, `instantiate` adds where that section lies.
struct relocation {
    enum class target : std::uint8_t { data, rodata, text };

    std::uint32_t offset = 0; // into data, in bytes; 8 bytes are patched
    target to = target::data;
};

/// The parts of a program as every image format hands them to `verify`. The bytes are borrowed:
/// those of a temporary container do not compile.
///
/// `data` is what a fresh instance starts with; `bss_bytes` more bytes of 0 follow it there. Text
/// reaches data and bss through opcode 0xB8, rodata through 0xD8.
struct sections {
    borrowed<std::uint8_t> text{};
    borrowed<std::uint8_t> rodata{};
    borrowed<std::uint8_t> data{};
    std::uint32_t bss_bytes = 0;
    borrowed<relocation> relocations{};
    std::uint32_t entry = 0; // slot of the function a run starts with

    /// True when there is more than text.
    constexpr bool has_data() const { return !rodata.empty() || !data.empty() || bss_bytes != 0; }
};

} // namespace fc
