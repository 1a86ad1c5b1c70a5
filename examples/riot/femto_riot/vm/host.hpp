// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "hooks.hpp"
#include "slots.hpp"
#ifdef MODULE_FEMTO_RIOT_UPDATE
#include "deployment.hpp"
#endif

#include <femto/image/open.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace femto_riot {

/// Says where an error is, to who wants to know.
template <class T>
int told(const fc::result<T> &of, std::uint32_t *at)
{
    if (at != nullptr) {
        *at = of ? 0 : of.at();
    }
    return static_cast<int>(of.error());
}

/// The engine, and what the C interface has beside it: names, images and slots. Used under the
/// engine's lock, but for what interrupts do.
class host {
public:
    board system{};
    femto_riot::engine engine{system};
    femto_riot::hooks hooks{engine};
    femto_riot::slots slots{};
#ifdef MODULE_FEMTO_RIOT_UPDATE
    deployment deployed{engine, system};
#endif

    static femto_container_t handle_of(fc::container_id id)
    {
        return femto_container_t{id.generation} << 8 | id.index;
    }
    static fc::container_id id_of(femto_container_t handle)
    {
        if (handle < 0 || handle > 0xFFFF) {
            return {};
        }
        return {static_cast<std::uint8_t>(handle), static_cast<std::uint8_t>(handle >> 8)};
    }

    /// Of one that came over the network, what its manifest calls it, which may be nothing.
    const char *name_of(fc::container_id id) const
    {
        if (known_[id.index].id == id) {
            return known_[id.index].name;
        }
#ifdef MODULE_FEMTO_RIOT_UPDATE
        return deployed.name_of(id);
#else
        return "";
#endif
    }
    /// The next place that is taken, or FEMTO_ERR_NO_SUCH_CONTAINER.
    femto_container_t next(int after) const
    {
        femto_container_t found = FEMTO_ERR_NO_SUCH_CONTAINER;
        engine.each_container([&](const fc::container_info &each) {
            if (found < 0 && each.id.index > after) {
                found = handle_of(each.id);
            }
        });
        return found;
    }
    /// The firmware's own before those that came over the network, which may call themselves anything.
    femto_container_t find(const char *name) const
    {
        const femto_container_t own = find_own(name);
        femto_container_t each = own >= 0 ? own : next(-1);
        while (each >= 0 && std::strcmp(name_of(id_of(each)), name) != 0) {
            each = next(id_of(each).index);
        }
        return each;
    }
    femto_container_t find_own(const char *name) const
    {
        femto_container_t each = next(-1);
        while (each >= 0 && (known_[id_of(each).index].id != id_of(each) ||
                             std::strcmp(known_[id_of(each).index].name, name) != 0)) {
            each = next(id_of(each).index);
        }
        return each;
    }
    /// Whether a container is made of what is in the slot.
    bool is_in_use(unsigned slot) const
    {
        femto_container_t each = next(-1);
        while (each >= 0 && (known_[id_of(each).index].id != id_of(each) ||
                             known_[id_of(each).index].image != slots.image_of(slot))) {
            each = next(id_of(each).index);
        }
        return each >= 0;
    }

    femto_container_t load(const femto_image_t &from, std::uint32_t *at)
    {
        if (!is_complete(from) || from.tenant < 0 || from.tenant > 0xFF) {
            return FEMTO_ERR_ARGUMENT;
        }
        if (find_own(from.name) >= 0) {
            return FEMTO_ERR_NAME;
        }
        const auto opened = fc::image::open(bytes_of(from));
        if (!opened) {
            return told(opened, at);
        }
        const auto made = engine.load(fc::tenant_id{static_cast<std::uint8_t>(from.tenant)},
                                      *opened, data_of(from));
        return made ? keep(*made, from) : told(made, at);
    }

    femto_container_t replace(fc::container_id old, const femto_image_t &from, std::uint32_t *at)
    {
        if (!is_complete(from)) {
            return FEMTO_ERR_ARGUMENT;
        }
        const femto_container_t same = find_own(from.name);
        if (same >= 0 && same != handle_of(old)) {
            return FEMTO_ERR_NAME;
        }
        const auto opened = fc::image::open(bytes_of(from));
        if (!opened) {
            return told(opened, at);
        }
        const auto made = engine.replace(old, *opened, data_of(from));
        return made ? keep(*made, from) : told(made, at);
    }

    int attach(fc::container_id id, femto_hook_t to, std::uint32_t *at)
    {
        hook_base *const on = hooks.find(to);
        if (on == nullptr) {
            return FEMTO_ERR_NO_SUCH_HOOK;
        }
        fc::attachment how;
        if (id.index < known_.size() && known_[id.index].id == id) {
            how.built_for = known_[id.index].built_for; // asked for only if it is that one
        }
        const auto done = engine.attach(id, *on, how);
        const int error = told(done, at);
        if (error == FEMTO_ERR_HOOK_NOT_GRANTED && at != nullptr) {
            *at = static_cast<std::uint32_t>(to); // as C counts them
        }
        return error;
    }

private:
    static bool is_complete(const femto_image_t &it)
    {
        return it.name != nullptr && it.image != nullptr &&
               (it.data != nullptr || it.data_size == 0);
    }
    static std::span<const std::uint8_t> bytes_of(const femto_image_t &it)
    {
        return {static_cast<const std::uint8_t *>(it.image), it.size};
    }
    static std::span<std::uint8_t> data_of(const femto_image_t &it)
    {
        return {static_cast<std::uint8_t *>(it.data), it.data_size};
    }
    femto_container_t keep(const fc::sourced_container &made, const femto_image_t &from)
    {
        known_[made.id.index] = {made.id, from.name, from.image, made.built_for};
        return handle_of(made.id);
    }

    /// What the engine does not keep of a container.
    struct known {
        fc::container_id id{};
        const char *name = nullptr;
        const void *image = nullptr;
        fc::image::fingerprint built_for{};
    };
    std::array<known, device::containers> known_{};
};

} // namespace femto_riot
