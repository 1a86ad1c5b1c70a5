// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "device.hpp"

#include <femto/port/launchpads.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace femto_riot {

using description = fc::hook_description<device>;

#ifdef MODULE_FEMTO_RIOT_SCHED
inline constexpr description about_sched{.id = fc::port::hooks::thread_switch,
                                         .name = "sched",
                                         .where = fc::fired_from::interrupts,
                                         .budget = CONFIG_FEMTO_RIOT_SCHED_BUDGET,
                                         .layout = fc::layout_of<fc::port::thread_switch>};
#endif
#ifdef MODULE_FEMTO_RIOT_TIMER
inline constexpr description about_timer{
    .id = fc::port::hooks::timer, .name = "timer", .layout = fc::layout_of<fc::port::tick>};
#endif
#ifdef MODULE_FEMTO_RIOT_COAP
inline constexpr description about_coap{.id = fc::port::hooks::coap,
                                        .name = "coap",
                                        .policy = fc::hook_policy::only_first,
                                        .layout = fc::layout_of<fc::abi::coap_fields>};
#endif

/// A hook of the application's own. It is made with the others, and gets its description when it
/// is added. Until then it has no name, which others may ask for all the same.
struct app_hook {
    explicit app_hook(engine &owner) : on{owner, about} {}

    description about{.name = ""};
    bool is_added = false;
    bool is_read_only = false;
    fc::byte_hook<device> on;
};

/// The hooks there are, by the numbers that C knows them by.
class hooks {
    static constexpr std::size_t app_count = CONFIG_FEMTO_RIOT_APP_HOOKS;

public:
    explicit hooks(engine &owner) : hooks{owner, std::make_index_sequence<app_count>{}} {}

    /// @return  null if there is none
    hook_base *find(femto_hook_t hook)
    {
        switch (hook) {
#ifdef MODULE_FEMTO_RIOT_SCHED
        case FEMTO_HOOK_SCHED:
            return &sched;
#endif
#ifdef MODULE_FEMTO_RIOT_TIMER
        case FEMTO_HOOK_TIMER:
            return &timer;
#endif
#ifdef MODULE_FEMTO_RIOT_COAP
        case FEMTO_HOOK_COAP:
            return &coap;
#endif
        default:
            break;
        }
        app_hook *const it = find_app(hook);
        return it != nullptr ? &it->on : nullptr;
    }
    app_hook *find_app(femto_hook_t hook)
    {
        const int at = hook - FEMTO_HOOK_APP;
        return at >= 0 && at < static_cast<int>(app_count) &&
                       app_[static_cast<std::size_t>(at)].is_added
                   ? &app_[static_cast<std::size_t>(at)]
                   : nullptr;
    }
    /// The number of the one that the engine calls so.
    femto_hook_t of_number(std::uint8_t number)
    {
        for (femto_hook_t each = 0; each < count; ++each) {
            const hook_base *const it = find(each);
            if (it != nullptr && it->number() == number) {
                return each;
            }
        }
        return FEMTO_HOOK_NONE;
    }
    femto_hook_t of_name(const char *name)
    {
        for (femto_hook_t each = 0; each < count; ++each) {
            const hook_base *const it = find(each);
            if (it != nullptr && std::strcmp(it->about().name, name) == 0) {
                return each;
            }
        }
        return FEMTO_ERR_NO_SUCH_HOOK;
    }
    femto_hook_t add(const femto_hook_params_t &params)
    {
        for (app_hook &each : app_) {
            if (each.is_added) {
                continue;
            }
            if (params.uuid != nullptr) {
                std::memcpy(each.about.id.bytes.data(), params.uuid, each.about.id.bytes.size());
            }
            each.about.where =
                params.from_isr ? fc::fired_from::interrupts : fc::fired_from::threads;
            each.about.policy = fc::hook_policy{params.policy};
            each.about.default_result = params.default_result;
            each.about.budget = params.budget != 0 ? params.budget : device::budget;
            each.about.layout = {params.layout, params.layout != nullptr ? params.layout_numof : 0};
            each.is_read_only = params.read_only;
            each.about.name = params.name;
            each.is_added = true;
            return static_cast<femto_hook_t>(FEMTO_HOOK_APP + (&each - app_.data()));
        }
        return FEMTO_ERR_HOOKS_FULL;
    }
    /// Those of a set by C's numbers, also hooks that are not added yet.
    fc::hook_set set_of(std::uint32_t bits)
    {
        fc::hook_set out;
        for (femto_hook_t each = 0; each < count; ++each) {
            if ((bits >> each & 1U) != 0) {
                out.allow(number_of(each));
            }
        }
        return out;
    }

#ifdef MODULE_FEMTO_RIOT_SCHED
    fc::hook<const fc::port::thread_switch, device> sched;
#endif
#ifdef MODULE_FEMTO_RIOT_TIMER
    fc::hook<const fc::port::tick, device> timer;
#endif
#ifdef MODULE_FEMTO_RIOT_COAP
    fc::byte_hook<device> coap;
#endif

private:
    static constexpr femto_hook_t count = FEMTO_HOOK_APP + app_count;

    template <std::size_t... Index>
    hooks(engine &owner, std::index_sequence<Index...>)
        :
#ifdef MODULE_FEMTO_RIOT_SCHED
          sched{owner, about_sched},
#endif
#ifdef MODULE_FEMTO_RIOT_TIMER
          timer{owner, about_timer},
#endif
#ifdef MODULE_FEMTO_RIOT_COAP
          coap{owner, about_coap},
#endif
          app_{{app_hook{same<Index>(owner)}...}}
    {
    }
    template <std::size_t>
    static engine &same(engine &owner)
    {
        return owner;
    }

    std::uint8_t number_of(femto_hook_t hook)
    {
        if (hook >= FEMTO_HOOK_APP) {
            return app_[static_cast<std::size_t>(hook - FEMTO_HOOK_APP)].on.number();
        }
        const hook_base *const it = find(hook);
        return it != nullptr ? it->number() : std::uint8_t{255};
    }

    std::array<app_hook, app_count> app_;
};

} // namespace femto_riot
