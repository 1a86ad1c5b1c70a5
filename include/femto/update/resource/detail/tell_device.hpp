// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/config.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/resource/words.hpp>
#include <femto/update/updates.hpp>
#include <femto/version.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource::detail {

/// "1.2.3", with so many digits as it takes.
struct version_text {
    std::array<char, 33> characters{};
    std::size_t size = 0;

    constexpr void add(std::uint32_t number) {
        std::uint32_t unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit != 0; unit /= 10) {
            characters[size++] = static_cast<char>('0' + number / unit % 10);
        }
    }
};
inline constexpr version_text version = [] {
    version_text out;
    out.add(FEMTO_VERSION_MAJOR);
    out.characters[out.size++] = '.';
    out.add(FEMTO_VERSION_MINOR);
    out.characters[out.size++] = '.';
    out.add(FEMTO_VERSION_PATCH);
    return out;
}();

template <class Config>
void tell_hook(const hook_description<Config>& about, items& to) {
    to.map(about.layout.empty() ? 5 : 6);
    to.put_text(key::name, until_zero(about.name));
    to.put(key::hook, about.id.bytes);
    to.put(key::budget, about.budget);
    to.put(key::where, static_cast<std::uint64_t>(about.where));
    to.put(key::policy, static_cast<std::uint64_t>(about.policy));
    if (!about.layout.empty()) {
        to.put_array(key::layout, about.layout.size());
        for (const std::uint32_t each : about.layout) {
            to.number(each);
        }
    }
}

/// Names, and no public keys: those are in the list of tenants, which its author has.
FEMTO_OUTLINE inline void tell_keys(const key_set& of, items& to) {
    to.put_array(key::keys, of.key_count());
    for (std::uint32_t i = 0; i < of.key_count(); ++i) {
        const tenant_key it = of.key(i);
        to.map(3);
        to.put_text(key::tenant, of.tenant(it.tenant).name);
        to.put(key::key_id, it.id);
        to.put(key::status, static_cast<std::uint64_t>(it.status));
    }
}

/// Calls `visit` with the description of each hook that a manifest can name.
template <class Config, class Visit>
void each_named_hook(updates<Config>& of, Visit visit) {
    of.host().each_hook([&](const auto& each) {
        if (!(each.about().id == uuid{})) { // nobody can ask for that one
            visit(each.about());
        }
    });
}

/// What a device is, and what it offers containers.
template <class Config>
void tell_device(updates<Config>& of, const char* board, items& to) {
    using helpers = typename Config::helpers;
    std::size_t hooks = 0;
    each_named_hook(of, [&](const auto&) { ++hooks; });
    std::size_t free = 0;
    for (std::size_t i = 0; i < Config::slots; ++i) {
        free += of.record(i).has_image() ? 0U : 1U;
    }
    to.map(17);
    to.put_text(key::board, until_zero(board));
    to.put_text(key::version, text{version.characters}.first(version.size));
    to.put(key::groups, std::uint64_t{Config::groups.bits_});
    to.put_array(key::helpers, helpers::size);
    for (const std::uint32_t id : helpers::ids) {
        to.number(id);
    }
    to.put_array(key::hooks, hooks);
    each_named_hook(of, [&](const auto& each) { tell_hook<Config>(each, to); });
    to.put(key::slots, std::uint64_t{Config::slots});
    to.put(key::free_slots, free);
    to.put(key::image_bytes, std::uint64_t{Config::image_bytes});
    to.put(key::vendor, of.about().vendor.bytes);
    to.put(key::device_class, of.about().device_class.bytes);
    to.put(key::device, of.about().device.bytes);
    to.put_text(key::profile,
                Config::manifest_profile::is_current ? text_of("suit-37") : text_of("suit-09"));
    tell_keys(of.tenants(), to);
    to.put(key::installed, of.counts().installed);
    to.put(key::refused, of.counts().refused);
    to.put(key::context_bytes, std::uint64_t{Config::context_bytes});
    to.put(key::list, of.list().sequence);
}

} // namespace fc::update::resource::detail
