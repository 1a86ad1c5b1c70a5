// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <cstdint>

namespace fc {

/// Names a tenant of one engine.
struct tenant_id {
    std::uint8_t index = 255;

    friend constexpr bool operator==(tenant_id, tenant_id) = default;
};

/// A set of hooks, by their numbers.
class hook_set {
public:
    constexpr hook_set() = default;
    static constexpr hook_set all() { return hook_set{0xFFFFFFFF}; }
    constexpr hook_set& allow(std::uint8_t number) {
        bits_ |= number < 32 ? std::uint32_t{1} << number : 0;
        return *this;
    }
    constexpr hook_set& revoke(std::uint8_t number) {
        bits_ &= number < 32 ? ~(std::uint32_t{1} << number) : ~std::uint32_t{0};
        return *this;
    }
    constexpr bool contains(std::uint8_t number) const {
        return number < 32 && (bits_ >> number & 1U) != 0;
    }

private:
    constexpr explicit hook_set(std::uint32_t bits) : bits_{bits} {}
    std::uint32_t bits_ = 0;
};

/// What the containers of a tenant may be granted, at most. Nothing, unless it is said.
template <class Config>
struct tenant_rights {
    helper_set<typename Config::helpers> helpers{};
    hook_set hooks{};
    /// Slots per run or slice, at most; a run overdraws it by no more than that again.
    std::uint32_t budget = Config::budget;
    /// Slots of all its containers together per `Config::window_ms`; 0 for no such limit. What a
    /// window is overdrawn by is taken from the next.
    std::uint32_t window_slots = 0;
    /// Entries of the key-value stores.
    std::uint8_t store_entries = 0;
};

namespace detail {

template <class Config>
struct tenant {
    tenant_rights<Config> rights{.budget = 0};
    std::uint32_t window_start_ms = 0;
    std::uint32_t used_slots = 0;     // in this window
    std::uint32_t reserved_slots = 0; // by runs that have not ended, whatever the window
    std::uint32_t skipped = 0;        // runs that were not begun for want of slots
};

} // namespace detail
} // namespace fc
