// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/refusals.hpp>
#include <femto/port/console/text.hpp>

#include <span>

namespace fc::port {

/// The containers that people can name, and what became of each that they asked for.
template <class Config>
class shelf {
public:
    shelf(engine<Config>& host, typename Config::platform& on, std::span<container_place> places)
        : engine_{host}, on_{on}, places_{places} {}

    std::span<container_place> places() const { return places_; }
    bool is_loaded(const container_place& it) const { return it.is_loaded(engine_); }

    /// The place with this name; null, and told of, if there is none.
    container_place* find(text name) {
        for (container_place& each : places_) {
            if (same(name, text_of(each.name))) {
                return &each;
            }
        }
        say(on_, "error: there is no container ", name, "; list has them\n");
        return nullptr;
    }
    /// The same, and null if it is not loaded.
    container_place* find_loaded(text name) {
        container_place* const it = find(name);
        if (it != nullptr && !is_loaded(*it)) {
            say(on_, "error: ", it->name, " is not loaded\n");
            return nullptr;
        }
        return it;
    }

    /// Makes a container of what a place holds. A slot whose image is refused is empty then.
    void load(container_place& it) { load(it, false); }

    /// Loads all that is there when a device begins: compiled in, or kept by a slot over a reset.
    void load_all() {
        for (container_place& each : places_) {
            const auto held = each.slot != nullptr ? each.slot->look() : ram_slot::state::complete;
            if (held == ram_slot::state::incomplete) {
                each.slot->clear();
                say(on_, "error: ", each.name, " held half of an image, which is ignored\n");
            } else if (held == ram_slot::state::complete) {
                load(each, each.slot != nullptr);
            }
        }
    }

private:
    void load(container_place& it, bool was_kept) {
        const auto done = it.load(engine_);
        if (done) {
            say(on_, was_kept ? "kept over the reset: " : "", it.name, ": loaded, ",
                engine_.info(it.container.id)->text_slots, " slots\n");
            return;
        }
        // No hook is asked yet: it is the firmware that offers nothing of the kind.
        const bool is_unknown = done.error() == errc::helper_not_offered;
        say_refusal(on_, done,
                    is_unknown ? "the container asks for a helper that this firmware does not have"
                               : message(done.error()),
                    it.name, was_kept ? ", kept over the reset: " : ": ");
        if (it.slot != nullptr) {
            it.slot->clear();
        }
    }

    engine<Config>& engine_;
    typename Config::platform& on_;
    std::span<container_place> places_;
};

} // namespace fc::port
