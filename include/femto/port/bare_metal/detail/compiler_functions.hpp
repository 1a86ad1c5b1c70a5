// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

// Functions that compilers call by themselves, for firmware without a C library. Weak, so that a C
// library's own are taken where there is one. Not recognised as what they are: that would make each
// call itself.
extern "C" {
void* memcpy(void* to, const void* from, std::size_t length);
void* memmove(void* to, const void* from, std::size_t length);
void* memset(void* to, int value, std::size_t length);
int memcmp(const void* a, const void* b, std::size_t length);
extern void* __dso_handle;
int __cxa_atexit(void (*)(void*), void*, void*);
int __aeabi_atexit(void*, void (*)(void*), void*);
int atexit(void (*)());
}

#define FEMTO_COMPILER_FUNCTION                                                                    \
    extern "C" [[gnu::weak, gnu::used, gnu::optimize("no-tree-loop-distribute-patterns")]]

namespace fc::bare_metal::detail {

using any_word [[gnu::may_alias]] = std::uint32_t;
inline constexpr std::uintptr_t word_bytes = sizeof(any_word);

/// Of bytes that lie on words.
inline any_word* as_word(std::uint8_t* at) {
    return static_cast<any_word*>(static_cast<void*>(at));
}
inline const any_word* as_word(const std::uint8_t* at) {
    return static_cast<const any_word*>(static_cast<const void*>(at));
}
inline bool on_words(std::uintptr_t addresses) { return addresses % word_bytes == 0; }

} // namespace fc::bare_metal::detail

// In words where both lie on them: most of what is copied and filled are objects.
FEMTO_COMPILER_FUNCTION void* memcpy(void* to, const void* from, std::size_t length) {
    using namespace fc::bare_metal::detail;
    auto* out = static_cast<std::uint8_t*>(to);
    const auto* in = static_cast<const std::uint8_t*>(from);
    if (on_words(reinterpret_cast<std::uintptr_t>(to) | reinterpret_cast<std::uintptr_t>(from))) {
        for (; length >= word_bytes; length -= word_bytes) {
            *as_word(out) = *as_word(in);
            out += word_bytes;
            in += word_bytes;
        }
    }
    for (; length != 0; --length) {
        *out++ = *in++;
    }
    return to;
}

FEMTO_COMPILER_FUNCTION void* memmove(void* to, const void* from, std::size_t length) {
    auto* out = static_cast<std::uint8_t*>(to);
    const auto* in = static_cast<const std::uint8_t*>(from);
    if (reinterpret_cast<std::uintptr_t>(out) <= reinterpret_cast<std::uintptr_t>(in)) {
        return memcpy(to, from, length);
    }
    while (length != 0) {
        --length;
        out[length] = in[length];
    }
    return to;
}

FEMTO_COMPILER_FUNCTION void* memset(void* to, int value, std::size_t length) {
    using namespace fc::bare_metal::detail;
    auto* out = static_cast<std::uint8_t*>(to);
    if (on_words(reinterpret_cast<std::uintptr_t>(to))) {
        const any_word word = 0x01010101U * static_cast<std::uint8_t>(value);
        for (; length >= word_bytes; length -= word_bytes) {
            *as_word(out) = word;
            out += word_bytes;
        }
    }
    for (; length != 0; --length) {
        *out++ = static_cast<std::uint8_t>(value);
    }
    return to;
}

FEMTO_COMPILER_FUNCTION int memcmp(const void* a, const void* b, std::size_t length) {
    const auto* left = static_cast<const std::uint8_t*>(a);
    const auto* right = static_cast<const std::uint8_t*>(b);
    for (std::size_t i = 0; i < length; ++i) {
        if (left[i] != right[i]) {
            return left[i] < right[i] ? -1 : 1;
        }
    }
    return 0;
}

// A firmware does not end, and neither do its static objects: nothing remembers their destructors.
extern "C" {
[[gnu::weak]] void* __dso_handle = nullptr;
[[gnu::weak, gnu::used]] int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
[[gnu::weak, gnu::used]] int __aeabi_atexit(void*, void (*)(void*), void*) { return 0; }
[[gnu::weak, gnu::used]] int atexit(void (*)()) { return 0; }
}

