// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace fc {

namespace detail {
/// True for a container that is a temporary, deduced through `Container&&`: its elements die with
/// the expression. A span or another view only refers to its elements.
template <class Container>
concept temporary = !std::is_lvalue_reference_v<Container> &&
                    !std::ranges::enable_borrowed_range<std::remove_cvref_t<Container>>;
} // namespace detail

/// A span to keep: it can be made of what lives on, and not of a temporary container.
template <class T>
class borrowed : public std::span<const T> {
    using span = std::span<const T>;

    template <class Container>
    static constexpr bool is_other = std::is_convertible_v<Container, span> &&
                                     !std::is_same_v<std::remove_cvref_t<Container>, borrowed>;
    template <class Container>
    static constexpr bool lives = is_other<Container> && !detail::temporary<Container>;
    template <class Container>
    static constexpr bool dies = is_other<Container> && !lives<Container>;

public:
    constexpr borrowed() = default;
    constexpr borrowed(span elements) : span{elements} {}
    constexpr borrowed(const T* first, std::size_t count) : span{first, count} {}
    template <class Container>
    requires lives<Container>
    constexpr borrowed(Container&& elements) : span{elements} {}
    template <class Container>
    requires dies<Container> borrowed(Container&& elements)
    = delete;
};

} // namespace fc

template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<fc::borrowed<T>> = true;
