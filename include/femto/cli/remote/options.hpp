// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/streams.hpp>
#include <femto/port/posix/coap/client_options.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <utility>

namespace fc::cli::remote {

/// What every verb has that asks a device: which one, who asks, and for whom the answer is.
class options {
public:
    /// The device comes last of what has no name, or is named by `--device`.
    void add_to(CLI::App& app) {
        auto* at = app.add_option("DEVICE", uri_, "coap://HOST:PORT or coaps://HOST:PORT");
        app.add_option("--device", named_, "The same")->excludes(at);
        app.add_option("--identity", identity_, "Who asks, for coaps [the only one of the file]");
        app.add_option("--psk-file", keys_, "Keys of DTLS: a file of lines IDENTITY:HEX");
        app.add_flag("--json", json, "Print one JSON object, also for an error");
    }

    connection connect(streams& io, posix::coap::client_options how = {}) const {
        const std::string& uri = named_.empty() ? uri_ : named_;
        if (uri.empty()) {
            throw wrong_usage("which device? DEVICE is coap://HOST:PORT or coaps://HOST:PORT");
        }
        return connection{{uri, identity_, keys_}, io, std::move(how)};
    }

    bool json = false;

private:
    std::string uri_;
    std::string named_;
    std::string identity_;
    std::string keys_;
};

} // namespace fc::cli::remote
