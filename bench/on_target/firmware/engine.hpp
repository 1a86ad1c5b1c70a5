// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// The engine under measurement, compiled alone with the flags of its profile. All of its code and
/// constants, `engine_verify` and `engine_run` included, is what the size report counts.
struct answer {
    std::uint64_t r0;
    std::int32_t error;
    std::uint32_t at;
};

answer engine_verify(const std::uint8_t* text, std::size_t bytes);
answer engine_run(std::uint8_t* context, std::size_t bytes);

// Not counted:
/// Slots the last run executed.
[[gnu::section(".harness")]] std::uint32_t engine_slots();
/// True when the program runs from decoded cells: the profile has them and it fits.
[[gnu::section(".harness")]] bool engine_decoded();
