// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::update: Storage::erase_bytes must be a power of two from 128 to 131072
#include <femto/update/slot/slot.hpp>

struct flash {
    static constexpr std::size_t write_bytes = 8;
    static constexpr std::size_t erase_bytes = 64;
    std::span<const std::uint8_t> contents() const { return {}; }
    bool write(std::size_t, std::span<const std::uint8_t>) { return false; }
    bool erase(std::size_t) { return false; }
};

flash storage;
fc::update::slot<flash> slot{storage, {}};
