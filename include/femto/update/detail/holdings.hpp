// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/engine/engine.hpp>
#include <femto/update/detail/component.hpp>
#include <femto/update/detail/hosted_slot.hpp>
#include <femto/update/key_set.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::update::detail {

/// What a device has: an engine, slots in storage, and a list of tenants.
template <class Config>
class holdings {
public:
    using storage_type = typename Config::storage;
    using crypto_type = typename Config::crypto;
    using engine_type = engine<Config>;
    using slot_type = hosted_slot<Config>;

    holdings(engine_type& host, storage_type& storage, crypto_type& crypto)
        : engine_{host}, crypto_{crypto}, key_slot_{storage, slots_of<Config>::keys::place(0)},
          slots_{slots_of<Config>::make(storage, std::make_index_sequence<Config::slots>{})} {}

    engine_type& host() { return engine_; }
    crypto_type& crypto() { return crypto_; }
    const key_set& keys() const { return keys_; }
    const slot_record& key_record() const { return key_slot_.record(); }
    std::span<slot_type, Config::slots> slots() { return slots_; }
    std::span<const slot_type, Config::slots> slots() const { return slots_; }
    /// The slot that a component goes to.
    FEMTO_OUTLINE slot<storage_type>& at(std::uint16_t place) {
        return place == keys_place ? key_slot_ : slots_[place].kept;
    }
    /// A tenant of the list, in the engine.
    tenant_id tenant(std::uint32_t of_list) const {
        return {static_cast<std::uint8_t>(first_tenant_ + of_list)};
    }

    /// The tenant whose key this is, if what it signed may run.
    /// @errors  unknown_key, revoked_key
    result<std::uint8_t> owner_of(const image_record& image) const {
        const auto index = keys_.find_key(image.key);
        if (!index) {
            return index.error();
        }
        const tenant_key key = keys_.key(*index);
        return key.status == key_status::revoked ? result<std::uint8_t>{errc::revoked_key}
                                                 : key.tenant;
    }

    FEMTO_OUTLINE bool has_digest(std::span<const std::uint8_t> bytes,
                                  std::span<const std::uint8_t, 32> wanted) {
        typename crypto_type::sha256 hash;
        hash.update(bytes);
        platform::sha256_digest is{};
        return hash.finish(is) && same_bytes(is, wanted);
    }

    /// Whether the engine has a container of it.
    bool is_hosted(const slot_type& it) const { return bool{engine_.info(it.container)}; }

    void let_go(slot_type& it) {
        // One that is gone already is no error.
        static_cast<void>(engine_.unload(it.container).error());
        hold(it, {});
        it.refusal = errc::ok;
    }

protected:
    /// This is what runs of a slot now, or nothing does.
    static void hold(slot_type& it, container_id next) {
        if (it.container != container_id{}) {
            it.before = it.container;
        }
        it.container = next;
    }

    engine_type& engine_;
    crypto_type& crypto_;
    key_set keys_{};
    std::uint8_t first_tenant_ = 0; // of the list, in the engine
    slot<storage_type> key_slot_;
    std::array<slot_type, Config::slots> slots_;
};

} // namespace fc::update::detail
