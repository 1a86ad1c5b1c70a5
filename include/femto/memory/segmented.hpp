// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/memory/region.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::memory {

/// Guest addresses are a region number in bits 24 to 31 and an offset below; bits 32 to 63 are 0.
/// Finding a region is one table access, no host address is ever visible to a container, and a
/// program computes the same addresses on every host and inside the compiler.
///
/// Region 0 is unmapped, so that small integers and their negatives are no addresses; 1 is the
/// stack, 2 the context, 3 data, 4 rodata, granted regions count down from the last. N is rounded
/// up to 2^k - 1: then a number beyond the table leaves bits in the offset, and the one comparison
/// with the length refuses both. `segmented<3>` has one region for data or rodata, not both.
///
/// @tparam N  regions needed, 2 to 127: with more, an address just below 0 would be in one. Costs
///            8 bytes each on 32-bit cores, 16 on 64-bit ones.
template <std::size_t N>
class segmented {
    static_assert(N >= 2 && N <= 127, "memory::segmented<N> needs 2 to 127 regions");

public:
    static constexpr bool in_constant_evaluation = true;
    static constexpr unsigned offset_bits = 24;
    static constexpr std::size_t region_bytes_max = std::size_t{1} << offset_bits;
    /// Regions a program can have, all kinds together.
    static constexpr std::size_t capacity = std::bit_ceil(N + 1) - 1;

    /// Gives the sections of one run their places; granted regions stay.
    FEMTO_INLINE constexpr errc assign(const layout& run) {
        if (too_large(run)) {
            return errc::region_too_large;
        }
        // Stack and data are never read-only, so their bits stay as they are.
        regions_[number_of(section::stack)] = {run.stack.data(), run.stack.size()};
        if constexpr (number_of(section::data) != number_of(section::rodata)) {
            regions_[number_of(section::data)] = {run.data.data(), run.data.size()};
            regions_[number_of(section::rodata)] = {};
            if (!run.rodata.empty()) {
                place(number_of(section::rodata), read_only(run.rodata));
            }
        } else if (run.data.empty() && run.rodata.empty()) {
            regions_[number_of(section::data)] = {};
        } else if (run.data.empty() || run.rodata.empty()) {
            place(number_of(section::data),
                  run.data.empty() ? read_only(run.rodata) : writable(run.data));
        } else {
            return errc::regions_full;
        }
        place(number_of(section::context), run.context);
        return errc::ok;
    }

    constexpr result<std::uint64_t> grant(region bytes) {
        if (bytes.length == 0) {
            return std::uint64_t{0};
        }
        for (std::size_t number = last_grant; number > first_grant; --number) {
            if (regions_[number].length == 0) {
                if (bytes.length > region_bytes_max) {
                    return errc::region_too_large;
                }
                place(number, bytes);
                return std::uint64_t{number} << offset_bits;
            }
        }
        return errc::regions_full;
    }

    constexpr void revoke() {
        for (std::size_t number = last_grant; number > first_grant; --number) {
            regions_[number] = {};
        }
    }

    constexpr std::uint64_t address_of(section which) const {
        return std::uint64_t{number_of(which)} << offset_bits;
    }
    constexpr std::uint8_t* base_of(section which) const { return regions_[number_of(which)].base; }

    FEMTO_INLINE constexpr bool reach(access how, std::uint64_t address, std::int32_t offset,
                                      std::uint32_t size, std::uint8_t*& bytes) const {
        constexpr std::size_t numbers = capacity << offset_bits;
        std::size_t at;
        if constexpr (sizeof(std::size_t) == 8) {
            at = address + static_cast<std::uint64_t>(std::int64_t{offset});
        } else {
            // No carry into the upper half: an address that would need one is in region 0 or
            // beyond the table either way, since offsets are far smaller than a region.
            if (address >> 32 != 0) {
                return false;
            }
            at = static_cast<std::uint32_t>(address) + static_cast<std::uint32_t>(offset);
        }
        const std::size_t number = (at >> offset_bits) & capacity;
        const entry& found = regions_[number];
        const std::size_t within = at & ~numbers;
        // The cleared bits of the region number are a gap that no sum with a size up to that of a
        // region carries across.
        if (size > region_bytes_max ||
            !fits<std::size_t, sum::cannot_wrap>(within, found.length, size)) {
            return false;
        }
        if (how == access::write &&
            (std::uint32_t{read_only_[number / 8]} >> (number % 8) & 1U) != 0) {
            return false;
        }
        bytes = found.base + within;
        return true;
    }

    constexpr std::span<const std::uint8_t> readable_from(std::uint64_t address) const {
        std::uint8_t* from = nullptr;
        if (!reach(access::read, address, 0, 1, from)) {
            return {};
        }
        const auto at = narrowed<std::size_t>(address);
        return {from, regions_[at >> offset_bits].length - (at & (region_bytes_max - 1))};
    }

private:
    struct entry {
        std::uint8_t* base = nullptr;
        std::size_t length = 0;
    };

    static constexpr std::size_t number_of(section which) {
        const std::size_t number = static_cast<std::size_t>(which) + 1;
        return number < capacity ? number : capacity;
    }
    static constexpr std::size_t first_grant = number_of(section::rodata);
    // Region 127 would lie where code addresses do.
    static constexpr std::size_t last_grant = capacity < 127 ? capacity : 126;

    static constexpr bool too_large(const layout& run) {
        return run.context.length > region_bytes_max || run.data.size() > region_bytes_max ||
               run.rodata.size() > region_bytes_max;
    }

    FEMTO_INLINE constexpr void place(std::size_t number, const region& bytes) {
        regions_[number] = {bytes.base, bytes.length};
        std::uint8_t& bits = read_only_[number / 8];
        const unsigned bit = 1U << (number % 8);
        bits = static_cast<std::uint8_t>(bytes.writable ? bits & ~bit : bits | bit);
    }

    std::array<entry, capacity + 1> regions_{};
    std::array<std::uint8_t, capacity / 8 + 1> read_only_{};
};

} // namespace fc::memory
