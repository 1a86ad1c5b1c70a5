// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/engine/engine.hpp>
#include <femto/image/compiled_in.hpp>
#include <femto/image/open.hpp>
#include <femto/port/console/ram_slot.hpp>

#include <cstdint>
#include <span>

namespace fc::port {

/// Where a container of the firmware comes from, and by which name people know it: one that is
/// compiled in and read in place, or a slot in RAM that takes one at run time.
struct container_place {
    const char* name;
    const image::compiled_in* built_in = nullptr;
    ram_slot* slot = nullptr;
    /// Room for its variables.
    std::span<std::uint8_t> data{};
    /// Who it belongs to.
    tenant_id tenant{0};

    /// What it was loaded as, last. `is_loaded` says whether that is still there.
    sourced_container container{};

    template <class Config>
    bool is_loaded(const engine<Config>& in) const {
        return bool{in.info(container.id)};
    }

    /// Verifies what is there and makes a container of it, attached to nothing.
    /// @errors  those of `image::open` and `engine::load`; truncated: the slot holds no whole image
    template <class Config>
    result<void> load(engine<Config>& into) {
        if (built_in != nullptr) {
            return take(into.load(tenant, *built_in, data));
        }
        if (slot == nullptr || slot->look() != ram_slot::state::complete) {
            return errc::truncated;
        }
        const auto opened = image::open(slot->image());
        return opened ? take(into.load(tenant, *opened, data))
                      : result<void>{opened.error(), opened.at()};
    }

private:
    result<void> take(const result<sourced_container>& loaded) {
        if (!loaded) {
            return {loaded.error(), loaded.at()};
        }
        container = *loaded;
        return {};
    }
};

} // namespace fc::port
