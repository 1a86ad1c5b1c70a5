// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/pre_shared_keys.hpp>
#include <femto/cli/remote/refusal.hpp>
#include <femto/cli/remote/value.hpp>
#include <femto/cli/streams.hpp>
#include <femto/port/posix/coap/client.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace fc::cli::remote {

using posix::coap::answer;
using update::resource::method;

/// Where a device is, and who asks.
struct address {
    std::string uri{};
    std::string identity{};
    std::string key_file{};
};

/// No answer: exit status 2, since nobody refused anything.
inline failure unreachable(const std::string& uri, posix::coap::failure why) {
    return {failure::kind::usage, uri + ": " + posix::coap::sentence(why), "unreachable"};
}

/// What the device said, which begins with the name of the error where it has one.
/// @param uri  of the device
inline failure refused_by_device(const answer& of, std::string_view uri) {
    const std::string whole = of.said();
    const std::size_t sentence = of.payload.empty() ? whole.npos : whole.find(": ");
    const told_refusal said =
        read_refusal(sentence == whole.npos ? whole : whole.substr(sentence + 2));
    const bool is_too_large = of.code == update::resource::code::too_large && of.size1 != 0;
    const bool is_nobody =
        of.code == update::resource::code::unauthorized && uri.starts_with("coap:");
    failure out{failure::kind::refused, said.sentence,
                said.error == nullptr ? "refused" : said.error->name, said.at};
    if (is_too_large) {
        out.add(", at most " + std::to_string(of.size1) + " bytes");
    }
    if (is_nobody && said.error != nullptr && said.error->code == errc::not_authorised) {
        out.add("; who asks is shown at its coaps:// address, with --psk-file");
    }
    return out;
}

/// A device that is asked for something.
class connection {
public:
    /// @throws failure  usage
    connection(const address& to, streams& io, posix::coap::client_options how) : uri_{to.uri} {
        using posix::coap::failure;
        add_key(how, to, io);
        const failure error = client_.open(uri_, std::move(how));
        const auto where = posix::coap::parse_uri(uri_);
        if (where && !where->target.path.empty()) {
            throw wrong_usage("\"" + uri_ + "\" has a path, and a device is named without one");
        }
        if (error == failure::bad_uri) {
            throw wrong_usage("\"" + uri_ + "\" is no coap://HOST:PORT or coaps://HOST:PORT");
        }
        if (!to.key_file.empty() && !uri_.starts_with("coaps:")) {
            throw wrong_usage(uri_ + ": keys are for coaps://, another port of the device");
        }
        if (error == failure::no_key) {
            throw wrong_usage(uri_ + ": coaps needs --psk-file FILE");
        }
        if (error != failure::none) {
            throw unreachable(uri_, error);
        }
    }

    posix::coap::client& client() { return client_; }
    const std::string& uri() const { return uri_; }

    /// @throws failure  refused, by the device, too
    answer ask(const posix::coap::question& what, std::span<const std::uint8_t> payload = {},
               const posix::coap::progress& told = {}) {
        return checked(client_.send(what, payload, told));
    }
    /// What a resource tells.
    value read(const std::string& path) { return value_of(ask({.path = path})); }

    value value_of(const answer& from) const {
        auto out = read_value(from.payload);
        if (!out || (out->is != value::kind::map && out->is != value::kind::array)) {
            throw failure{failure::kind::refused, uri_ + ": the answer is none of a femto device",
                          "bad_answer"};
        }
        return std::move(*out);
    }
    answer checked(answer from) const {
        if (from.error != posix::coap::failure::none) {
            throw unreachable(uri_, from.error);
        }
        if (!from.ok()) {
            throw refused_by_device(from, uri_);
        }
        return from;
    }

private:
    static void add_key(posix::coap::client_options& how, const address& to, streams& io) {
        if (to.key_file.empty()) {
            return;
        }
        const pre_shared_keys keys{to.key_file, io};
        const bool is_clear = to.identity.empty() && keys.size() == 1;
        const auto* const found = is_clear ? &keys.front() : keys.find(to.identity);
        if (found == nullptr) {
            throw wrong_usage(to.key_file + (to.identity.empty()
                                                 ? ": whose key? --identity NAME"
                                                 : ": has no key of \"" + to.identity + "\""));
        }
        how.identity = found->identity;
        how.key = found->key;
    }

    std::string uri_;
    posix::coap::client client_{};
};

} // namespace fc::cli::remote
