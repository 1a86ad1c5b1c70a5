// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/lists.hpp>
#include <femto/port/console/receiver.hpp>
#include <femto/port/console/refusals.hpp>
#include <femto/port/console/reports.hpp>
#include <femto/port/console/run_over.hpp>
#include <femto/port/console/shelf.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <span>

namespace fc::port {

/// What a person can do with the containers of a device, and what is said of it. Words are those of the
/// line, the first being the command. Not to be called from within a container.
///
/// @tparam Config  an engine's, whose platform is a console
template <class Config>
class container_commands {
    using hook_type = hook_base<Config>;

public:
    /// @param places  the containers that people can name
    /// @param hooks   where they can attach them
    container_commands(engine<Config>& host, typename Config::platform& on,
                       std::span<container_place> places, std::span<hook_type* const> hooks)
        : engine_{host}, on_{on}, shelf_{host, on, places}, hooks_{hooks} {}

    void list(const words&) { say_containers(on_, engine_, shelf_.places()); }
    void list_hooks(const words&) {
        for (const hook_type* each : hooks_) {
            say_hook(on_, *each);
        }
    }

    void load(const words& given) {
        container_place* const it = shelf_.find(given[1]);
        if (it == nullptr) {
            return;
        }
        if (shelf_.is_loaded(*it)) {
            say(on_, "error: ", it->name, " is loaded; unload it first\n");
        } else if (it->slot != nullptr) {
            receiver_.begin(*it);
        } else {
            shelf_.load(*it);
        }
    }
    /// Whether lines are those of an image now, which `receive` takes.
    bool is_receiving() const { return receiver_.is_busy(); }
    void receive(text line) {
        if (container_place* const whole = receiver_.take(on_, line)) {
            shelf_.load(*whole);
        }
    }
    void spoil_image() { receiver_.spoil(); }
    void cancel_image() { receiver_.cancel(); }

    void start(const words& given) {
        container_place* const it = shelf_.find_loaded(given[1]);
        if (it == nullptr) {
            return;
        }
        if (given.size() == 2) {
            answer(engine_.start(it->container.id));
            return;
        }
        for (hook_type* each : hooks_) {
            if (same(given[2], text_of(each->about().name))) {
                attach(*it, *each);
                return;
            }
        }
        say(on_, "error: there is no hook ", given[2], "; hooks lists them\n");
    }

    void stop(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            const auto state = engine_.info(it->container.id)->state;
            if (state == container_state::finished) {
                say(on_, "error: ", it->name, " has finished already\n");
            } else {
                answer(state == container_state::started ? engine_.stop(it->container.id)
                                                         : engine_.detach(it->container.id));
            }
        }
    }

    void run(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            run_over(on_, engine_, it->container.id, given.from(2));
        }
    }

    void tell_statistics(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            const container_info info = *engine_.info(it->container.id);
            say(on_, "runs ", info.done.runs, ", instructions ", info.done.instructions,
                ", faults ", info.done.faults, ", budget ", info.budget, "\n");
        }
    }

    void tell_faults(const words&) {
        fault_teller<Config>::tell_all(on_, engine_, shelf_.places());
    }

    void release(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            answer(engine_.release(it->container.id));
        }
    }

    void unload(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            answer(engine_.unload(it->container.id));
            if (it->slot != nullptr) {
                it->slot->clear();
            }
        }
    }

    /// Loads all that is there when a device begins, and tells of hooks that nothing can be attached to.
    void begin() {
        for (const hook_type* each : hooks_) {
            if (const char* const why = why_unusable(*each)) {
                say(on_, "error: hook ", each->about().name, ": ", why, "\n");
            }
        }
        shelf_.load_all();
    }

    bool has_new_faults() const { return faults_.has_news(engine_); }
    void tell_new_faults() { faults_.tell(on_, engine_, shelf_.places()); }

private:
    void attach(container_place& it, hook_type& to) {
        if (const char* const why = why_unusable(to)) {
            say(on_, "error: hook ", to.about().name, ": ", why, "\n");
        } else {
            answer(engine_.attach(it.container, to));
        }
    }
    void answer(const result<void>& done) {
        if (done) {
            say(on_, "done\n");
        } else {
            say_refusal(on_, done);
        }
    }

    engine<Config>& engine_;
    typename Config::platform& on_;
    shelf<Config> shelf_;
    std::span<hook_type* const> hooks_;
    receiver receiver_{};
    fault_teller<Config> faults_{};
};

} // namespace fc::port
