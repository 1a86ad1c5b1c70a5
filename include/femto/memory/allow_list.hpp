// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/memory/region.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::memory {

/// Guest addresses are host addresses, as in the original engine: for contexts that already hold
/// pointers. Each access walks the list of regions, after a look at the region that last served
/// the same direction (most loops stay in one; a shared cache would let a store hit a region that
/// only a load was allowed into).
///
/// A container sees host addresses and can hand them out in r0. Prefer `segmented`.
///
/// @tparam N  regions needed: stack, context, data, rodata in this order, then granted ones.
///            Costs 12 bytes each on 32-bit cores, 24 on 64-bit ones.
template <std::size_t N>
class allow_list {
    static_assert(N >= 2 && N <= 255, "memory::allow_list<N> needs 2 to 255 regions");

public:
    static constexpr bool in_constant_evaluation = false;
    static constexpr std::size_t capacity = N;

    /// Gives the sections of one run their places; granted regions stay.
    errc assign(const layout& run) {
        last_ = {};
        const std::array<region, sections> parts{writable(run.stack), run.context,
                                                 writable(run.data), read_only(run.rodata)};
        for (std::size_t index = 0; index < sections; ++index) {
            if (index < capacity) {
                place(index, parts[index]);
            } else if (parts[index].length != 0) {
                return errc::regions_full;
            }
        }
        return errc::ok;
    }

    result<std::uint64_t> grant(region bytes) {
        if (bytes.length == 0) {
            return std::uint64_t{0};
        }
        for (std::size_t index = sections; index < capacity; ++index) {
            if (regions_[index].length == 0) {
                place(index, bytes);
                return std::uint64_t{regions_[index].start};
            }
        }
        return errc::regions_full;
    }

    void revoke() {
        for (std::size_t index = sections; index < capacity; ++index) {
            regions_[index] = {};
        }
        last_ = {};
    }

    std::uint64_t address_of(section which) const {
        const auto index = static_cast<std::size_t>(which);
        return index < capacity ? regions_[index].start : 0;
    }
    std::uint8_t* base_of(section which) const {
        return reinterpret_cast<std::uint8_t*>(narrowed<std::uintptr_t>(address_of(which)));
    }

    FEMTO_INLINE bool reach(access how, std::uint64_t address, std::int32_t offset,
                            std::uint32_t size, std::uint8_t*& bytes) const {
        address += static_cast<std::uint64_t>(std::int64_t{offset});
        if constexpr (sizeof(std::uintptr_t) < sizeof(std::uint64_t)) {
            if (address >> 32 != 0) {
                return false;
            }
        }
        const auto at = narrowed<std::uintptr_t>(address);
        bytes = reinterpret_cast<std::uint8_t*>(at);
        if (allows(regions_[last_[static_cast<std::size_t>(how)]], how, at, size)) {
            return true;
        }
        return search(how, at, size);
    }

    std::span<const std::uint8_t> readable_from(std::uint64_t address) const {
        std::uint8_t* from = nullptr;
        if (!reach(access::read, address, 0, 1, from)) {
            return {};
        }
        const entry& found = regions_[last_[static_cast<std::size_t>(access::read)]];
        return {from, found.length - (narrowed<std::uintptr_t>(address) - found.start)};
    }

private:
    struct entry {
        std::uintptr_t start = 0;
        std::uintptr_t length = 0;
        bool writable = false;
    };

    static constexpr std::size_t sections = 4;

    FEMTO_INLINE static bool allows(const entry& in, access how, std::uintptr_t at,
                                    std::uint32_t size) {
        return fits<std::uintptr_t>(at - in.start, in.length, size) &&
               (how == access::read || in.writable);
    }

    FEMTO_OUTLINE bool search(access how, std::uintptr_t at, std::uint32_t size) const {
        for (std::size_t index = 0; index < capacity; ++index) {
            if (allows(regions_[index], how, at, size)) {
                last_[static_cast<std::size_t>(how)] = static_cast<std::uint8_t>(index);
                return true;
            }
        }
        return false;
    }

    void place(std::size_t index, const region& bytes) {
        regions_[index] = {reinterpret_cast<std::uintptr_t>(bytes.base), bytes.length,
                           bytes.writable};
    }

    std::array<entry, N> regions_{};
    mutable std::array<std::uint8_t, 2> last_{};
};

} // namespace fc::memory
