// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/sample_helpers.hpp"
#include "reference/arithmetic.hpp"
#include "reference/interpreter.hpp"

#include <cstdint>
#include <map>

namespace fc::test {

// The helpers of sample_helpers.hpp for the reference, by their description.

namespace detail {

using reference::ending;

/// `count` elements at an address, as r1 and r2 name them: all of them in one area, or none.
inline ending reachable(reference::machine& m, std::uint64_t address, std::uint64_t count,
                        std::uint64_t size, bool write) {
    if (count > 0xFFFFFFFF / size) {
        return ending::memory;
    }
    const reference::area* in = nullptr;
    for (std::uint64_t i = 0; i < count * size; ++i) {
        if (m.byte(address + i, write, in) == nullptr) {
            return ending::memory;
        }
    }
    return ending::exit;
}

inline ending reference_fill(reference::machine& m) {
    auto& r = m.registers;
    if (const ending end = reachable(m, r[1], r[2], 1, true); end != ending::exit) {
        return end;
    }
    for (std::uint64_t i = 0; i < r[2]; ++i) {
        m.write(r[1] + i, 1, r[3]);
    }
    r[0] = 0;
    return ending::exit;
}

inline ending reference_even_only(reference::machine& m) {
    const std::uint64_t value = reference::sign_extend(m.registers[1], 32);
    if (value % 2 != 0) {
        return static_cast<ending>(-42);
    }
    m.registers[0] = value;
    return ending::exit;
}

inline ending text_length(reference::machine& m, std::uint64_t& length) {
    const reference::area* in = nullptr;
    for (length = 0;; ++length) {
        const std::uint8_t* c = m.byte(m.registers[1] + length, false, in);
        if (c == nullptr) {
            return ending::memory;
        }
        if (*c == 0) {
            return ending::exit;
        }
    }
}

inline ending reference_length_of(reference::machine& m) {
    std::uint64_t length = 0;
    if (const ending end = text_length(m, length); end != ending::exit) {
        return end;
    }
    m.registers[0] = length % 256;
    return ending::exit;
}

inline ending reference_sum_of(reference::machine& m) {
    auto& r = m.registers;
    if (const ending end = reachable(m, r[1], r[2], 2, false); end != ending::exit) {
        return end;
    }
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < r[2]; ++i) {
        std::uint64_t one = 0;
        m.read(r[1] + 2 * i, 2, one);
        sum += one;
    }
    r[0] = sum;
    return ending::exit;
}

} // namespace detail

inline const std::map<std::uint32_t, reference::helper>& reference_helpers() {
    using reference::ending;
    using reference::machine;
    static const std::map<std::uint32_t, reference::helper> rows{
        {1,
         {0,
          [](machine& m) {
              auto& r = m.registers;
              r[0] = r[1] + 3 * r[2] + 5 * r[3] + 7 * r[4] + 11 * r[5];
              return ending::exit;
          }}},
        {2,
         {3, detail::reference_fill,
          [](machine& m) {
              const auto& r = m.registers;
              const bool is_good = detail::reachable(m, r[1], r[2], 1, true) == ending::exit;
              return is_good ? r[2] / 2 : 0;
          }}},
        {3, {0, detail::reference_even_only}},
        {4,
         {1,
          [](machine& m) {
              std::uint64_t value = 0;
              if (!m.read(m.registers[1], 4, value)) {
                  return ending::memory;
              }
              m.registers[0] = value;
              return ending::exit;
          }}},
        {5,
         {2, detail::reference_length_of,
          [](machine& m) {
              std::uint64_t length = 0;
              return detail::text_length(m, length) == ending::exit ? length : 0;
          }}},
        {0x120,
         {5, detail::reference_sum_of,
          [](machine& m) {
              const auto& r = m.registers;
              const bool is_good = detail::reachable(m, r[1], r[2], 2, false) == ending::exit;
              return is_good ? 2 * r[2] / 3 : 0;
          }}},
    };
    return rows;
}

} // namespace fc::test
