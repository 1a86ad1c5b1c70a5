// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace fc::abi {

/// Some rows of a helper table.
template <class... Helpers>
struct rows {
    using all = rows;
};

namespace detail {

template <class... Lists>
struct joined {
    using all = rows<>;
};
template <class... Helpers>
struct joined<rows<Helpers...>> {
    using all = rows<Helpers...>;
};
template <class... First, class... Second, class... Rest>
struct joined<rows<First...>, rows<Second...>, Rest...>
    : joined<rows<First..., Second...>, Rest...> {};

template <std::size_t Position, class Helper>
struct numbered {
    using type = Helper;
};
template <class Positions, class... Helpers>
struct numbered_all;
template <std::size_t... Positions, class... Helpers>
struct numbered_all<std::index_sequence<Positions...>, Helpers...>
    : numbered<Positions, Helpers>... {};
template <std::size_t Position, class Helper>
numbered<Position, Helper> at_position(const numbered<Position, Helper>&);

/// Whether containers know a helper of the library by this id, on whatever platform.
constexpr bool is_of_library(std::uint32_t id) {
    struct range {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array<range, 9> taken{{{0x01, 0x03},
                                          {0x10, 0x15},
                                          {0x20, 0x20},
                                          {0x30, 0x34},
                                          {0x40, 0x43},
                                          {0x50, 0x52},
                                          {0x60, 0x61},
                                          {0x70, 0x72},
                                          {0x80, 0x84}}};
    for (const range& each : taken) {
        if (id >= each.first && id <= each.last) {
            return true;
        }
    }
    return false;
}

/// The rows in ascending order of id, as a table.
template <class List, class Own>
struct sorted;
template <class... Helpers, class... Own>
struct sorted<rows<Helpers...>, rows<Own...>> {
    static constexpr auto order = [] {
        std::array<std::size_t, sizeof...(Helpers)> at{};
        const std::array<std::uint32_t, sizeof...(Helpers)> ids{Helpers::id...};
        for (std::size_t i = 0; i < at.size(); ++i) {
            std::size_t place = i;
            for (; place > 0 && ids[at[place - 1]] > ids[i]; --place) {
                at[place] = at[place - 1];
            }
            at[place] = i;
        }
        return at;
    }();
    static constexpr bool is_each_once() {
        const std::array<std::uint32_t, sizeof...(Helpers)> ids{Helpers::id...};
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (ids[order[i - 1]] == ids[order[i]]) {
                return false;
            }
        }
        return true;
    }
    // A helper that this platform lacks is no free id: a container that calls it expects that one.
    static constexpr bool is_good = is_each_once() && (... && !is_of_library(Own::id));
    static_assert(
        is_good, "fc::abi::helpers: a firmware's own helper has the id of another, or one of those "
                 "that the library uses between 0x01 and 0x84");

    using all = numbered_all<std::index_sequence_for<Helpers...>, Helpers...>;

    template <std::size_t... I>
    static helper_table<typename decltype(at_position<order[I]>(std::declval<all>()))::type...>
        table_of(std::index_sequence<I...>);
    // An id that is not good has been told of: then the table is left alone.
    using table =
        decltype(table_of(std::make_index_sequence < is_good ? sizeof...(Helpers) : 0 > {}));
};

} // namespace detail
} // namespace fc::abi
