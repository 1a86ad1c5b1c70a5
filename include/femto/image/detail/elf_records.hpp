// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <cstdint>
#include <span>

namespace fc::image::detail {

/// What linking notes about each section, and where each COMMON symbol went: bytes at the end of
/// the caller's buffer, 8 per section and 8 per COMMON symbol, read and written without alignment.
class elf_records {
public:
    static constexpr std::uint32_t record_bytes = 8;
    /// Ends the list of reached sections; 0 stands for a section that was not reached.
    static constexpr std::uint16_t last = 0xFFFF;

    constexpr elf_records() = default;
    /// @param bytes  zeroed; record_bytes for each section and each COMMON symbol
    constexpr elf_records(std::span<std::uint8_t> bytes, std::uint32_t sections)
        : bytes_{bytes.data()}, sections_{sections} {}

    /// Offset of section `i` in its part of the program.
    constexpr std::uint32_t base(std::uint32_t i) const {
        return load_le<std::uint32_t>(record(i));
    }
    constexpr void set_base(std::uint32_t i, std::uint32_t to) { store_le(record(i), to); }

    /// The section reached after section `i`.
    constexpr std::uint16_t next(std::uint32_t i) const {
        return load_le<std::uint16_t>(record(i) + 4);
    }
    constexpr void set_next(std::uint32_t i, std::uint16_t to) { store_le(record(i) + 4, to); }
    constexpr bool reached(std::uint32_t i) const { return next(i) != 0; }

    /// For a section: the first relocation section for it. For a relocation section: the next one
    /// for the same section. 0 if there is none.
    constexpr std::uint16_t relocations(std::uint32_t i) const {
        return load_le<std::uint16_t>(record(i) + 6);
    }
    constexpr void set_relocations(std::uint32_t i, std::uint16_t to) {
        store_le(record(i) + 6, to);
    }

    /// The offset of a COMMON symbol nothing refers to.
    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;

    /// Notes a COMMON symbol, as one nothing refers to; symbols come in rising order.
    constexpr void add_common(std::uint32_t symbol) {
        std::uint8_t* const at = record(sections_ + commons_);
        store_le(at, symbol);
        store_le(at + 4, nowhere);
        ++commons_;
    }
    constexpr std::uint32_t common_count() const { return commons_; }
    /// The symbol of the COMMON symbol at `index`, below common_count().
    constexpr std::uint32_t common_symbol(std::uint32_t index) const {
        return load_le<std::uint32_t>(record(sections_ + index));
    }
    /// Its offset in data.
    constexpr std::uint32_t common(std::uint32_t index) const {
        return load_le<std::uint32_t>(record(sections_ + index) + 4);
    }
    constexpr void set_common(std::uint32_t index, std::uint32_t to) {
        store_le(record(sections_ + index) + 4, to);
    }
    /// The index of a COMMON symbol that was added.
    constexpr std::uint32_t index_of_common(std::uint32_t symbol) const {
        std::uint32_t low = 0;
        std::uint32_t high = commons_;
        while (high - low > 1) {
            const std::uint32_t middle = low + (high - low) / 2;
            if (common_symbol(middle) <= symbol) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

private:
    constexpr std::uint8_t* record(std::uint32_t i) const { return bytes_ + i * record_bytes; }

    std::uint8_t* bytes_ = nullptr;
    std::uint32_t sections_ = 0;
    std::uint32_t commons_ = 0;
};

} // namespace fc::image::detail
