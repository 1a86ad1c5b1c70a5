// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/execute.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <string>

namespace fc::cli {

/// `femto verify FILE`: says why a program would be refused, or what is known about it.
class verify_verb {
public:
    explicit verify_verb(CLI::App& app)
        : app_{app.add_subcommand("verify", "Check a program without running it")} {
        app_->add_option("FILE", file_, "ELF object or bare text; - is standard input")->required();
        add_entry_options(*app_, entry_);
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }
    bool json() const { return json_; }

    std::string run(streams& io) const {
        using chosen = config<dispatch::switched, memory::segmented<4>, false>;
        const loaded_program program = load_program(file_, io, entry_);
        const program_facts facts = facts_of(verified_program<chosen>(program, {}));
        if (json_) {
            return "{\"slots\": " + std::to_string(facts.slots) +
                   ", \"entry\": " + std::to_string(facts.entry) +
                   ", \"rodata_bytes\": " + std::to_string(facts.rodata_bytes) +
                   ", \"data_bytes\": " + std::to_string(facts.data_bytes) +
                   ", \"frame_bytes\": " + std::to_string(facts.frame_bytes) +
                   ", \"longest_straight_run\": " + std::to_string(facts.longest_straight_run) +
                   "}\n";
        }
        return "verified: " + std::to_string(facts.slots) + " slots of text, starts at slot " +
               std::to_string(facts.entry) + ", " + std::to_string(facts.rodata_bytes) +
               " bytes of rodata, " + std::to_string(facts.data_bytes) + " bytes of data\n";
    }

private:
    CLI::App* app_;
    std::string file_;
    entry_point entry_;
    bool json_ = false;
};

} // namespace fc::cli
