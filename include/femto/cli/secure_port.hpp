// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/pre_shared_keys.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace fc::cli {

/// A port of UDP; 0 is any that is free.
/// @param option  whose text it is
/// @throws failure  usage
inline std::uint16_t parse_port(const char* option, const std::string& text) {
    const auto port = parse_number<std::uint16_t>(text);
    if (!port) {
        throw wrong_usage(std::string{option} + ": \"" + text +
                          "\" is no number from 0 to 65535, so it is no port");
    }
    return *port;
}

/// Where a server is reached over DTLS, too, and by whom.
struct secure_port {
    std::optional<std::uint16_t> number{};
    pre_shared_keys keys{};
};

/// The options that say it, of every verb that serves.
class secure_port_options {
public:
    void add_to(CLI::App& verb) {
        verb.add_option("--secure-port", port_,
                        "Serve CoAP over DTLS, too, at this port; 0 for any that is free");
        verb.add_option("--psk", keys_, "Keys of DTLS: a file of lines IDENTITY:HEX");
    }

    bool has_any() const { return port_ || keys_; }

    /// @throws failure  usage: one without the other; those of `pre_shared_keys`
    secure_port read(streams& io) const {
        secure_port out;
        if (port_) {
            out.number = parse_port("--secure-port", *port_);
        }
        if (keys_) {
            out.keys = pre_shared_keys{*keys_, io};
        }
        if (port_ && !keys_) {
            throw wrong_usage("--secure-port needs --psk FILE with the keys of who is let in");
        }
        if (port_ && out.keys.empty()) {
            throw wrong_usage("--psk: " + *keys_ + " has no key, so nobody would be let in");
        }
        if (keys_ && !port_) {
            throw wrong_usage("--psk needs --secure-port PORT: keys are for DTLS");
        }
        return out;
    }

private:
    std::optional<std::string> port_;
    std::optional<std::string> keys_;
};

} // namespace fc::cli
