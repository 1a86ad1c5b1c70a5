// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/engine/hook.hpp>
#include <femto/platform/traits.hpp>

#include <array>
#include <cstdint>

namespace fc::detail {

/// The places for containers, the hooks, and which container is on which hook in which order.
template <class Config>
class roster {
protected:
    using container_type = detail::container<Config>;
    using hook_type = hook_base<Config>;
    using guard = platform::guard_of<typename Config::platform>;

    /// An event a hook is in the middle of.
    struct firing {
        std::uint8_t next;
        firing* outer;
    };
    roster() = default;

    // Hooks.

    /// @return  the hook's number, `nowhere` if there is no room
    std::uint8_t add(hook_type& it) {
        for (std::uint8_t number = 0; number < Config::hooks; ++number) {
            if (hooks_[number] == nullptr) {
                hooks_[number] = &it;
                return number;
            }
        }
        return nowhere;
    }
    void remove(hook_type& it) {
        while (it.first_ != nowhere) {
            const std::uint8_t place = it.first_;
            unlink(containers_[place], place);
            containers_[place].state = container_state::loaded;
        }
        if (it.number_ != nowhere) {
            hooks_[it.number_] = nullptr;
        }
    }

    /// What was attached while the hook fired runs from now on.
    void settle(hook_type& on) {
        on.has_attaching_ = false;
        for (std::uint8_t at = on.first_; at != nowhere; at = containers_[at].next) {
            if (containers_[at].state == container_state::attaching) {
                containers_[at].state = container_state::attached;
            }
        }
    }

    // Lists of containers on hooks. An interrupt may fire between any two statements that no guard
    // holds together.

    void link(container_type& it, std::uint8_t place, hook_type& to, std::uint8_t position) {
        std::uint8_t* at = &to.first_;
        for (std::uint8_t i = 0; i < position && *at != nowhere; ++i) {
            at = &containers_[*at].next;
        }
        [[maybe_unused]] const guard held{};
        it.hook = to.number_;
        it.state = to.firing_ == 0 ? container_state::attached : container_state::attaching;
        to.has_attaching_ = to.has_attaching_ || to.firing_ != 0;
        it.next = *at;
        *at = place;
    }

    void unlink(container_type& it, std::uint8_t place) {
        hook_type& from = *hooks_[it.hook];
        std::uint8_t* at = &from.first_;
        while (*at != place) {
            at = &containers_[*at].next;
        }
        [[maybe_unused]] const guard held{};
        *at = it.next;
        // An event that would go on with it goes on with the one behind it. Events of interrupts
        // are over before a thread gets here.
        for (firing* each = innermost_; each != nullptr; each = each->outer) {
            if (each->next == place) {
                each->next = it.next;
            }
        }
        it.hook = nowhere;
        it.next = nowhere;
    }

    std::uint8_t position_of(std::uint8_t place, const hook_type& on) const {
        std::uint8_t position = 0;
        for (std::uint8_t at = on.first_; at != place; at = containers_[at].next) {
            ++position;
        }
        return position;
    }

    // Places.

    container_type* find(container_id id) {
        return const_cast<container_type*>(static_cast<const roster*>(this)->find(id));
    }
    const container_type* find(container_id id) const {
        if (id.index >= Config::containers) {
            return nullptr;
        }
        const container_type& it = containers_[id.index];
        const bool exists = it.state != container_state::free &&
                            it.state != container_state::leaving && it.generation == id.generation;
        return exists ? &it : nullptr;
    }

    std::uint8_t free_place() const {
        for (std::uint8_t place = 0; place < Config::containers; ++place) {
            if (containers_[place].state == container_state::free) {
                return place;
            }
        }
        return nowhere;
    }

    static void free_if_done(container_type& it) {
        if (it.state == container_state::leaving && it.running == 0) {
            it.state = container_state::free;
        }
    }

    std::uint8_t first_on(const hook_type& on) const { return on.first_; }

    container_info info_of(const container_type& it, std::uint8_t place) const {
        return {.id = {place, it.generation},
                .state = it.state,
                .tenant = it.tenant,
                .hook = it.hook,
                .budget = it.budget,
                .text_slots = it.code->slots(),
                .done = it.done};
    }

    std::array<container_type, Config::containers> containers_{};
    std::array<hook_type*, Config::hooks> hooks_{};
    firing* innermost_ = nullptr; // of the events threads are in the middle of
};

} // namespace fc::detail
