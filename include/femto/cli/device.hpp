// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/compile.hpp>
#include <femto/cli/device/course.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/json.hpp>
#include <femto/cli/device/start.hpp>
#include <femto/cli/device/table.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/listen.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto device FILE...`: starts a device on the desk, with the containers that the files describe,
/// lets events happen and shows what becomes of it. `femto device --listen PORT`: starts one that
/// containers come to over CoAP.
class device_verb {
public:
    explicit device_verb(CLI::App& app)
        : app_{
              app.add_subcommand("device", "Run a device with containers, and show what they do")} {
        app_->add_option("FILE", files_, "Descriptions in TOML, objects, images or sources");
        app_->add_option("--events", events_, "Rounds of events, one per hook each [10]");
        app_->add_option("--hook", hooks_, "Only this hook has events; may be given again");
        auto* every = app_->add_option("--every", every_, "Print a table each so many rounds");
        auto* live = app_->add_flag("--live", live_, "Rounds take the time they have");
        app_->add_option("--for", seconds_, "As --live, for so many seconds");
        app_->add_flag("--report", report_, "Say all there is to know of a fault");
        app_->add_option("--clang", how_.clang, "The compiler of sources [clang]");
        app_->add_flag("--json", json_, "Print one JSON object")->excludes(every)->excludes(live);
        listen_.add_to(*app_);
    }

    bool chosen() const { return app_->parsed(); }
    /// Of a device that did run: 1 if a container of it failed.
    int exit_status() const { return has_seen_faults_ ? 1 : 0; }

    std::string run(streams& io) {
        if (listen_.is_wanted()) {
            if (!files_.empty()) {
                throw wrong_usage("--listen: what such a device runs comes to it by `femto push`, "
                                  "and it needs no FILE");
            }
            if (!hooks_.empty() || events_ || every_ || live_ || report_) {
                throw wrong_usage("--events, --hook, --every, --live and --report are for a device "
                                  "that is given FILE, and not for one that listens");
            }
            listen_.run(seconds(), json_, io);
            return {};
        }
        listen_.refuse_alone();
        if (files_.empty()) {
            throw CLI::RequiredError("FILE");
        }
        device::course_options options = course_options(io);
        const auto on = device::start(files_, how_, io);
        if (const std::uint64_t seconds = this->seconds(); seconds != 0) {
            options.rounds = static_cast<std::uint32_t>(
                std::clamp<std::uint64_t>(seconds * 1'000'000 / on->hooks().period_us(), 1,
                                          events_ ? options.rounds : rounds_max));
        }
        device::course course{*on, options, io};
        const device::snapshot end = course.run();
        has_seen_faults_ = course.has_seen_faults();
        return json_ ? device::json_of(end) : device::table_of(end);
    }

private:
    static constexpr std::uint32_t rounds_max = 1'000'000;
    static constexpr std::uint32_t seconds_max = 86'400;

    static std::uint32_t number(const std::string& option, const std::string& text,
                                std::uint32_t most) {
        const auto value = parse_number<std::uint32_t>(text);
        if (!value || *value == 0 || *value > most) {
            throw wrong_usage(option + ": \"" + text + "\" is no number from 1 to " +
                              std::to_string(most));
        }
        return *value;
    }

    /// 0 for no end.
    std::uint32_t seconds() const { return seconds_ ? number("--for", *seconds_, seconds_max) : 0; }

    device::course_options course_options(const streams& io) const {
        device::course_options out{.report = report_};
        const bool has_terminal = &io.out == &std::cout && isatty(STDOUT_FILENO) != 0;
        const bool is_watched = has_terminal && !json_ && !events_ && !every_;
        out.in_real_time = live_ || seconds_ || is_watched;
        out.on_screen = has_terminal && out.in_real_time && !every_ && !json_;
        out.every = out.on_screen || live_ ? 1 : 0;
        if (is_watched) {
            out.rounds = std::numeric_limits<std::uint32_t>::max(); // until ctrl-C
        }
        if (events_) {
            out.rounds = number("--events", *events_, rounds_max);
        }
        if (every_) {
            out.every = number("--every", *every_, rounds_max);
        }
        static_cast<void>(seconds());
        if (!hooks_.empty()) {
            out.hooks = {};
        }
        for (const std::string& each : hooks_) {
            const auto hook = device::hook_named(each);
            if (!hook) {
                throw wrong_usage("--hook: " + device::no_such_hook(each));
            }
            out.hooks.allow(*hook);
        }
        return out;
    }

    CLI::App* app_;
    std::vector<std::string> files_;
    std::vector<std::string> hooks_;
    std::optional<std::string> events_;
    std::optional<std::string> every_;
    std::optional<std::string> seconds_;
    compilation how_;
    listen_options listen_;
    bool live_ = false;
    bool report_ = false;
    bool json_ = false;
    bool has_seen_faults_ = false;
};

} // namespace fc::cli
