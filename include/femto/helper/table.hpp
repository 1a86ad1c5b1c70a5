// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/fixed_string.hpp>
#include <femto/helper/identifier.hpp>
#include <femto/helper/signature.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace fc {

/// Where a helper may be called from.
enum class callable : std::uint8_t {
    from_threads, ///< it may take its time, or wait
    anywhere      ///< from interrupts too: it neither waits nor takes locks
};

/// One function of the firmware that containers may call.
///
/// @tparam Id        what CALL's immediate says; below 0x7F000000
/// @tparam Name      its name in the C header for container authors: an identifier of C and C++
/// @tparam Function  a function or captureless lambda. Parameters: an optional reference to
///                   `Config::environment`, then integers, `guest<T>`, `guest_span<T>` and
///                   `guest_string`, five registers in all. Returns void, an integer, or
///                   `fc::result` of one, whose error ends the run.
/// @tparam Cost      instruction slots charged to the budget beside the call's own, at most 16777215
/// @tparam Where     whether containers that run in interrupts may call it
/// @tparam BytesPerSlot  how many bytes of its spans and strings are charged one slot more; 0 where
///                   their length does not matter. Charged before the helper is entered, in whole
///                   slots, and refused as a whole when the budget does not reach.
template <std::uint32_t Id, fixed_string Name, auto Function, std::uint32_t Cost = 0,
          callable Where = callable::from_threads, std::uint32_t BytesPerSlot = 0>
struct helper {
    static_assert(Id < 0x7F000000,
                  "a helper id must be below 0x7F000000: code addresses lie above");
    static_assert(Cost <= 0xFFFFFF, "a helper's cost must be at most 16777215 slots");
    static_assert(helpers::is_identifier(Name.text) && !helpers::is_keyword(Name.text),
                  "a helper's name must be an identifier of C and C++: letters, digits and "
                  "underscores, no digit first, no keyword");

    static constexpr auto name = Name;
    static constexpr std::uint32_t cost = Cost;
    static constexpr callable where = Where;
    static constexpr std::uint32_t bytes_per_slot = BytesPerSlot;
    using signature = helpers::signature<std::remove_const_t<decltype(Function)>>;
    static constexpr std::uint32_t id = helpers::checked<signature>(Id);
    static_assert(BytesPerSlot == 0 || signature::has_length,
                  "a helper that is charged by length takes a fc::guest_span<T> or a "
                  "fc::guest_string");

    template <class Memory, class Environment, class... Meter>
    static constexpr errc invoke(std::uint64_t* registers, const Memory& memory,
                                 Environment& environment, Meter&... meter) {
        if constexpr (signature::found == helpers::flaw::none) {
            return helpers::call<Function, signature, BytesPerSlot>(
                registers, memory, environment, typename signature::arguments{}, meter...);
        } else {
            return errc::illegal_call;
        }
    }
};

/// The helpers of a firmware, in ascending order of id. An index into this order, not the id, is
/// what executors work with once a program is verified.
template <class... Helpers>
class helper_table {
public:
    static constexpr std::size_t size = sizeof...(Helpers);
    static constexpr std::array<std::uint32_t, size> ids{Helpers::id...};
    static constexpr std::array<std::uint32_t, size> costs{Helpers::cost...};
    static constexpr std::array<callable, size> where{Helpers::where...};
    static constexpr std::array<std::uint32_t, size> bytes_per_slot{Helpers::bytes_per_slot...};
    /// True when the length of an argument costs something: then `invoke` takes a meter.
    static constexpr bool is_metered = (... || (Helpers::bytes_per_slot != 0));

    /// Index of the helper with this id, or `size` if there is none. One table access while all
    /// ids are below 256 (the ids of the originals are), a binary search beyond.
    static constexpr std::size_t find(std::uint32_t id) {
        if constexpr (size == 0) {
            return 0;
        } else if constexpr (ids.back() < direct_ids && size < no_helper) {
            const std::size_t index = id < direct.size() ? direct[id] : no_helper;
            return index == no_helper ? size : index;
        } else {
            std::size_t from = 0;
            std::size_t left = size;
            while (left > 0) {
                const std::size_t half = left / 2;
                if (ids[from + half] < id) {
                    from += half + 1;
                    left -= half + 1;
                } else {
                    left = half;
                }
            }
            return from < size && ids[from] == id ? from : size;
        }
    }