#if defined(__XTENSA__)
extern "C" {
std::uint64_t __muldi3(std::uint64_t a, std::uint64_t b);
std::uint32_t __udivsi3(std::uint32_t a, std::uint32_t b);
std::uint32_t __umodsi3(std::uint32_t a, std::uint32_t b);
std::int32_t __divsi3(std::int32_t a, std::int32_t b);
std::int32_t __modsi3(std::int32_t a, std::int32_t b);
std::uint64_t __udivdi3(std::uint64_t a, std::uint64_t b);
std::uint64_t __umoddi3(std::uint64_t a, std::uint64_t b);
std::int64_t __divdi3(std::int64_t a, std::int64_t b);
std::int64_t __moddi3(std::int64_t a, std::int64_t b);
}

// The compiler for the lx106 comes without these; on the ESP8266 they are in ROM.

namespace fc::bare_metal::detail {

/// What dividing leaves, bit by bit. A divisor of 0 gives what it gives: femto asks no such thing.
template <class T>
struct divided {
    T quotient;
    T rest;
};
template <class T>
constexpr divided<T> divide(T value, T by) {
    divided<T> out{0, 0};
    for (unsigned bit = sizeof(T) * 8; bit != 0; --bit) {
        out.rest = static_cast<T>(out.rest << 1) | (value >> (bit - 1) & 1);
        if (out.rest >= by) {
            out.rest -= by;
            out.quotient |= T{1} << (bit - 1);
        }
    }
    return out;
}
template <class Signed, class T>
constexpr T size_of_number(Signed value) {
    return value < 0 ? T{0} - static_cast<T>(value) : static_cast<T>(value);
}
template <class T, class Signed>
constexpr Signed quotient_of(Signed a, Signed b) {
    const T size = divide<T>(size_of_number<Signed, T>(a), size_of_number<Signed, T>(b)).quotient;
    return static_cast<Signed>((a < 0) != (b < 0) ? T{0} - size : size);
}
template <class T, class Signed>
constexpr Signed rest_of(Signed a, Signed b) {
    const T size = divide<T>(size_of_number<Signed, T>(a), size_of_number<Signed, T>(b)).rest;
    return static_cast<Signed>(a < 0 ? T{0} - size : size);
}

} // namespace fc::bare_metal::detail

FEMTO_COMPILER_FUNCTION std::uint64_t __muldi3(std::uint64_t a, std::uint64_t b) {
    // In halves of 16 bits, the products of which fit into a register.
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const std::uint32_t a0 = low(a) & 0xFFFF;
    const std::uint32_t a1 = low(a) >> 16;
    const std::uint32_t b0 = low(b) & 0xFFFF;
    const std::uint32_t b1 = low(b) >> 16;
    const std::uint32_t outer = a0 * b0;
    const std::uint32_t middle = a1 * b0 + (outer >> 16);
    const std::uint32_t inner = a0 * b1 + (middle & 0xFFFF);
    const std::uint32_t top =
        a1 * b1 + (middle >> 16) + (inner >> 16) + high(a) * low(b) + low(a) * high(b);
    return std::uint64_t{top} << 32 | (inner << 16) | (outer & 0xFFFF);
}
FEMTO_COMPILER_FUNCTION std::uint32_t __udivsi3(std::uint32_t a, std::uint32_t b) {
    return fc::bare_metal::detail::divide(a, b).quotient;
}
FEMTO_COMPILER_FUNCTION std::uint32_t __umodsi3(std::uint32_t a, std::uint32_t b) {
    return fc::bare_metal::detail::divide(a, b).rest;
}
FEMTO_COMPILER_FUNCTION std::int32_t __divsi3(std::int32_t a, std::int32_t b) {
    return fc::bare_metal::detail::quotient_of<std::uint32_t>(a, b);
}
FEMTO_COMPILER_FUNCTION std::int32_t __modsi3(std::int32_t a, std::int32_t b) {
    return fc::bare_metal::detail::rest_of<std::uint32_t>(a, b);
}
FEMTO_COMPILER_FUNCTION std::uint64_t __udivdi3(std::uint64_t a, std::uint64_t b) {
    return fc::bare_metal::detail::divide(a, b).quotient;
}
FEMTO_COMPILER_FUNCTION std::uint64_t __umoddi3(std::uint64_t a, std::uint64_t b) {
    return fc::bare_metal::detail::divide(a, b).rest;
}
FEMTO_COMPILER_FUNCTION std::int64_t __divdi3(std::int64_t a, std::int64_t b) {
    return fc::bare_metal::detail::quotient_of<std::uint64_t>(a, b);
}
FEMTO_COMPILER_FUNCTION std::int64_t __moddi3(std::int64_t a, std::int64_t b) {
    return fc::bare_metal::detail::rest_of<std::uint64_t>(a, b);
}
#endif

#undef FEMTO_COMPILER_FUNCTION
