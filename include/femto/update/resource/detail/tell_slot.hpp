// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/updates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource::detail {

inline constexpr std::size_t statistics_pairs = 6;

FEMTO_OUTLINE inline void tell_statistics(const statistics& done, items& to) {
    to.put(key::runs, done.runs);
    to.put(key::instructions, done.instructions);
    to.put(key::faults, done.faults);
    to.put(key::last_fault, done.last_fault);
    to.put(key::last_at, done.last_slot);
    to.put(key::faults_in_a_row, done.faults_in_a_row);
}

/// The name of whom a slot's container is of; empty for nobody.
template <class Config>
std::span<const std::uint8_t> owner_name(const updates<Config>& of, std::size_t slot) {
    const auto owner = of.owner(slot);
    return owner ? of.tenants().tenant(*owner).name : std::span<const std::uint8_t>{};
}

FEMTO_OUTLINE inline void tell_image(const image_record& it, std::span<const std::uint8_t> owner,
                                     items& to) {
    if (!owner.empty()) {
        to.put_text(key::tenant, owner);
    }
    to.put(key::sequence, it.sequence);
    to.put(key::digest, it.digest);
    to.put(key::size, it.size);
    if (it.hook != std::array<std::uint8_t, 16>{}) {
        to.put(key::hook, it.hook);
    }
    if (it.position != attachment::last) {
        to.put(key::position, it.position);
    }
    if (it.budget != 0) {
        to.put(key::budget, it.budget);
    }
    to.put(key::key_id, it.key);
}

/// What a slot holds, and what became of it.
template <class Config>
FEMTO_OUTLINE void tell_slot(updates<Config>& of, std::size_t slot, items& to) {
    const slot_record& now = of.record(slot);
    const auto refused = of.refusal(slot);
    const auto runs = of.host().info(of.container(slot));
    const auto owner = owner_name(of, slot);
    const bool has = now.has_image();
    std::size_t pairs = 6; // slot, state, the three flags, newest
    if (has) {
        const image_record& it = now.image();
        pairs += 5; // name, sequence, digest, size, key
        pairs += owner.empty() ? 0U : 1U;
        pairs += it.hook != std::array<std::uint8_t, 16>{} ? 1U : 0U;
        pairs += it.position != attachment::last ? 1U : 0U;
        pairs += it.budget != 0 ? 1U : 0U;
    }
    pairs += refused ? 0U : 2U;
    pairs += runs ? statistics_pairs : 0U;

    to.map(pairs);
    to.put(key::slot, slot);
    if (has) {
        to.put_text(key::name, now.image().title());
    }
    to.put(key::state, runs ? static_cast<std::uint64_t>(runs->state) : 0);
    if (has) {
        tell_image(now.image(), owner, to);
    }
    to.put_flag(key::on_trial, now.on_trial);
    to.put_flag(key::stopped, now.stopped);
    to.put_flag(key::rolled_back, now.rolled_back);
    if (!refused) {
        to.put(key::error, refused.error());
        to.put(key::at, refused.at());
    }
    if (runs) {
        tell_statistics(runs->done, to);
    }
    to.put(key::newest, now.sequence);
}

} // namespace fc::update::resource::detail
