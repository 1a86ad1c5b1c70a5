// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// The engine under measurement, compiled alone with the flags of its profile. All of its code and
/// constants is what the size report counts, including `engine_verify` and `engine_run`, which do
/// no more than call fc::verify and fc::vm::run and keep the result.
void engine_verify(const std::uint8_t* text, std::size_t bytes);
void engine_run(std::uint8_t* context, std::size_t bytes);

// Not counted:
struct answer {
    std::uint64_t r0;
    std::int32_t error;
    std::uint32_t at;
};
/// What the last `engine_verify` and `engine_run` resulted in.
[[gnu::section(".harness")]] answer engine_verdict();
[[gnu::section(".harness")]] answer engine_outcome();
/// Slots the last run executed.
[[gnu::section(".harness")]] std::uint32_t engine_slots();
/// True when the program runs from decoded cells: the profile has them and it fits.
[[gnu::section(".harness")]] bool engine_decoded();
