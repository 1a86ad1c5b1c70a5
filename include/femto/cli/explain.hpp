// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/failure_text.hpp>
#include <femto/cli/fault.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/report.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// `femto explain FILE`: says of a fault that a device reported what `run --report` says of its own.
class explain_verb {
public:
    explicit explain_verb(CLI::App& app)
        : app_{app.add_subcommand("explain", "Say what a device's fault report means")} {
        add_program_options(*app_, file_, entry_);
        app_->add_option("--slot", slot_, "The slot it names")->required();
        app_->add_option("--cause", cause_, "What went wrong: a name or its number")->required();
        app_->add_option("--registers", registers_, "r0 to r10 in hexadecimal, by commas");
        app_->add_option("--context", context_, "Bytes of context the run had");
        app_->add_flag("--read-only", read_only_, "The container could not write its context");
        app_->add_option("--stack", stack_, "Bytes of stack it had [512]");
        app_->add_flag("--json", json_, "Print one JSON object");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        reported_fault fault{.slot = number<std::uint16_t>("--slot", slot_),
                             .cause = parse_cause(cause_)};
        reported_memory memory{.context_is_writable = !read_only_};
        if (registers_) {
            fault.registers = parse_registers(*registers_);
        }
        if (context_) {
            memory.context_bytes = number<std::uint32_t>("--context", *context_);
        }
        if (stack_) {
            memory.stack_bytes = parse_stack(*stack_);
        }
        const loaded_program program = load_program(file_, io, entry_);
        const failure told = with_source(stop_of(program, fault, memory), program, true);
        return json_ ? json_of(told) : text_of(told);
    }

private:
    template <class Unsigned>
    static Unsigned number(const char* option, const std::string& text) {
        const auto value = parse_number<Unsigned>(text);
        if (!value) {
            throw wrong_usage(std::string{option} + ": \"" + text +
                              "\" is no number, or too large");
        }
        return *value;
    }

    static errc parse_cause(const std::string& text) {
        for (const error_row& each : error_table) {
            const bool is_it =
                text == each.name || text == std::to_string(static_cast<std::int32_t>(each.code));
            if (is_it && each.code != errc::ok) {
                return each.code;
            }
        }
        throw wrong_usage("--cause: \"" + text + "\" is the name or number of no error");
    }

    static std::vector<std::uint64_t> parse_registers(std::string_view list) {
        std::vector<std::uint64_t> out;
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t end = std::min(list.find(',', at), list.size());
            std::string item{list.substr(at, end - at)};
            item = item.rfind("0x", 0) == 0 ? item : "0x" + item;
            const auto value = parse_number<std::uint64_t>(item);
            if (!value || out.size() == isa::register_count) {
                break;
            }
            out.push_back(*value);
            at = end + 1;
        }
        const auto commas = static_cast<std::size_t>(std::ranges::count(list, ','));
        if (out.size() != isa::register_count || commas != isa::register_count - 1) {
            throw wrong_usage("--registers: these are not r0 to r10: eleven numbers, by commas");
        }
        return out;
    }

    CLI::App* app_;
    std::string file_;
    entry_point entry_;
    std::string slot_;
    std::string cause_;
    std::optional<std::string> registers_;
    std::optional<std::string> context_;
    std::optional<std::string> stack_;
    bool read_only_ = false;
    bool json_ = false;
};

} // namespace fc::cli
