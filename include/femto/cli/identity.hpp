// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/cpp_array.hpp>
#include <femto/cli/cpp_name.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/list.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/write_file.hpp>
#include <femto/engine/uuid.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto identity -o OUT.hpp`: makes a C++ header of who a device is and whom it believes, for firmware
/// that has it compiled in.
class identity_verb {
public:
    explicit identity_verb(CLI::App& app)
        : app_{app.add_subcommand("identity",
                                  "Make a C++ header of who a device is and whom it believes")} {
        app_->add_option("--vendor", words_[0].text, "UUID of who makes the devices")->required();
        app_->add_option("--class", words_[1].text, "UUID of the class of devices")->required();
        app_->add_option("--device", words_[2].text,
                         "UUID of this one device [the firmware says it when it runs]");
        app_->add_option("--roots", roots_,
                         "Public keys in PEM whose lists of tenants it takes: they cannot be "
                         "replaced but by another firmware")
            ->required();
        app_->add_option("--tenants", tenants_,
                         "List of tenants to begin with, as femto tenants makes it [none]");
        app_->add_option("--name", name_, "What C++ shall call it [the name of OUT]");
        app_->add_option("-o,--output", output_, "Where to [standard output]");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        keys::require_cryptography();
        const std::string name = cpp_name(name_, output_ == "-" ? "" : output_);
        const std::string header = header_of(name, io);
        return write_output(output_, std::vector<std::uint8_t>{header.begin(), header.end()});
    }

private:
    struct word {
        const char* option;
        const char* member;
        std::string text{};
    };

    std::string header_of(const std::string& name, streams& io) const {
        const std::string parts = name + "_parts";
        std::string members;
        for (const word& each : words_) {
            if (!each.text.empty()) {
                members +=
                    "    ." + std::string{each.member} + " = {{" + uuid_bytes(each) + "}},\n";
            }
        }
        std::string arrays;
        std::string list = "inline constexpr fc::update::suit::key roots[] = {\n";
        std::vector<keys::public_key> known;
        for (std::size_t i = 0; i < roots_.size(); ++i) {
            const keys::public_key key = keys::read_public_key(roots_[i], io);
            if (std::ranges::find(known, key) != known.end()) {
                throw failure{failure::kind::refused,
                              on_one_line(roots_[i]) + ": this key comes a second time", "bad_key"};
            }
            known.push_back(key);
            const std::string root = "root_" + std::to_string(i);
            arrays += cpp_array_of(root + "_id", keys::id_of(key)) + cpp_array_of(root, key.bytes);
            list += "    {" + root + "_id, fc::platform::signature_scheme::" +
                    (key.scheme == keys::scheme::ed25519 ? "ed25519" : "ecdsa_p256") + ", " + root +
                    "},\n";
        }
        members += "    .roots = " + parts + "::roots,\n";
        if (tenants_) {
            arrays += cpp_array_of("first_key_set", list_of_tenants(io));
            members += "    .first_key_set = " + parts + "::first_key_set,\n";
        }
        return "// Made by `femto identity`; not to be edited.\n#pragma once\n\n"
               "#include <femto/update/identity.hpp>\n\n#include <cstdint>\n\nnamespace " +
               parts + " {\n" + arrays + list + "};\n} // namespace " + parts +
               "\n\n/// For fc::updates.\ninline constexpr fc::update::identity " + name + "{\n" +
               members + "};\n";
    }

    static std::string uuid_bytes(const word& of) {
        const auto read = parse_uuid(of.text);
        if (!read) {
            throw wrong_usage(std::string{of.option} + ": \"" + of.text + "\" is not a UUID");
        }
        std::string out = cpp_bytes(read->bytes);
        out.resize(out.size() - 2); // the last comma
        return out;
    }

    std::vector<std::uint8_t> list_of_tenants(streams& io) const {
        auto bytes = read_file(*tenants_, io);
        static_cast<void>(tenants::opened(bytes, *tenants_));
        return bytes;
    }

    CLI::App* app_;
    std::array<word, 3> words_{{
        {"--vendor", "vendor"},
        {"--class", "device_class"},
        {"--device", "device"},
    }};
    std::vector<std::string> roots_;
    std::optional<std::string> tenants_;
    std::optional<std::string> name_;
    std::string output_ = "-";
};

} // namespace fc::cli
