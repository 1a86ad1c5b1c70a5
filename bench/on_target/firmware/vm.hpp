// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// Verifier and vm under measurement, compiled alone with the flags of its profile. All of its code and
/// constants is what the size report counts, including `vm_verify` and `vm_run`, which do
/// no more than call fc::verify and fc::vm::run and keep the result.
void vm_verify(const std::uint8_t* text, std::size_t bytes);
void vm_run(std::uint8_t* context, std::size_t bytes);

// Not counted:
struct answer {
    std::uint64_t r0;
    std::int32_t error;
    std::uint32_t at;
};
/// What the last `vm_verify` and `vm_run` resulted in.
[[gnu::section(".harness")]] answer vm_verdict();
[[gnu::section(".harness")]] answer vm_outcome();
/// Slots the last run executed.
[[gnu::section(".harness")]] std::uint32_t vm_slots();
/// True when the profile has decoded cells, but too few for the program, which runs from its text.
[[gnu::section(".harness")]] bool vm_runs_text();
