// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

/// Images written down byte by byte, by nobody's writer: what the original packers make.
namespace images {

// Context: a u64; returns it plus 1. A Femto-Containers image of 74 bytes.
alignas(8) inline constexpr auto increment = std::to_array<std::uint8_t>({
    0x72, 0x42, 0x50, 0x46, // "rBPF"
    0,    0,    0,    0,    // version
    0,    0,    0,    0,    // flags
    0,    0,    0,    0,    // data
    16,   0,    0,    0,    // rodata
    24,   0,    0,    0,    // text
    1,    0,    0,    0,    // functions
    'i',  'n',  'c',  'r',  'e',  'm',  'e', 'n', 't', 0, 0, 0,
    0,    0,    0,    0,    0x79, 0x10, 0,   0,   0,   0, 0, 0, // r0 = *(u64 *)(r1 + 0)
    0x07, 0x00, 0,    0,    1,    0,    0,   0,                 // r0 += 1
    0x95, 0x00, 0,    0,    0,    0,    0,   0,                 // exit
    0,    0,    0,    0,    0,    0,                            // name, flags, location
});

// The later form. Context: two u64; `multiply_add` returns a * b + a, `increment` as above.
alignas(8) inline constexpr auto two_functions =
    std::
        to_array<std::uint8_t>(
            {
                0x72, 0x42, 0x50, 0x46,                   // "rBPF"
                0,    0,    0,    0,                      // version
                0,    0,    0,    0,    0,   0,   0,   0, // flags
                0,    0,    0,    0,                      // data
                24,   0,    0,    0,                      // rodata
                64,   0,    0,    0,                      // text
                2,    0,    0,    0,                      // functions
                'm',  'u',  'l',  't',  'i', 'p', 'l', 'y', '_', 'a', 'd',
                'd',  0,    'i',  'n',  'c', 'r', 'e', 'm', 'e', 'n', 't',
                0,    0,    0x79, 0x10, 0,   0,   0,   0,   0,   0, // increment: r0 = *(u64 *)(r1 + 0)
                0x07, 0x00, 0,    0,    1,   0,   0,   0,           // r0 += 1
                0x95, 0x00, 0,    0,    0,   0,   0,   0,           // exit
                0x79, 0x12, 0,    0,    0,   0,   0,   0, // multiply_add: r2 = *(u64 *)(r1 + 0)
                0x79, 0x10, 8,    0,    0,   0,   0,   0, // r0 = *(u64 *)(r1 + 8)
                0x2F, 0x20, 0,    0,    0,   0,   0,   0, // r0 *= r2
                0x0F, 0x20, 0,    0,    0,   0,   0,   0, // r0 += r2
                0x95, 0x00, 0,    0,    0,   0,   0,   0, // exit
                0,    0,    0,    0,    24,  0,           // multiply_add
                13,   0,    0,    0,    0,   0,           // increment
            });

// Counts its runs in data, and adds 100 from rodata.
alignas(8) inline constexpr auto counter = std::to_array<std::uint8_t>({
    0x46, 0x50, 0x42, 0x72,               // the magic as the C code has it
    0,    0,    0,    0,                  // version
    0,    0,    0,    0,                  // flags
    8,    0,    0,    0,                  // data
    16,   0,    0,    0,                  // rodata
    80,   0,    0,    0,                  // text
    1,    0,    0,    0,                  // functions
    7,    0,    0,    0,    0,   0, 0, 0, // data: the count so far
    0,    0,    0,    0,    100, 0, 0, 0, // rodata
    'c',  'o',  'u',  'n',  't', 0, 0, 0, 0xB8, 0x01, 0, 0, 0, 0, 0, 0, // r1 = data + 0
    0,    0,    0,    0,    0,   0, 0, 0, 0x79, 0x10, 0, 0, 0, 0, 0, 0, // r0 = *(u64 *)(r1 + 0)
    0x07, 0x00, 0,    0,    1,   0, 0, 0,                               // r0 += 1
    0x7B, 0x01, 0,    0,    0,   0, 0, 0,                               // *(u64 *)(r1 + 0) = r0
    0xD8, 0x02, 0,    0,    4,   0, 0, 0,                               // r2 = rodata + 4
    0,    0,    0,    0,    0,   0, 0, 0, 0x61, 0x22, 0, 0, 0, 0, 0, 0, // r2 = *(u32 *)(r2 + 0)
    0x0F, 0x20, 0,    0,    0,   0, 0, 0,                               // r0 += r2
    0x95, 0x00, 0,    0,    0,   0, 0, 0,                               // exit
    8,    0,    0,    0,    0,   0,                                     // count
});

// micro-bpf: two calls for the loader to resolve, one as the compiler left it and one with src 0,
// and helpers 0x11 and 0x20. Returns 7 * 8.
alignas(8) inline constexpr auto calls = std::to_array<std::uint8_t>({
    123,  0,    0,   0,                       // micro-bpf's magic
    0,    0,    0,   0,                       // version
    0,    0,    0,   0,                       // flags
    0,    0,    0,   0,                       // data
    8,    0,    0,   0,                       // rodata
    72,   0,    0,   0,                       // text
    2,    0,    0,   0,                       // functions
    2,    0,    0,   0,                       // calls
    'm',  'a',  'i', 'n', 's', 'e', 'v', 'e', // names without a NUL
    0x85, 0x10, 0,   0,   255, 255, 255, 255, // call -1, which is seven
    0xBF, 0x06, 0,   0,   0,   0,   0,   0,   // r6 = r0
    0x85, 0x00, 0,   0,   0,   0,   0,   0,   // call 0, which is eight
    0x2F, 0x60, 0,   0,   0,   0,   0,   0,   // r0 *= r6
    0x95, 0x00, 0,   0,   0,   0,   0,   0,   // exit
    0xB7, 0x00, 0,   0,   7,   0,   0,   0,   // seven: r0 = 7
    0x95, 0x00, 0,   0,   0,   0,   0,   0,   0xB7, 0x00, 0, 0, 8, 0, 0, 0, // eight: r0 = 8
    0x95, 0x00, 0,   0,   0,   0,   0,   0,   0,    0,    0, 0, 0, 0,       // main
    4,    0,    0,   0,   40,  0,                                           // seve
    0,    0,    0,   0,   40,  0,   0,   0, // the call at 0 goes to 40
    16,   0,    0,   0,   56,  0,   0,   0, // the call at 16 goes to 56
    0x11, 0x20,                             // helpers
});

// micro-bpf refers to a literal in rodata as if it were data. Returns its second character.
alignas(8) inline constexpr auto literal = std::to_array<std::uint8_t>({
    123,  0,    0,   0,                                               // micro-bpf's magic
    0,    0,    0,   0,                                               // version
    0,    0,    0,   0,                                               // flags
    0,    0,    0,   0,                                               // data
    8,    0,    0,   0,                                               // rodata
    32,   0,    0,   0,                                               // text
    0,    0,    0,   0,                                               // functions
    0,    0,    0,   0,                                               // calls
    'h',  'e',  'l', 'l', 'o', 0, 0, 0, 0xB8, 0x01, 0, 0, 1, 0, 0, 0, // r1 = data + 1
    0,    0,    0,   0,   0,   0, 0, 0, 0x71, 0x10, 0, 0, 0, 0, 0, 0, // r0 = *(u8 *)(r1 + 0)
    0x95, 0x00, 0,   0,   0,   0, 0, 0,                               // exit
});

// femto's own notes behind an fc32 image.
alignas(8) inline constexpr auto noted = std::to_array<std::uint8_t>({
    0x72, 0x42, 0x50, 0x46,                                                 // "rBPF"
    0,    0,    0,    0,                                                    // version
    0,    0,    0,    0,    1, 0, 0, 0,                                     // flags: bit 32
    0,    0,    0,    0,                                                    // data
    0,    0,    0,    0,                                                    // rodata
    16,   0,    0,    0,                                                    // text
    0,    0,    0,    0,                                                    // functions
    0xB7, 0x00, 0,    0,    1, 0, 0, 0,                                     // r0 = 1
    0x95, 0x00, 0,    0,    0, 0, 0, 0,                                     // exit
    39,   0,    0,    0,                                                    // notes
    1,    0,    4,    0,    0, 0,                                           // contract
    0x78, 0x56, 0x34, 0x12,                                                 //
    2,    0,    12,   0,    0, 0,                                           // fingerprint
    1,    0,    0,    0xA0, 2, 0, 0, 0xA0, 3, 0, 0, 0xA0, 3, 0, 5, 0, 0, 0, // proof
    1,    2,    3,    4,    5,
});

} // namespace images
