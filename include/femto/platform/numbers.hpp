// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>

namespace fc::platform {

// What the members of a platform return, by width and sign: `unsigned` is no `std::uint32_t` where that
// is `unsigned long`, as on arm-none-eabi, and a platform that says so has the member all the same.

template <class T>
concept unsigned_32 = std::unsigned_integral<T> && sizeof(T) == sizeof(std::uint32_t);
template <class T>
concept signed_32 = std::signed_integral<T> && sizeof(T) == sizeof(std::int32_t);
template <class T>
concept unsigned_64 = std::unsigned_integral<T> && sizeof(T) == sizeof(std::uint64_t);

} // namespace fc::platform
