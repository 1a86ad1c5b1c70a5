// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Whose key-value store: each container has one, each tenant one, and one is for all.
enum class store_scope : std::uint8_t { local, tenant, global };

/// Who uses a store.
struct store_user {
    std::uint8_t container = 0; // whose local store
    std::uint8_t tenant = 0;    // whose tenant store, and who pays for new entries
    std::uint8_t quota = 0;     // entries the tenant may pay for
};

/// One value of one store. 12 bytes.
struct store_entry {
    enum class state : std::uint8_t { free, local, tenant, global };

    std::uint32_t key = 0;
    std::uint32_t value = 0;
    state in = state::free;
    std::uint8_t owner = 0; // container of a local entry, tenant of a tenant's, 0 of a global one
    std::uint8_t payer = 0; // tenant whose quota it counts for

    constexpr bool is_used() const { return in != state::free; }
};

/// The key-value stores of all containers: one pool of entries, in which each tenant has a quota.
/// They take the place of a heap and of files. Numbers to numbers, as in the original engine.
///
/// @tparam Guard  held around each operation, since containers run from interrupts as well
/// @cost          O(entries) each
template <class Guard>
class stores {
public:
    constexpr explicit stores(std::span<store_entry> room) : entries_{room} {}

    /// Sets a value, in a new entry if there is none for the key.
    /// @errors  store_quota_exceeded, store_full: a new entry cannot be had
    FEMTO_INLINE constexpr result<void> put(const store_user& by, store_scope scope,
                                            std::uint32_t key, std::uint32_t value) {
        [[maybe_unused]] const Guard held{};
        store_entry* const at = find_or_add(by, scope, key);
        if (at == nullptr) {
            return refusal(by);
        }
        at->value = value;
        return {};
    }

    /// The value of a key. One that was never set is set to 0, as in the original engine.
    /// @errors  as put
    FEMTO_INLINE constexpr result<std::uint32_t> fetch(const store_user& by, store_scope scope,
                                                       std::uint32_t key) {
        [[maybe_unused]] const Guard held{};
        store_entry* const at = find_or_add(by, scope, key);
        if (at == nullptr) {
            return refusal(by);
        }
        return at->value;
    }

    /// The entry of a key, to look at; null if there is none. It may change while interrupts run
    /// containers.
    FEMTO_OUTLINE constexpr const store_entry* peek(const store_user& of, store_scope scope,
                                                    std::uint32_t key) const {
        const auto in = state_of(scope);
        const std::uint8_t owner = owner_of(of, scope);
        for (const store_entry& each : entries_) {
            if (each.key == key && each.in == in && each.owner == owner) {
                return &each;
            }
        }
        return nullptr;
    }

    /// Frees the entry of a key.
    /// @return  false when there was none
    constexpr bool erase(const store_user& of, store_scope scope, std::uint32_t key) {
        [[maybe_unused]] const Guard held{};
        store_entry* const at = find(of, scope, key);
        if (at != nullptr) {
            *at = {};
        }
        return at != nullptr;
    }

    /// Frees all of a container's local store.
    constexpr void clear_local(std::uint8_t container) {
        [[maybe_unused]] const Guard held{};
        for (store_entry& each : entries_) {
            if (each.in == store_entry::state::local && each.owner == container) {
                each = {};
            }
        }
    }

    /// All entries, the free ones included, to look at. An entry may change while interrupts run
    /// containers.
    constexpr std::span<const store_entry> entries() const { return entries_; }

    /// Entries a tenant pays for.
    constexpr std::size_t paid_by(std::uint8_t tenant) const {
        std::size_t count = 0;
        for (const store_entry& each : entries_) {
            count += each.in != store_entry::state::free && each.payer == tenant ? 1 : 0;
        }
        return count;
    }

private:
    static constexpr store_entry::state state_of(store_scope scope) {
        return static_cast<store_entry::state>(static_cast<std::uint8_t>(scope) + 1);
    }
    static constexpr std::uint8_t owner_of(const store_user& user, store_scope scope) {
        if (scope == store_scope::global) {
            return 0;
        }
        return scope == store_scope::local ? user.container : user.tenant;
    }

    FEMTO_INLINE constexpr store_entry* find(const store_user& of, store_scope scope,
                                             std::uint32_t key) {
        return const_cast<store_entry*>(peek(of, scope, key));
    }

    /// Why `find_or_add` gave nothing.
    FEMTO_COLD constexpr errc refusal(const store_user& by) const {
        return paid_by(by.tenant) >= by.quota ? errc::store_quota_exceeded : errc::store_full;
    }

    /// Null when a new entry cannot be had. A pointer and not a result, which is returned on the C
    /// stack, and the stack an interrupt runs on is short.
    FEMTO_INLINE constexpr store_entry* find_or_add(const store_user& by, store_scope scope,
                                                    std::uint32_t key) {
        store_entry* const found = find(by, scope, key);
        return found != nullptr ? found : add(by, scope, key);
    }
    FEMTO_COLD constexpr store_entry* add(const store_user& by, store_scope scope,
                                          std::uint32_t key) {
        store_entry* room = nullptr;
        std::size_t paid = 0;
        for (store_entry& each : entries_) {
            if (each.in == store_entry::state::free) {
                room = room == nullptr ? &each : room;
            } else if (each.payer == by.tenant) {
                ++paid;
            }
        }
        if (room == nullptr || paid >= by.quota) {
            return nullptr;
        }
        *room = {key, 0, state_of(scope), owner_of(by, scope), by.tenant};
        return room;
    }

    std::span<store_entry> entries_;
};

} // namespace fc
