// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fc::cli {

/// Whether a file holds a private key, in PEM: keys lie beside what they sign, and what is sent or
/// served is meant to be the latter.
inline bool is_private_key(std::span<const std::uint8_t> file) {
    constexpr std::size_t look = 4096;
    const std::string_view text{reinterpret_cast<const char*>(file.data()),
                                std::min(file.size(), look)};
    return text.find("PRIVATE KEY-----") != text.npos;
}

} // namespace fc::cli
