// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/write_new_file.hpp>

#include <CLI/CLI.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

namespace fc::cli {

/// `femto keygen OUT`: makes a pair of keys.
class keygen_verb {
public:
    explicit keygen_verb(CLI::App& app)
        : app_{app.add_subcommand("keygen", "Make a pair of keys to sign with")} {
        app_->add_option(
                "OUT", out_,
                "The private key; the public one is beside it, OUT.pub, and as x.pub.pem of x.pem")
            ->required();
        app_->add_option("--type", type_, "ed25519 or p256 [ed25519]")
            ->check(CLI::IsMember{{"ed25519", "p256"}});
        app_->add_flag("--force", force_, "Write over keys that are there");
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams&) const {
        const auto scheme = type_ == "p256" ? keys::scheme::ecdsa_p256 : keys::scheme::ed25519;
        keys::require_scheme(scheme);
        if (out_.empty() || out_ == "-") {
            throw wrong_usage("OUT: a pair of keys is two files");
        }
        const std::string open = public_name(out_);
        // Looked at before anything is written: one half of a pair helps nobody.
        for (const std::string& each : {out_, open}) {
            std::error_code none;
            if (!force_ && std::filesystem::exists(std::filesystem::symlink_status(each, none))) {
                throw failure{failure::kind::refused,
                              each + ": is there already; --force writes over it", "unwritable"};
            }
        }
        const keys::private_key key = keys::make_key(scheme);
        write(out_, keys::pem_of(key), 0600);
        try {
            write(open, keys::pem_of(key.open), 0644);
        } catch (const failure&) {
            ::unlink(out_.c_str());
            throw;
        }
        const std::string id = hex_of(keys::id_of(key.open));
        if (json_) {
            return "{\"id\": " + json_string(id) + ", \"type\": " + json_string(type_) +
                   ", \"private\": " + json_string(out_) + ", \"public\": " + json_string(open) +
                   "}\n";
        }
        return "key " + id + " (" + type_ + "): private " + on_one_line(out_) + ", public " +
               on_one_line(open) + "\n";
    }

private:
    /// "grower.pub.pem" beside "grower.pem", otherwise with ".pub" behind it.
    static std::string public_name(const std::string& name) {
        const bool is_pem = name.ends_with(".pem");
        return is_pem ? name.substr(0, name.size() - 4) + ".pub.pem" : name + ".pub";
    }

    void write(const std::string& path, const std::string& pem, mode_t rights) const {
        write_new_file(path, {reinterpret_cast<const std::uint8_t*>(pem.data()), pem.size()},
                       rights, force_);
    }

    CLI::App* app_;
    std::string out_;
    std::string type_ = "ed25519";
    bool force_ = false;
    bool json_ = false;
};

} // namespace fc::cli
