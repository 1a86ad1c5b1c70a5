// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <array>
#include <cstddef>
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

/// The rows in ascending order of id, as a table.
template <class List>
struct sorted;
template <class... Helpers>
struct sorted<rows<Helpers...>> {
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
    using all = numbered_all<std::index_sequence_for<Helpers...>, Helpers...>;

    template <std::size_t... I>
    static helper_table<typename decltype(at_position<order[I]>(std::declval<all>()))::type...>
        table_of(std::index_sequence<I...>);
    using table = decltype(table_of(std::index_sequence_for<Helpers...>{}));
};

} // namespace detail
} // namespace fc::abi
