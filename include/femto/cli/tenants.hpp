// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/keys/cryptography.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/read_list.hpp>
#include <femto/cli/tenants/show.hpp>
#include <femto/cli/write_file.hpp>

#include <CLI/CLI.hpp>

#include <string>

namespace fc::cli {

/// `femto tenants FILE -o OUT`: makes a list of tenants of a description, for a root key to sign.
class tenants_verb {
public:
    explicit tenants_verb(CLI::App& app)
        : app_{
              app.add_subcommand("tenants", "Make a list of tenants, with their keys and rights")} {
        app_->add_option("FILE", file_, "The description, in TOML")->required();
        app_->add_option("-o,--output", out_, "The list; - is standard output")->required();
        app_->add_flag("--json", json_, "Print what is in it as one JSON object, also an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        keys::require_cryptography();
        if (json_ && out_ == "-") {
            throw wrong_usage("-o -: standard output cannot have both the list and --json");
        }
        const auto bytes = tenants::encoded(tenants::read_list(file_, io));
        const auto list = update::key_set::open(bytes);
        if (!list) { // what a device would say
            throw failure{failure::kind::refused, list.error(), file_, list.at()};
        }
        const std::string written = write_output(out_, bytes);
        if (!tenants::may_anybody_sign(*list)) {
            io.err
                << "warning: no key of the list may sign: devices that have it take no container\n";
        }
        return out_ == "-" ? written
               : json_     ? tenants::json_of(*list, bytes)
                           : tenants::text_of(*list, bytes);
    }

private:
    CLI::App* app_;
    std::string file_;
    std::string out_;
    bool json_ = false;
};

} // namespace fc::cli
