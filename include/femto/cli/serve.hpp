// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/secure_port.hpp>
#include <femto/cli/serve/file_server.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <cstring>
#include <ostream>
#include <span>
#include <string>

namespace fc::cli {

/// `femto serve DIR`: lets devices fetch the files of a folder, over CoAP.
class serve_verb {
public:
    explicit serve_verb(CLI::App& app)
        : app_{app.add_subcommand("serve", "Let devices fetch the files of a folder, by CoAP")} {
        app_->add_option("DIR", folder_, "The folder")->required();
        app_->add_option("--port", port_text_, "UDP port, 0 for any that is free [5683]");
        app_->add_option("--bind", address_,
                         "Address to be reached at, in numbers; 0.0.0.0 for all [127.0.0.1]");
        secure_.add_to(*app_);
        app_->add_flag("--json", json_, "Print the address as one JSON object, also an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run([[maybe_unused]] streams& io) const {
        [[maybe_unused]] const std::uint16_t port = parse_port("--port", port_text_);
#ifdef FEMTO_COAP
        shared_folder folder;
        if (const int error = folder.open(folder_); error != 0) {
            throw failure{failure::kind::refused, folder_ + ": " + std::strerror(error),
                          "unreadable"};
        }
        const secure_port encrypted = secure_.read(io);
        posix::coap::server_options at{
            .address = address_, .port = port, .secure_port = encrypted.number};
        at.key_of = [&](std::span<const std::uint8_t> identity) {
            return encrypted.keys.key_of(identity);
        };
        file_server server{folder, io};
        const auto handled = server.run(at, [&](const std::string& uri, const std::string& secure) {
            // At once: whoever starts a server waits for this line.
            io.out << (json_ ? told_as_json(uri, secure) : told(uri, secure)) << std::endl;
        });
        io.err << handled << " requests answered\n";
        return {};
#else
        throw wrong_usage("this femto has no CoAP: it was built without libcoap 3");
#endif
    }

private:
#ifdef FEMTO_COAP
    std::string told(const std::string& uri, const std::string& secure) const {
        const std::string serves = " serves " + on_one_line(folder_);
        return uri + serves + (secure.empty() ? "" : "\n" + secure + serves);
    }
    static std::string told_as_json(const std::string& uri, const std::string& secure) {
        const std::string also = secure.empty() ? "" : ", \"coaps\": " + json_string(secure);
        return "{\"uri\": " + json_string(uri) + also + "}";
    }
#endif

    CLI::App* app_;
    std::string folder_;
    std::string port_text_ = "5683";
    std::string address_ = "127.0.0.1";
    secure_port_options secure_;
    bool json_ = false;
};

} // namespace fc::cli
