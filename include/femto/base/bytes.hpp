// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc {

/// What is known of offset + size when `fits` is asked.
enum class sum : std::uint8_t { may_wrap, cannot_wrap };

/// True when [offset, offset + size) lies in [0, length); size is at least 1. The only bounds check
/// in femto. No sum is formed, so nothing can wrap - unless the caller has shown that the sum
/// cannot: then one comparison says the same (on Cortex-M4 three instructions instead of five).
template <class Unsigned, sum Sum = sum::may_wrap>
FEMTO_INLINE constexpr bool fits(Unsigned offset, Unsigned length, Unsigned size) {
    static_assert(std::is_unsigned_v<Unsigned>, "offsets, lengths and sizes are unsigned");
    if constexpr (Sum == sum::cannot_wrap) {
        return offset + size <= length;
    }
    return offset < length && length - offset >= size;
}

/// The same pointer, known to lie on a 4-byte boundary: cores that fault on misaligned words then
/// read it in words instead of bytes.
FEMTO_INLINE constexpr const std::uint8_t* aligned_text(const std::uint8_t* text) {
    if (std::is_constant_evaluated()) {
        return text;
    }
    return static_cast<const std::uint8_t*>(__builtin_assume_aligned(text, 4));
}

/// The lower bits of a number, where `To` is an integer of the host: a cast that is spelt out would
/// be reported as useless by the compilers of hosts on which it is.
template <class To, class From>
FEMTO_INLINE constexpr To narrowed(From number) {
    return static_cast<To>(number);
}

namespace detail {
/// What lies on any boundary. A copy would say the same, but where a core must not read words there
/// GCC makes it a call of memcpy, and a slower load elsewhere (bench/on_target).
template <class T>
struct [[gnu::packed, gnu::may_alias]] anywhere {
    T value;
};
} // namespace detail

/// Reads a little-endian integer from any alignment.
template <class T>
FEMTO_INLINE constexpr T load_le(const std::uint8_t* from) {
    using U = std::make_unsigned_t<T>;
    if (std::is_constant_evaluated() || std::endian::native != std::endian::little) {
        U value = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            value = static_cast<U>(value | static_cast<U>(static_cast<U>(from[i]) << (8 * i)));
        }
        return static_cast<T>(value);
    }
    return reinterpret_cast<const detail::anywhere<T>*>(from)->value;
}

/// Writes a little-endian integer to any alignment.
template <class T>
FEMTO_INLINE constexpr void store_le(std::uint8_t* to, T value) {
    using U = std::make_unsigned_t<T>;
    if (std::is_constant_evaluated() || std::endian::native != std::endian::little) {
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            to[i] = static_cast<std::uint8_t>(static_cast<U>(value) >> (8 * i));
        }
        return;
    }
    reinterpret_cast<detail::anywhere<T>*>(to)->value = value;
}

} // namespace fc
