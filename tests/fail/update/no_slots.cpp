// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::update::slot_layout: Slots must be 1 to 255
#include <femto/update/slot/slot.hpp>

struct flash {
    static constexpr std::size_t write_bytes = 8;
    static constexpr std::size_t erase_bytes = 4096;
    std::span<const std::uint8_t> contents() const { return {}; }
    bool write(std::size_t, std::span<const std::uint8_t>) { return false; }
    bool erase(std::size_t) { return false; }
};

fc::update::slot_place place = fc::update::slot_layout<flash, 0, 1024>::place(0);
