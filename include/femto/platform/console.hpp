// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <span>

namespace fc::platform {

/// Somewhere to write text. Characters are passed on as containers give them, control characters
/// included; there are at most 256 per call of a helper. May take its time: it is not called from
/// interrupts. What cannot be written is lost, and nobody is told.
template <class Platform>
concept console = requires(Platform& platform, std::span<const char> text) {
    { platform.write_text(text) } -> std::same_as<void>;
};

} // namespace fc::platform
