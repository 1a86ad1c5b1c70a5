// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/fault_watch.hpp>
#include <femto/cli/device/interruption.hpp>
#include <femto/cli/device/messages.hpp>
#include <femto/cli/device/simulated_device.hpp>
#include <femto/cli/device/snapshot.hpp>
#include <femto/cli/device/table.hpp>
#include <femto/cli/streams.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>

namespace fc::cli::device {

/// How long a device runs, and what is shown meanwhile.
struct course_options {
    std::uint32_t rounds = 10;        // at most
    hook_set hooks = hook_set::all(); // that have events
    std::uint32_t every = 0; // rounds from one table to the next; 0 for none before the end
    bool in_real_time = false;
    bool on_screen = false; // each table takes the place of the one before
    bool report = false;    // tell all that is known of a fault
};

/// A device from its first event to its last.
class course {
public:
    course(simulated_device& on, const course_options& how, streams& io)
        : on_{on}, how_{how}, io_{io}, messages_{io.err}, watch_{on} {
        if (how.on_screen) {
            messages_.keep();
        }
        on_.board().on_line([this](const std::string& line) { messages_.add("console: " + line); });
    }
    ~course() { on_.board().on_line({}); }
    course(const course&) = delete;
    course& operator=(const course&) = delete;

    /// @return  the state at the end
    snapshot run() {
        const interruption interrupted;
        const auto start = std::chrono::steady_clock::now();
        const std::chrono::microseconds period{on_.hooks().period_us()};
        while (rounds_ < how_.rounds && !interrupted.happened() && io_.out) {
            if (how_.in_real_time) {
                interrupted.wait_until(start + period * (rounds_ + 1));
            }
            run_round();
            if (how_.every != 0 && rounds_ % how_.every == 0 && rounds_ != how_.rounds) {
                show();
            }
        }
        on_.board().flush_text();
        if (how_.on_screen) {
            io_.out << clear << std::flush;
        }
        messages_.release();
        return snapshot_of(on_, watch_, rounds_);
    }

    bool has_seen_faults() const { return watch_.count() != 0; }

private:
    static constexpr const char* clear = "\x1b[H\x1b[2J";

    void run_round() {
        launchpads& hooks = on_.hooks();
        on_.board().sleep_us(hooks.period_us());
        hooks.begin_round(rounds_);
        for (std::uint8_t number = 0; number < hook_count; ++number) {
            if (how_.hooks.contains(number)) {
                const auto context = hooks.context_of(number, rounds_);
                hooks.fire(number, rounds_);
                look({.stack_bytes = config::stack_bytes,
                      .context_bytes = context.bytes,
                      .context_is_writable = context.is_writable});
            }
        }
        on_.engine().poll(hooks.slice_slots());
        look({.stack_bytes = config::task_stack_bytes, .context_bytes = 0});
        ++rounds_;
    }

    void look(const reported_memory& had) {
        watch_.look(had, [this](const explained_fault& fault) {
            messages_.add("fault: " + fault.told.message() + " (" + fault.container + ", " +
                          (fault.hook.empty() ? "in slices" : fault.hook) + ")");
            for (const std::string& detail : fault.told.details()) {
                if (how_.report) {
                    messages_.add("  " + detail);
                }
            }
        });
    }

    void show() {
        const std::string table = table_of(snapshot_of(on_, watch_, rounds_));
        if (how_.on_screen) {
            io_.out << clear << table << '\n' << messages_.newest() << std::flush;
        } else {
            io_.out << table << '\n' << std::flush;
        }
    }

    simulated_device& on_;
    course_options how_;
    streams& io_;
    messages messages_;
    fault_watch watch_;
    std::uint32_t rounds_ = 0;
};

} // namespace fc::cli::device