    /// Calls the helper at `index` (from `find`, below `size`) on r0 to r5.
    /// @param meter  a `helpers::meter` if the table is metered, else nothing
    /// @errors       budget_exhausted: the meter does not reach; the helper was not entered
    template <class Memory, class Environment, class... Meter>
    static constexpr errc invoke(std::size_t index, std::uint64_t* registers, const Memory& memory,
                                 Environment& environment, Meter&... meter) {
        if constexpr (size == 0) {
            return errc::illegal_call;
        } else {
            return functions<Memory, Environment, Meter...>[index](registers, memory, environment,
                                                                   meter...);
        }
    }

private:
    /// Of the class and not of `invoke`, which would put them on the C stack for each call.
    template <class Memory, class Environment, class... Meter>
    static constexpr std::array<errc (*)(std::uint64_t*, const Memory&, Environment&, Meter&...),
                                size>
        functions{&Helpers::template invoke<Memory, Environment, Meter...>...};

    static constexpr bool ascending() {
        for (std::size_t i = 1; i < size; ++i) {
            if (ids[i - 1] >= ids[i]) {
                return false;
            }
        }
        return true;
    }
    static_assert(ascending(),
                  "fc::helper_table: list helpers in ascending order of id, each once");

    static constexpr std::uint32_t direct_ids = 256;
    static constexpr std::uint8_t no_helper = 255;

    static constexpr auto make_direct() {
        if constexpr (size == 0) {
            return std::array<std::uint8_t, 0>{};
        } else {
            std::array<std::uint8_t, (ids.back() < direct_ids ? ids.back() + 1 : 1)> table{};
            for (auto& entry : table) {
                entry = no_helper;
            }
            for (std::size_t i = 0; i < size && ids.back() < direct_ids; ++i) {
                table[ids[i]] = static_cast<std::uint8_t>(i);
            }
            return table;
        }
    }
    static constexpr auto direct = make_direct();
};

/// Which helpers of a table one program may call: its contract.
template <class Table>
class helper_set {
public:
    constexpr helper_set() = default;
    /// Every helper of the table.
    static constexpr helper_set all() {
        helper_set set;
        for (std::size_t i = 0; i < Table::size; ++i) {
            set.words_[i / 32] |= std::uint32_t{1} << (i % 32);
        }
        return set;
    }
    /// Every helper that may be called from interrupts.
    static constexpr helper_set for_interrupts() {
        helper_set set;
        for (std::size_t i = 0; i < Table::size; ++i) {
            if (Table::where[i] == callable::anywhere) {
                set.words_[i / 32] |= std::uint32_t{1} << (i % 32);
            }
        }
        return set;
    }
    /// The helpers with these ids, each of which the table must have.
    template <std::uint32_t... Ids>
    static constexpr helper_set of() {
        constexpr bool has_all = (... && (Table::find(Ids) != Table::size));
        static_assert(has_all, "the table of helpers lacks one of these ids");
        helper_set set;
        (set.allow(Ids), ...);
        return set;
    }
    /// Adds the helper with this id; an id the table lacks changes nothing.
    constexpr helper_set& allow(std::uint32_t id) {
        if (const std::size_t index = Table::find(id); index < Table::size) {
            words_[index / 32] |= std::uint32_t{1} << (index % 32);
        }
        return *this;
    }
    /// @param index  from `Table::find`; `Table::size` is in no set
    constexpr bool contains(std::size_t index) const {
        return index < Table::size && (words_[index / 32] >> (index % 32) & 1U) != 0;
    }
    /// Index of the first helper of this set that `other` lacks, `Table::size` if it has all.
    constexpr std::size_t first_not_in(const helper_set& other) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (const std::uint32_t missing = words_[i] & ~other.words_[i]; missing != 0) {
                return 32 * i + static_cast<std::size_t>(std::countr_zero(missing));
            }
        }
        return Table::size;
    }

private:
    std::array<std::uint32_t, (Table::size + 31) / 32> words_{};
};

} // namespace fc
