// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace bench {

/// What a context holds behind its n.
enum class input : std::uint8_t {
    none,
    bytes,           // of the generator below
    crc_table_bytes, // the same behind a table of 256 words
    program_text,    // characters chosen by the generator
    frame,           // an Ethernet frame with a CoAP request
};

/// One workload and the answer every engine must give.
struct workload {
    const char* name;
    const char* source; // file name without .c
    std::uint32_t n;    // context::n
    input holds;
    std::size_t data_bytes; // of the context behind n and its padding
    std::uint64_t expected;
    bool in_mix; // counts in the geometric mean

    constexpr std::size_t context_bytes() const { return 8 + data_bytes; }
};

inline constexpr workload workloads[] = {
    {"empty", "empty", 0, input::none, 0, 0, false},
    {"filter", "filter", 60, input::frame, 60, 1, false},
    {"fletcher360", "fletcher32", 180, input::bytes, 360, 0x2107D4B1, true},
    {"fletcher64k", "fletcher32", 32768, input::bytes, 65536, 0xEB092598, false},
    {"fib", "fib", 1000, input::none, 0, 0x0B594DC75CC0604B, true},
    {"bubble", "bubble", 64, input::bytes, 256, 0xAB92770A14D2ED61, true},
    {"crc32", "crc32", 1024, input::crc_table_bytes, 1024 + 1024, 0xF5E54AD0, true},
    {"memcpy", "memcpy", 1024, input::bytes, 1024 + 1024, 0x93, true},
    {"fsm", "fsm", 256, input::program_text, 256, 0x002400130006001E, true},
};

namespace detail {

// Not every core's compiler comes with <string_view>.
constexpr bool same(const char* a, const char* b) {
    while (*a != 0 && *a == *b) {
        ++a;
        ++b;
    }
    return *a == *b;
}

inline void store_u32(std::uint8_t* to, std::uint32_t value) {
    for (unsigned i = 0; i < 4; ++i) {
        to[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
}

inline std::uint32_t crc_of_byte(std::uint32_t value) {
    for (unsigned bit = 0; bit < 8; ++bit) {
        value = (value & 1U) != 0 ? value >> 1 ^ 0xEDB88320U : value >> 1;
    }
    return value;
}

/// A confirmable GET for "/time" to 192.168.2.1, port 5683, padded to the shortest frame.
inline constexpr std::uint8_t coap_request[] = {
    0x02, 0,    0,    0,    0,   2,   0x02, 0, 0,  0,  0, 1, 0x08, 0x00, // Ethernet
    0x45, 0,    0,    41,   0,   1,   0,    0, 64, 17, 0, 0,             // IPv4
    192,  168,  2,    2,    192, 168, 2,    1,                           // from, to
    0xC0, 0x00, 0x16, 0x33, 0,   21,  0,    0,                           // UDP
    0x44, 0x01, 0x12, 0x34, 1,   2,   3,    4,                           // CoAP
    0xB4, 't',  'i',  'm',  'e',
};

} // namespace detail

constexpr const workload* find_workload(const char* name) {
    for (const workload& each : workloads) {
        if (detail::same(each.name, name)) {
            return &each;
        }
    }
    return nullptr;
}

/// Writes the context of `what`, the same on every machine.
/// @param to  `what.context_bytes()` bytes
inline void fill_context(const workload& what, std::uint8_t* to) {
    std::uint8_t* const end = to + what.context_bytes();
    detail::store_u32(to, what.n);
    detail::store_u32(to + 4, 0);
    to += 8;
    if (what.holds == input::frame) {
        for (const std::uint8_t byte : detail::coap_request) {
            *to++ = byte;
        }
    }
    if (what.holds == input::crc_table_bytes) {
        for (std::uint32_t i = 0; i < 256; ++i, to += 4) {
            detail::store_u32(to, detail::crc_of_byte(i));
        }
    }
    const bool generates = what.holds == input::bytes || what.holds == input::crc_table_bytes ||
                           what.holds == input::program_text;
    std::uint32_t x = 12345;
    while (to < end) {
        x = x * 1103515245U + 12345U;
        const auto byte = static_cast<std::uint8_t>(x >> 16);
        constexpr char alphabet[] = "abcxyzAB_i01234567 .    +-*=\n\n\"\"#\n";
        *to++ = !generates                          ? std::uint8_t{0}
                : what.holds == input::program_text ? static_cast<std::uint8_t>(alphabet[byte % 34])
                                                    : byte;
    }
}

} // namespace bench
