// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/compile.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/write_file.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace fc::cli {

/// `femto build FILE.c`: compiles a container.
class build_verb {
public:
    explicit build_verb(CLI::App& app)
        : app_{app.add_subcommand("build", "Compile C or C++ to an object, by clang")} {
        app_->add_option("FILE", file_, "C or C++ source")->required();
        app_->add_option("-o,--output", output_, "Where to")->required();
        app_->add_option("--cpu", how_.cpu, "Level of the instruction set: v1 to v4 [v3]")
            ->check(CLI::IsMember{std::vector<std::string>{"v1", "v2", "v3", "v4"}});
        app_->add_option("--clang", how_.clang, "The compiler [clang]");
        app_->add_option("ARGUMENTS", how_.more, "Behind --: what else clang is to be given");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const { return write_output(output_, compiled(file_, how_, io)); }

private:
    CLI::App* app_;
    std::string file_;
    std::string output_;
    compilation how_;
};

} // namespace fc::cli
