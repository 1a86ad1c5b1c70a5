// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/secure_port.hpp>
#include <femto/cli/streams.hpp>

#if defined FEMTO_COAP && defined FEMTO_CLI_SODIUM && defined FEMTO_CLI_MBEDTLS
#define FEMTO_CLI_LISTENS
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/listening/listening_device.hpp>
#include <femto/cli/tenants/list.hpp>
#include <femto/cli/tenants/read_list.hpp>
#endif

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// What `femto device` has for a device that listens, beside what every device has.
class listen_options {
public:
    void add_to(CLI::App& app) {
        app.add_option("--listen", at_, "Serve CoAP at [ADDRESS:]PORT, 0 for any port");
        app.add_option("--state", state_, "The folder of what a device keeps that listens");
        secure_.add_to(app);
        app.add_option("--fetch-psk", own_,
                       "Its own key, for what it fetches by coaps: one such line");
        app.add_option("--fetch-from", sources_,
                       "Fetch only what begins so: coap://HOST/, coaps://HOST:PORT/PATH/");
        app.add_option("--roots", roots_, "Public keys in PEM whose lists of tenants it takes");
        app.add_option("--tenants", tenants_, "The list of tenants it begins with");
        app.add_option("--name", name_, "What it calls itself [desk]");
        app.add_option("--period", period_, "From one event to the next [1000 ms]");
        app.add_flag("--compat", compat_, "Answer micro-bpf's and Femto-Containers' tools, too");
        app.add_flag("--relaxed", relaxed_, "Let the system choose when to write to disk");
    }

    bool is_wanted() const { return at_.has_value(); }
    /// @throws failure  usage: options that only say how to listen
    void refuse_alone() const {
        const bool has_any = state_ || secure_.has_any() || own_ || !sources_.empty() ||
                             !roots_.empty() || tenants_ || name_ || period_ || compat_ || relaxed_;
        if (has_any) {
            throw wrong_usage(
                "--state, --secure-port, --psk, --fetch-psk, --fetch-from, --roots, --tenants, "
                "--name, --period, --compat and --relaxed are for a device that listens: --listen "
                "[ADDRESS:]PORT");
        }
    }

    /// @param seconds  after which it ends; 0 for when it is told to
    void run([[maybe_unused]] std::uint32_t seconds, [[maybe_unused]] bool json,
             [[maybe_unused]] streams& io) const {
#ifdef FEMTO_CLI_LISTENS
        listening::options how = read(io);
        how.json = json;
        if (seconds != 0) {
            how.life = std::chrono::seconds{seconds};
        }
        listening::listening_device{std::move(how), io}.run();
#else
        throw wrong_usage(
            "--listen: this femto was built without libcoap 3, libsodium or Mbed TLS");
#endif
    }

private:
#ifdef FEMTO_CLI_LISTENS
    listening::options read(streams& io) const {
        listening::options out;
        if (!state_) {
            throw wrong_usage("--listen needs --state DIR, where the device keeps what it has");
        }
        out.state = *state_;
        out.name = name_.value_or(out.name);
        const std::size_t colon = at_->rfind(':');
        if (colon != at_->npos) {
            out.address = at_->substr(0, colon);
            if (out.address.starts_with('[') && out.address.ends_with(']')) {
                out.address = out.address.substr(1, out.address.size() - 2);
            }
        }
        out.port = parse_port("--listen", colon == at_->npos ? *at_ : at_->substr(colon + 1));
        secure_port secure = secure_.read(io);
        out.secure_port = secure.number;
        out.keys = std::move(secure.keys);
        if (period_) {
            out.period_ms = period(*period_);
        }
        out.is_compatible = compat_;
        out.is_durable = !relaxed_;
        if (own_) {
            const pre_shared_keys own{*own_, io};
            if (own.size() != 1) {
                throw wrong_usage("--fetch-psk: " + *own_ + " has not one key but " +
                                  std::to_string(own.size()));
            }
            out.own = own.front();
        }
        for (const std::string& each : sources_) {
            out.sources.push_back(source(each));
        }
        read_roots(out, io);
        out.tenants = read_tenants(io);
        return out;
    }

    static std::uint32_t period(const std::string& text) {
        constexpr std::uint32_t longest_ms = 3'600'000;
        const auto value = parse_number<std::uint32_t>(text);
        if (!value || *value == 0 || *value > longest_ms) {
            throw wrong_usage("--period: \"" + text + "\" is no number from 1 to 3600000");
        }
        return *value;
    }

    /// With the '/' behind it, no longer name of a host begins with this one, and no longer port.
    static std::string source(const std::string& text) {
        if (!posix::coap::parse_uri(text) || !text.ends_with('/')) {
            throw wrong_usage("--fetch-from: \"" + text +
                              "\" is no coap:// or coaps:// address that ends in '/'");
        }
        return text;
    }

    void read_roots(listening::options& out, streams& io) const {
        for (const std::string& each : roots_) {
            out.roots.push_back(keys::read_public_key(each, io));
            out.root_ids.push_back(keys::id_of(out.roots.back()));
        }
        for (std::size_t i = 0; i < out.roots.size(); ++i) {
            out.root_keys.push_back({out.root_ids[i], out.roots[i].scheme, out.roots[i].bytes});
        }
    }

    /// A list as `femto tenants` makes it, or the description it is made of.
    std::vector<std::uint8_t> read_tenants(streams& io) const {
        if (!tenants_) {
            return {};
        }
        auto bytes = tenants_->ends_with(".toml")
                         ? tenants::encoded(tenants::read_list(*tenants_, io))
                         : read_file(*tenants_, io, listening::config::key_set_bytes);
        static_cast<void>(tenants::opened(bytes, *tenants_));
        if (bytes.size() > listening::config::key_set_bytes) {
            throw failure{failure::kind::refused,
                          *tenants_ + ": a list of " + std::to_string(bytes.size()) +
                              " bytes, and the device takes " +
                              std::to_string(listening::config::key_set_bytes),
                          "too_large"};
        }
        return bytes;
    }
#endif

    std::optional<std::string> at_;
    std::optional<std::string> state_;
    secure_port_options secure_;
    std::optional<std::string> own_;
    std::vector<std::string> sources_;
    std::vector<std::string> roots_;
    std::optional<std::string> tenants_;
    std::optional<std::string> name_;
    std::optional<std::string> period_;
    bool compat_ = false;
    bool relaxed_ = false;
};

} // namespace fc::cli

#undef FEMTO_CLI_LISTENS
