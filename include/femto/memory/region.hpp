// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc {

/// Bytes of the host that a container may be let into.
struct region {
    // A read-only region keeps its constness in `writable`: one pointer type keeps tables small,
    // and no policy hands out a writable pointer to a region that is not.
    std::uint8_t* base = nullptr;
    std::size_t length = 0;
    bool writable = false;
};

namespace detail {
template <class T>
using byte_like = std::conditional_t<std::is_const_v<T>, const std::uint8_t, std::uint8_t>;
} // namespace detail

/// The bytes of what a span refers to, to be granted or to serve as a context. Programs see all of
/// them: gaps between members, and pointers if there are any.
template <class T, std::size_t N>
requires std::is_trivially_copyable_v<T> std::span<detail::byte_like<T>>
bytes_of(std::span<T, N> elements) {
    return {reinterpret_cast<detail::byte_like<T>*>(elements.data()), elements.size_bytes()};
}
/// The bytes of an object; of an array or container, those of its elements.
template <class T>
auto bytes_of(T& object) {
    if constexpr (requires { std::span{object}; }) {
        return bytes_of(std::span{object});
    } else {
        constexpr bool is_plain = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>;
        static_assert(is_plain, "fc::bytes_of takes an object that can be copied byte by byte, or "
                                "a container of such, and no pointer to one");
        return bytes_of(std::span{&object, 1});
    }
}

/// Grants reads and writes.
constexpr region writable(std::span<std::uint8_t> bytes) {
    return {bytes.data(), bytes.size(), true};
}
/// The same for elements of another type: their bytes.
template <class T, std::size_t N>
requires(!std::is_const_v<T> && !std::is_same_v<T, std::uint8_t>) region
    writable(std::span<T, N> elements) {
    return writable(bytes_of(elements));
}

/// Grants reads only.
constexpr region read_only(std::span<const std::uint8_t> bytes) {
    return {const_cast<std::uint8_t*>(bytes.data()), bytes.size(), false};
}
template <class T, std::size_t N>
requires(!std::is_same_v<std::remove_const_t<T>, std::uint8_t>) region
    read_only(std::span<T, N> elements) {
    return read_only(std::span<const std::uint8_t>{bytes_of(elements)});
}
/// A region is borrowed: bytes that die with this expression cannot be granted.
template <detail::temporary Container>
requires std::is_convertible_v<Container, std::span<const std::uint8_t>>
    region read_only(Container&& bytes)
= delete;

namespace memory {

enum class access : std::uint8_t { read, write };

/// The regions every program can have; what else is granted has a place but no name.
enum class section : std::uint8_t { stack, context, data, rodata };

/// What a run has of them; an empty one is not mapped.
struct layout {
    std::span<std::uint8_t> stack{};
    region context{};
    std::span<std::uint8_t> data{};
    std::span<const std::uint8_t> rodata{};
};

} // namespace memory
} // namespace fc
