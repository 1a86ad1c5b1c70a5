// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/engine/detail/state.hpp>
#include <femto/engine/hook.hpp>
#include <femto/platform/traits.hpp>

#include <cstdint>

namespace fc::detail {

/// The places for containers, the hooks, and which container is on which hook in which order.
template <class Config>
class roster : protected state<Config> {
protected:
    using container_type = detail::container<Config>;
    using hook_type = hook_base<Config>;
    using guard = platform::guard_of<typename Config::platform>;

    using state<Config>::containers_;
    using state<Config>::hooks_;

    roster() : state<Config>{} {}

    // Hooks.

    /// Gives a hook its number, if there is room, and if there are machines for its events.
    void add(hook_type& it) {
        if (Config::interrupt_levels == 0 && it.about_->where == fired_from::interrupts) {
            return;
        }
        for (std::uint8_t number = 0; number < Config::hooks; ++number) {
            if (hooks_[number] == nullptr) {
                hooks_[number] = &it;
                it.number_ = number;
                return;
            }
        }
    }
    void remove(hook_type& it) {
        if (it.firing_ != 0) {
            __builtin_trap(); // the event it is in the middle of would go on with it
        }
        while (it.first_ != nowhere) {
            const std::uint8_t place = it.first_;
            unlink(containers_[place], place);
            leave(containers_[place]);
        }
        if (it.number_ != nowhere && hooks_[it.number_] == &it) {
            hooks_[it.number_] = nullptr;
        }
    }
    bool knows(const hook_type& it) const {
        return it.number_ < Config::hooks && hooks_[it.number_] == &it;
    }

    /// What was attached while the hook fired runs from now on.
    void settle(hook_type& on) {
        on.has_waiting_ = false;
        for (std::uint8_t at = on.first_; at != nowhere; at = containers_[at].next) {
            containers_[at].waits = false;
        }
    }

    // Lists of containers on hooks. An interrupt may fire between any two statements that no guard
    // holds together; it reads the lists and changes none. Events of interrupts are over before a
    // thread goes on, so only those of threads are looked after here.

    void link(container_type& it, std::uint8_t place, hook_type& to, std::uint8_t position) {
        [[maybe_unused]] const guard held{};
        insert(it, place, to, position);
    }
    void unlink(container_type& it, std::uint8_t place) {
        [[maybe_unused]] const guard held{};
        extract(it, place);
    }
    void relink(container_type& it, std::uint8_t place, std::uint8_t position) {
        hook_type& on = *hooks_[it.hook];
        [[maybe_unused]] const guard held{};
        if (on.first_ == place && it.next == nowhere) {
            return; // no thread that fires is to see a hook without containers
        }
        extract(it, place);
        insert(it, place, on, position);
    }
    /// Puts `fresh` where `old` is.
    void exchange(container_type& old, std::uint8_t old_place, container_type& fresh,
                  std::uint8_t fresh_place) {
        hook_type& on = *hooks_[old.hook];
        std::uint8_t behind = 1;
        for (std::uint8_t at = on.first_; at != old_place; at = containers_[at].next) {
            ++behind;
        }
        [[maybe_unused]] const guard held{};
        // Behind it and before it goes: so the hook is never without containers, and an event that
        // would have asked the old one finds the fresh one, which waits.
        insert(fresh, fresh_place, on, behind);
        extract(old, old_place);
    }

    /// What becomes of a container that was unlinked. Quarantine outlasts its hook.
    static void leave(container_type& it) {
        if (it.state != container_state::quarantined) {
            it.state = container_state::loaded;
        }
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

    std::uint8_t first_on(const hook_type& on) const { return on.first_; }

    /// In the order of container_info's members, made where it is returned.
    result<container_info> info_of(const container_type& it, std::uint8_t place) const {
        return result<container_info>{std::in_place,
                                      container_id{place, it.generation},
                                      it.waits && it.state == container_state::attached
                                          ? container_state::attaching
                                          : it.state,
                                      it.tenant,
                                      it.hook,
                                      it.budget,
                                      it.code->slots(),
                                      it.done};
    }

private:
    /// `hook_base::is_empty` looks at the first of these without a lock.
    static void point(std::uint8_t& at, std::uint8_t place) {
        __atomic_store_n(&at, place, __ATOMIC_RELAXED);
    }

    void insert(container_type& it, std::uint8_t place, hook_type& to, std::uint8_t position) {
        std::uint8_t* at = &to.first_;
        for (std::uint8_t i = 0; i < position && *at != nowhere; ++i) {
            at = &containers_[*at].next;
        }
        it.waits = to.firing_ != 0; // it runs from the next event on
        to.has_waiting_ = to.has_waiting_ || it.waits;
        it.hook = to.number_;
        it.next = *at;
        point(*at, place);
    }

    void extract(container_type& it, std::uint8_t place) {
        std::uint8_t* at = &hooks_[it.hook]->first_;
        while (*at != place) {
            at = &containers_[*at].next;
        }
        point(*at, it.next);
        // An event that would go on with it goes on with the one behind it.
        for (firing* each = this->innermost_; each != nullptr; each = each->outer) {
            if (each->next == place) {
                each->next = it.next;
            }
        }
        it.hook = nowhere;
        it.next = nowhere;
        it.waits = false;
    }
};

} // namespace fc::detail
