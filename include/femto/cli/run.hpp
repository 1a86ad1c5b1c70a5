// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/execute.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/report.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/write_file.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto run FILE`: verifies a program, runs it and prints r0.
class run_verb {
public:
    explicit run_verb(CLI::App& app)
        : app_{app.add_subcommand("run", "Run a program and print what it returns")} {
        add_program_options(*app_, file_, entry_);
        auto* ctx = app_->add_option("--ctx", ctx_hex_, "Context: bytes in hexadecimal");
        app_->add_option("--ctx-file", ctx_file_, "Context: the bytes of a file")->excludes(ctx);
        app_->add_option("--ctx-out", ctx_out_,
                         "Where to write the context after a run that ended");
        app_->add_option("--budget", budget_, "Instruction slots it may execute [1000000]");
        add_helpers_option(*app_, options_.helpers,
                           "Helpers of the firmware, such as 0x10-0x12,0x20=7; any");
        auto* config = add_config_option(*app_, options_.config);
        add_executor_options(*app_, options_, config);
        app_->add_option("--stack", stack_, "Bytes of stack it has [512]");
        app_->add_flag("--stats", stats_, "Say on stderr what the run took");
        app_->add_flag("--trace", trace_, "Write each instruction it executes to stderr");
        app_->add_flag("--report", report_,
                       "Say what there is to know of a fault: source line, registers, memory");
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) {
        if (budget_) {
            options_.budget = parse_budget(*budget_);
        }
        if (stack_) {
            options_.stack_bytes = parse_stack_to_run_on(*stack_);
        }
        if (ctx_out_ && !ctx_hex_ && !ctx_file_) {
            throw wrong_usage("--ctx-out needs --ctx or --ctx-file");
        }
        if (ctx_out_ == "-") {
            throw wrong_usage("--ctx-out: standard output is for r0");
        }
        options_.trace = trace_ ? &io.err : nullptr;
        std::vector<std::uint8_t> ctx = context(io);
        const loaded_program program = load_program(file_, io, entry_);
        const run_outcome outcome = explained(program, report_, report_ || json_,
                                              [&] { return run_program(program, ctx, options_); });
        if (ctx_out_) {
            write_file(*ctx_out_, ctx);
        }
        if (stats_) {
            write_stats(outcome, io.err);
        }
        return json_ ? "{\"r0\": " + json_string(to_hex(outcome.r0)) +
                           ", \"instructions\": " + std::to_string(outcome.instructions) + "}\n"
                     : to_hex(outcome.r0) + "\n";
    }

private:
    std::vector<std::uint8_t> context(streams& io) const {
        if (ctx_hex_) {
            return from_hex(*ctx_hex_, "--ctx", failure::kind::usage);
        }
        if (!ctx_file_) {
            return {};
        }
        if (*ctx_file_ == "-" && file_ == "-") {
            throw wrong_usage("FILE and --ctx-file cannot both be standard input");
        }
        return read_file(*ctx_file_, io);
    }

    static void write_stats(const run_outcome& outcome, std::ostream& to) {
        to << "instructions " << outcome.instructions << '\n'
           << "text_slots " << outcome.facts.slots << '\n'
           << "rodata_bytes " << outcome.facts.rodata_bytes << '\n'
           << "data_bytes " << outcome.facts.data_bytes << '\n'
           << "frame_bytes " << outcome.facts.frame_bytes << '\n'
           << "longest_straight_run " << outcome.facts.longest_straight_run << '\n';
    }

    CLI::App* app_;
    std::string file_;
    std::optional<std::string> ctx_hex_;
    std::optional<std::string> ctx_file_;
    std::optional<std::string> ctx_out_;
    std::optional<std::string> budget_;
    std::optional<std::string> stack_;
    entry_point entry_;
    run_options options_;
    bool stats_ = false;
    bool trace_ = false;
    bool report_ = false;
    bool json_ = false;
};

} // namespace fc::cli
