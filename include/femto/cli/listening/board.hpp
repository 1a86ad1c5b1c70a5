// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/board.hpp>
#include <femto/port/posix/clock.hpp>
#include <femto/update/resource/log_ring.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::cli::listening {

/// What the device on the desk has, in the time that there is; what containers print is kept, too.
struct board : device::board {
    static constexpr std::size_t log_bytes = 4096;

    std::uint32_t now_ms() const { return clock_.now_ms(); }
    std::uint32_t now_us() const { return clock_.now_us(); }
    void sleep_us(std::uint32_t us) const { clock_.sleep_us(us); }

    void write_text(std::span<const char> text) {
        device::board::write_text(text);
        log.write_text(text);
    }

    update::resource::log_ring<log_bytes> log{};

private:
    posix::steady_clock clock_{};
};

} // namespace fc::cli::listening
