// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/engine.hpp>
#include <femto/port/console/command_table.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/receiver.hpp>
#include <femto/port/console/reports.hpp>
#include <femto/port/console/shelf.hpp>
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
        : engine_{host}, on_{on}, shelf_{host, on, places}, hooks_{hooks} {}

    void list(const words&) {
        for (const container_place& each : shelf_.places()) {
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
                answer(engine_.attach(it->container, *each));
                return;
            }
        }
        say(on_, "error: there is no hook ", given[2], "; hooks lists them\n");
    }

    void stop(const words& given) {
        if (container_place* const it = shelf_.find_loaded(given[1])) {
            const auto state = engine_.info(it->container.id)->state;
            answer(state == container_state::started ? engine_.stop(it->container.id)
                                                     : engine_.detach(it->container.id));
        }
    }

    void run(const words& given) {
        container_place* const it = shelf_.find_loaded(given[1]);
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

    /// Loads all that is there when a device begins.
    void load_all() { shelf_.load_all(); }

    bool has_new_faults() const { return faults_.has_news(engine_); }
    void tell_new_faults() { faults_.tell(on_, engine_, shelf_.places()); }

private:
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

/// The words for them.
template <class Config>
inline constexpr command_row<container_commands<Config>> container_command_table[] = {
    {"list", "", "the containers", 0, 0, &container_commands<Config>::list},
    {"hooks", "", "where they can be attached", 0, 0, &container_commands<Config>::list_hooks},
    {"load", "NAME", "loads it; a slot takes lines of hex then, and a dot", 1, 1,
     &container_commands<Config>::load},
    {"start", "NAME [HOOK]", "attaches it; without a hook it runs in slices", 1, 2,
     &container_commands<Config>::start},
    {"stop", "NAME", "ends that", 1, 1, &container_commands<Config>::stop},
    {"run", "NAME [HEX...]", "runs it once, over these bytes", 1, words::most - 1,
     &container_commands<Config>::run},
    {"stats", "NAME", "what it did", 1, 1, &container_commands<Config>::tell_statistics},
    {"faults", "", "the last ones, for femto explain", 0, 0,
     &container_commands<Config>::tell_faults},
    {"release", "NAME", "out of quarantine", 1, 1, &container_commands<Config>::release},
    {"unload", "NAME", "removes it", 1, 1, &container_commands<Config>::unload},
};

} // namespace fc::port
