// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/fit.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/report.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/verified.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto verify FILE`: says why a program would be refused, or what is known about it.
class verify_verb {
public:
    explicit verify_verb(CLI::App& app)
        : app_{app.add_subcommand("verify", "Check a program without running it")} {
        add_program_options(*app_, file_, entry_);
        add_helpers_option(*app_, helpers_, "Helpers it may call, such as 0x10-0x12,0x20; any");
        add_config_option(*app_, config_);
        app_->add_option("--stack", stack_text_,
                         "Also check that it can do with so many bytes of stack");
        app_->add_flag("--report", report_, "Say which line of the source is refused");
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) {
        if (stack_text_) {
            stack_ = parse_stack(*stack_text_);
        }
        const loaded_program program = load_program(file_, io, entry_);
        return explained(program, report_, report_ || json_, [&] { return check(program); });
    }

private:
    std::string check(const loaded_program& program) const {
        switch (config_.value_or(config_choice::defaults)) {
        case config_choice::tiny: return check_for<on_desk<tiny>>(program);
        case config_choice::fast: return check_for<on_desk<fast>>(program);
        case config_choice::defaults: break;
        }
        return check_for<on_desk<defaults>>(program);
    }

    template <class Config>
    std::string check_for(const loaded_program& program) const {
        const std::vector<desk_helper> helpers = granted(helpers_, program);
        const contract allowed{helpers};
        const program_facts facts = facts_of(verified_program<Config>(program, allowed));
        const stack_use stack = stack_use_of<Config>(program, allowed);
        const std::size_t stack_bytes = stack_.value_or(Config::stack_bytes);
        if (stack_) {
            require_stack(stack, stack_bytes);
        }
        const std::size_t nested_calls = stack.nested_calls(stack_bytes, Config::call_depth);
        if (json_) {
            return "{\"slots\": " + std::to_string(facts.slots) +
                   ", \"entry\": " + std::to_string(facts.entry) +
                   ", \"rodata_bytes\": " + std::to_string(facts.rodata_bytes) +
                   ", \"data_bytes\": " + std::to_string(facts.data_bytes) +
                   ", \"frame_bytes\": " + std::to_string(facts.frame_bytes) +
                   ", \"longest_straight_run\": " + std::to_string(facts.longest_straight_run) +
                   ", \"nested_calls\": " + std::to_string(nested_calls) + "}\n";
        }
        return "verified: " + std::to_string(facts.slots) + " slots of text, starts at slot " +
               std::to_string(facts.entry) + ", " + std::to_string(facts.rodata_bytes) +
               " bytes of rodata, " + std::to_string(facts.data_bytes) +
               " bytes of data, frames of " + std::to_string(facts.frame_bytes) + " bytes" +
               (stack.calls ? ", " + std::to_string(nested_calls) + " nested calls fit" : "") +
               "\n";
    }

    CLI::App* app_;
    std::string file_;
    entry_point entry_;
    std::vector<desk_helper> helpers_;
    std::optional<config_choice> config_;
    std::optional<std::string> stack_text_;
    std::optional<std::size_t> stack_;
    bool report_ = false;
    bool json_ = false;
};

} // namespace fc::cli
