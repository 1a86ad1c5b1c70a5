// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/reports.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
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
    /// Bytes of context that `run` can give.
    static constexpr std::size_t context_max = 64;

    /// @param places  the containers that people can name
    /// @param hooks   where they can attach them
    container_commands(engine<Config>& host, typename Config::platform& on,
                       std::span<container_place> places, std::span<hook_type* const> hooks)
        : engine_{host}, on_{on}, places_{places}, hooks_{hooks} {}

    void list(const words&) {
        for (const container_place& each : places_) {
            constexpr std::size_t name_width = 12;
            const bool is_in_ram = each.slot != nullptr;
            say(on_, in_column{text_of(each.name), name_width}, is_in_ram ? "RAM    " : "flash  ");
            if (const auto info = engine_.info(each.container.id)) {
                say(on_, info->text_slots, " slots, ");
                say_state(on_, engine_, *info);
            } else {
                const bool is_empty = is_in_ram && each.slot->look() == ram_slot::state::empty;
                say(on_, is_empty ? "empty" : "not loaded");
            }
            say(on_, "\n");
        }
    }

    void list_hooks(const words&) {
        for (const hook_type* each : hooks_) {
            say(on_, each->about().name,
                each->about().where == fired_from::interrupts ? ", in interrupts" : "", "\n");
        }
    }

    /// Verifies what a place holds, and makes a container of it. A slot whose image is refused is empty.
    void load(container_place& it) {
        const auto done = it.load(engine_);
        if (!done) {
            if (it.slot != nullptr) {
                it.slot->clear();
            }
            say(on_, it.name, ": ");
            say_refusal(on_, done);
            return;
        }
        say(on_, it.name, ": loaded, ", engine_.info(it.container.id)->text_slots, " slots\n");
    }

    void start(const words& given) {
        container_place* const it = find_loaded(given[1]);
        if (it == nullptr) {
            return;
        }
        if (given.size() == 2) {
            answer(engine_.start(it->container.id));
            return;
        }
        for (hook_type* each : hooks_) {
            if (same(given[2], text_of(each->about().name))) {
                answer(engine_.attach(it->container, *each));
                return;
            }
        }
        say(on_, "error: there is no hook ", given[2], "; hooks lists them\n");
    }

    void stop(const words& given) {
        if (container_place* const it = find_loaded(given[1])) {
            const auto state = engine_.info(it->container.id)->state;
            answer(state == container_state::started ? engine_.stop(it->container.id)
                                                     : engine_.detach(it->container.id));
        }
    }

    void run(const words& given) {
        container_place* const it = find_loaded(given[1]);
        if (it == nullptr) {
            return;
        }
        alignas(8) std::array<std::uint8_t, context_max> room;
        std::size_t count = 0;
        for (std::size_t i = 2; i < given.size(); ++i) {
            const auto keep = [&](std::uint8_t byte) {
                if (count == room.size()) {
                    return false;
                }
                room[count++] = byte;
                return true;
            };
            if (!read_hex(given[i], keep)) {
                say(on_, "error: ", given[i], " is no hex, or too much\n");
                return;
            }
        }
        const std::span<std::uint8_t> context = std::span{room}.first(count);
        const std::uint32_t faults = engine_.faults().count();
        const auto r0 = engine_.run(it->container.id, context);
        if (r0) {
            say(on_, "r0 = ", static_cast<std::int64_t>(*r0), " (0x", in_hex{*r0}, ")\n");
        } else if (engine_.faults().count() == faults) {
            say_refusal(on_, r0);
        } // a fault is told of as any other
        if (count != 0) {
            say(on_, "context");
            for (const std::uint8_t each : context) {
                say(on_, " ", in_hex{each, 2});
            }
            say(on_, "\n");
        }
    }

    void tell_statistics(const words& given) {
        if (container_place* const it = find_loaded(given[1])) {
            const container_info info = *engine_.info(it->container.id);
            say(on_, "runs ", info.done.runs, ", instructions ", info.done.instructions,
                ", faults ", info.done.faults, ", budget ", info.budget, "\n");
        }
    }

    void tell_faults(const words&) { fault_teller<Config>::tell_all(on_, engine_, places_); }

    void release(const words& given) {
        if (container_place* const it = find_loaded(given[1])) {
            answer(engine_.release(it->container.id));
        }
    }

    void unload(const words& given) {
        if (container_place* const it = find_loaded(given[1])) {
            answer(engine_.unload(it->container.id));
            if (it->slot != nullptr) {
                it->slot->clear();
            }
        }
    }

    /// The place with this name; says so if there is none.
    container_place* find(text name) {
        for (container_place& each : places_) {
            if (same(name, text_of(each.name))) {
                return &each;
            }
        }
        say(on_, "error: there is no container ", name, "; list has them\n");
        return nullptr;
    }
    bool is_loaded(const container_place& it) const { return it.is_loaded(engine_); }
    std::span<container_place> places() const { return places_; }
    const engine<Config>& host() const { return engine_; }

private:
    container_place* find_loaded(text name) {
        container_place* const it = find(name);
        if (it != nullptr && !is_loaded(*it)) {
            say(on_, "error: ", it->name, " is not loaded\n");
            return nullptr;
        }
        return it;
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
    std::span<container_place> places_;
    std::span<hook_type* const> hooks_;
};

} // namespace fc::port
