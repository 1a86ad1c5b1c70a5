// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/execute.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// `femto plugin [MEMORY] [OPTIONS]`: runs one program for bpf_conformance. The memory comes as the
/// first argument unless that is an option, the program through standard input, both as
/// hexadecimal bytes; r0 goes to standard output in hexadecimal digits alone, as other plugins do.
class plugin_verb {
public:
    explicit plugin_verb(CLI::App& app)
        : app_{app.add_subcommand("plugin", "Run one program for bpf_conformance")} {
        app_->add_option("MEMORY", memory_, "Context: bytes in hexadecimal");
        app_->add_flag("--elf", is_object_, "Standard input is an ELF object");
        add_executor_options(*app_, options_);
        // The runner hands its plugins options that only some of them know.
        app_->allow_extras();
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) {
        for (const std::string& extra : app_->remaining()) {
            if (extra.rfind("--", 0) != 0) {
                throw wrong_usage("unexpected argument " + extra);
            }
        }
        auto memory = from_hex(memory_, "MEMORY", failure::kind::usage);
        const auto input = read_all(io.in, "standard input", 3 * file_bytes_max);
        const std::string_view hex{reinterpret_cast<const char*>(input.data()), input.size()};
        const auto file = from_hex(hex, "standard input", failure::kind::refused);
        if (file.empty()) {
            throw failure{failure::kind::refused, "standard input: is empty", "empty"};
        }
        const loaded_program program{
            file, {.layout = is_object_ ? image::layout::elf : image::layout::text}};
        options_.helpers = {{.first = 5, .last = 5, .gives = desk_helper::answer::argument}};
        return to_hex(run_program(program, memory, options_).r0).substr(2) + "\n";
    }

private:
    CLI::App* app_;
    std::string memory_;
    run_options options_;
    bool is_object_ = false;
};

} // namespace fc::cli
