// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/engine/engine.hpp>
#include <femto/platform/traits.hpp>
#include <femto/port/console/container_place.hpp>
#include <femto/port/console/refusals.hpp>
#include <femto/port/console/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

// What an engine knows, in sentences.

namespace fc::port {

/// The name of a hook; "-" if there is none with this number.
template <class Config>
const char* hook_name(const engine<Config>& in, std::uint8_t number) {
    const char* name = "-";
    in.each_hook([&](const hook_base<Config>& each) {
        name = each.number() == number ? each.about().name : name;
    });
    return name;
}

/// The name of a container; "-" for one that is gone, or has none.
inline const char* container_name(std::span<const container_place> known, container_id id) {
    for (const container_place& each : known) {
        if (each.container.id == id) {
            return each.name;
        }
    }
    return "-";
}

/// What a container is doing, in words that end a sentence.
template <platform::console Console, class Config>
void say_state(Console& on, const engine<Config>& in, const container_info& it) {
    switch (it.state) {
    case container_state::attaching:
    case container_state::attached: say(on, "attached to ", hook_name(in, it.hook)); break;
    case container_state::started: say(on, "runs in slices"); break;
    default: say(on, state_name(it.state)); break;
    }
}

/// The faults of an engine, of which each is told once.
template <class Config>
class fault_teller {
    using guard = platform::guard_of<typename Config::platform>;

public:
    bool has_news(const engine<Config>& in) const {
        [[maybe_unused]] const guard masked{};
        return in.faults().count() != told_;
    }
    /// Tells those that came since the last call.
    template <platform::console Console>
    void tell(Console& on, const engine<Config>& in, std::span<const container_place> known) {
        for (;;) {
            fault_report next{};
            const std::uint32_t count = next_after(told_, in, next);
            if (next.number == 0) {
                return;
            }
            if (next.number != told_ + 1) {
                say(on, "error: of ", next.number - told_ - 1, " faults there is no report\n");
            }
            say(on, "fault ", next.number, ": ", container_name(known, next.container), " at ",
                hook_name(in, next.hook), ": ", message(next.cause), " (",
                describe(next.cause).name, ", instruction ", next.slot, ")",
                is_what_put_away(next, in) ? ", in quarantine\n" : "\n");
            told_ = next.number;
            if (next.number == count) {
                return;
            }
        }
    }

    /// Tells all that are kept, for `femto explain` on the desk.
    template <platform::console Console>
    static void tell_all(Console& on, const engine<Config>& in,
                         std::span<const container_place> known) {
        fault_report next{};
        for (std::uint32_t after = 0;; after = next.number) {
            next = {};
            next_after(after, in, next);
            if (next.number == 0) {
                return;
            }
            say(on, next.number, " ", container_name(known, next.container), " at ",
                hook_name(in, next.hook), ": --slot ", next.slot, " --cause ",
                describe(next.cause).name, " --registers ");
            const char* between = "";
            for (const std::uint64_t each : next.registers) {
                say(on, between, in_hex{each});
                between = ",";
            }
            say(on, "\n");
        }
    }

private:
    /// Whether this fault was the one too many: no other of its container came after it.
    static bool is_what_put_away(const fault_report& it, const engine<Config>& in) {
        const auto info = in.info(it.container);
        if (!info || info->state != container_state::quarantined) {
            return false;
        }
        [[maybe_unused]] const guard masked{};
        for (const fault_report& each : in.faults().kept()) {
            if (each.container == it.container && each.number > it.number) {
                return false;
            }
        }
        return true;
    }
    /// The oldest report with a number above `after`, if there is one. @return  faults in all
    static std::uint32_t next_after(std::uint32_t after, const engine<Config>& in,
                                    fault_report& into) {
        [[maybe_unused]] const guard masked{}; // an interrupt may add one
        for (const fault_report& each : in.faults().kept()) {
            if (each.number > after && (into.number == 0 || each.number < into.number)) {
                into = each;
            }
        }
        return in.faults().count();
    }

    std::uint32_t told_ = 0;
};

} // namespace fc::port
