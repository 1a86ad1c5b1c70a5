// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/json.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/manifest/description.hpp>
#include <femto/cli/manifest/sign.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/source.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/list.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/verified.hpp>
#include <femto/cli/write_file.hpp>
#include <femto/image/open.hpp>

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto sign IMAGE`: says for which devices and which slot an image is, and signs that.
class sign_verb {
public:
    explicit sign_verb(CLI::App& app)
        : app_{app.add_subcommand("sign", "Sign an image for devices to install")} {
        app_->add_option("IMAGE", file_, "The image; - is standard input")->required();
        app_->add_option("--description", description_, "What the manifest says, in TOML");
        app_->add_option("--key", key_, "The private key, in PEM")->required();
        app_->add_option("-o,--output", out_, "The signed manifest; - is standard output")
            ->required();
        app_->add_option("--profile", profile_,
                         "Form of the manifest: current or draft09 [current]")
            ->check(CLI::IsMember{{"current", "draft09"}});
        app_->add_flag("--tenants", is_list_, "IMAGE is a list of tenants, for a root key to sign");
        auto* unverified =
            app_->add_flag("--unverified", is_unverified_, "Sign also what femto verify refuses");
        app_->add_option_function<std::string>(
                "--helpers", [this](const std::string& list) { helpers_ = parse_helpers(list); },
                "Helpers that the devices have, as for verify [any]")
            ->excludes(unverified);
        manifest::add_options(*app_, options_);
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        keys::require_cryptography();
        if (json_ && out_ == "-") {
            throw wrong_usage("-o -: standard output cannot have both the manifest and --json");
        }
        const auto key = keys::read_private_key(key_, io);
        manifest::description says = options_;
        if (description_) {
            says = manifest::merged(says, manifest::read_description(*description_, io));
        }
        require(says);
        const bool has_sequence = says.sequence.has_value();
        says.sequence = says.sequence.value_or(seconds_since_1970());
        const auto image = read_program(file_, io);
        if (is_list_) {
            static_cast<void>(tenants::opened(image, file_));
        } else if (!is_unverified_) {
            look_at(image);
        }
        const auto what = is_list_ ? manifest::content::tenants : manifest::content::container;
        const manifest::signed_image made =
            profile_ == "current" ? manifest::sign<update::suit::current>(says, what, image, key)
                                  : manifest::sign<update::suit::draft09>(says, what, image, key);
        std::string written = write_output(out_, made.envelope);
        if (out_ == "-") {
            return written;
        }
        const std::string id = hex_of(keys::id_of(key.open));
        const std::string digest = hex_of(made.digest);
        if (json_) {
            return "{\"sequence\": " + std::to_string(*says.sequence) +
                   ", \"digest\": " + json_string(digest) +
                   ", \"image_bytes\": " + std::to_string(image.size()) +
                   ", \"envelope_bytes\": " + std::to_string(made.envelope.size()) +
                   ", \"is_integrated\": " + (made.is_integrated ? "true" : "false") +
                   ", \"key\": " + json_string(id) + "}\n";
        }
        return "signed by " + id + ": sequence " + std::to_string(*says.sequence) +
               (has_sequence ? "" : " (the seconds since 1970)") + ", image of " +
               std::to_string(image.size()) + " bytes " +
               (made.is_integrated ? std::string{"in the envelope"}
                                   : "at " + on_one_line(*says.uri)) +
               ", envelope of " + std::to_string(made.envelope.size()) + " bytes\n" + "sha256 " +
               digest + "\n";
    }

private:
    static std::uint64_t seconds_since_1970() {
        using namespace std::chrono;
        return static_cast<std::uint64_t>(
            duration_cast<seconds>(system_clock::now().time_since_epoch()).count());
    }

    void require(const manifest::description& says) const {
        const auto need = [](bool is_there, const std::string& what) {
            if (!is_there) {
                throw wrong_usage(what);
            }
        };
        const bool is_current = profile_ == "current";
        need(says.vendor.has_value(), "a manifest needs a vendor, by --description or --vendor");
        need(says.device_class.has_value(),
             "a manifest needs a class, by --description or --class");
        need(is_list_ || says.slot, "a manifest needs a slot, by --description or --slot");
        need(!is_list_ || !(says.slot || says.hook || says.position || says.budget || says.name),
             "--tenants: a list has no slot, hook, position, budget or name");
        need(is_current || says.uri,
             "--profile draft09: an image cannot be in its envelope; --uri says "
             "where it is");
        need(is_current || !(says.device || says.hook || says.position || says.budget || says.name),
             "--profile draft09: it cannot say a device, hook, position, budget or name");
        need(is_current || is_list_ || *says.slot <= 9, "--profile draft09: its slots are 0 to 9");
        need(!says.position || says.hook, "--position: a container without a hook has none");
    }

    /// What devices would refuse is better not signed: they may be far away.
    void look_at(const std::vector<std::uint8_t>& bytes) const {
        refuse_source(bytes, file_);
        if (const auto opened = image::open(bytes); !opened) { // as a device does
            throw failure{failure::kind::refused,
                          file_ + ": " + message(opened.error()) +
                              "; femto pack makes an image that devices run in place",
                          describe(opened.error()).name, opened.at()};
        }
        const loaded_program program{bytes, {}};
        if (helpers_.empty()) {
            refuse_what_all_refuse(program);
        } else {
            const auto helpers = granted(helpers_, program);
            static_cast<void>(verified_program<on_desk<defaults>>(program, contract{helpers}));
        }
    }

    CLI::App* app_;
    std::string file_;
    std::optional<std::string> description_;
    std::string key_;
    std::string out_;
    std::string profile_ = "current";
    manifest::description options_;
    std::vector<desk_helper> helpers_;
    bool is_list_ = false;
    bool is_unverified_ = false;
    bool json_ = false;
};

} // namespace fc::cli
