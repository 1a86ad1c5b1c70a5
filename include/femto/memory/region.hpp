// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Bytes of the host that a container may be let into.
struct region {
    // A read-only region keeps its constness in `writable`: one pointer type keeps tables small,
    // and no policy hands out a writable pointer to a region that is not.
    std::uint8_t* base = nullptr;
    std::size_t length = 0;
    bool writable = false;
};

/// Grants reads and writes.
constexpr region writable(std::span<std::uint8_t> bytes) {
    return {bytes.data(), bytes.size(), true};
}

/// Grants reads only.
constexpr region read_only(std::span<const std::uint8_t> bytes) {
    return {const_cast<std::uint8_t*>(bytes.data()), bytes.size(), false};
}

namespace memory {

enum class access : std::uint8_t { read, write };

/// The regions every program can have; what else is granted has a place but no name.
enum class section : std::uint8_t { stack, context, data, rodata };

/// What a run has of them; an empty one is not mapped.
struct layout {
    std::span<std::uint8_t> stack{};
    region context{};
    std::span<std::uint8_t> data{};
    std::span<const std::uint8_t> rodata{};
};

} // namespace memory
} // namespace fc
