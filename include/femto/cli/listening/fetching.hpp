// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/pre_shared_keys.hpp>
#include <femto/port/posix/coap/client.hpp>
#include <femto/update/resource/errand.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::listening {

/// Gets for a device what it was told to get from elsewhere, while it goes on answering. Of one thread:
/// whatever else there is to do is done between the messages.
template <class Management>
class fetching {
public:
    struct surroundings {
        int descriptor = -1;          // readable when `work` has something to do
        std::function<void()> work{}; // what the device does besides, without waiting
        std::function<bool()> goes_on{};
        pre_shared_key own{};               // who the device is, for coaps
        std::vector<std::string> sources{}; // what is fetched begins with one, if there are any
    };

    fetching(Management& to, surroundings around) : to_{to}, around_{std::move(around)} {}

    /// Runs every errand that there is, to its good or bad end.
    void run() {
        for (auto errand = to_.errand(); errand && around_.goes_on(); errand = to_.errand()) {
            const std::uint32_t number = errand.number;
            const std::string uri{errand.uri.begin(), errand.uri.end()};
            const code why = may_ask(uri) ? bring(number, uri) : code::proxying_not_supported;
            if (why != code::content) {
                to_.give_up(number, errc::fetch_failed, why);
            }
        }
    }

private:
    using code = update::resource::code;
    using failure = posix::coap::failure;

    static constexpr int attempts_max = 5;
    static constexpr std::chrono::milliseconds pause{500};

    /// Whoever may have a device pull, or signs for it, picks whom it talks to as itself.
    bool may_ask(const std::string& uri) const {
        const auto to = posix::coap::parse_uri(uri);
        const auto climbs = [](const std::string& segment) {
            return segment == "." || segment == "..";
        };
        return around_.sources.empty() ||
               (to && std::ranges::none_of(to->target.path, climbs) &&
                std::ranges::any_of(around_.sources, [&](const std::string& each) {
                    return uri.starts_with(each);
                }));
    }

    bool is_wanted(std::uint32_t number) const {
        const auto now = to_.errand();
        return now && now.number == number && around_.goes_on();
    }

    /// What may be otherwise a moment later.
    static bool may_pass(failure it) {
        return it == failure::no_answer || it == failure::unreachable ||
               it == failure::no_handshake || it == failure::rejected;
    }

    /// What a gateway would say that had asked (RFC 7252 section 5.9.3).
    static code code_of(const posix::coap::answer& got) {
        switch (got.error) {
        case failure::none: return got.code;
        case failure::bad_uri:
        case failure::no_address:
        case failure::no_key:
        case failure::no_socket: return code::proxying_not_supported;
        default: return may_pass(got.error) ? code::gateway_timeout : code::bad_gateway;
        }
    }

    /// @return  `content`, or why it cannot be had; the former too when nobody wants it any more
    code bring(std::uint32_t number, const std::string& uri) {
        posix::coap::resumption at{};
        code why = code::gateway_timeout;
        for (int attempt = 0; attempt < attempts_max; ++attempt) {
            const posix::coap::answer got = fetch(number, uri, at);
            if (got.ok() || !is_wanted(number)) {
                return code::content;
            }
            why = code_of(got);
            if (!may_pass(got.error)) {
                return why;
            }
            const auto end = std::chrono::steady_clock::now() + pause * (attempt + 1);
            while (std::chrono::steady_clock::now() < end && is_wanted(number)) {
                wait();
            }
        }
        return why;
    }

    void wait() const {
        pollfd one{around_.descriptor, POLLIN, 0};
        ::poll(&one, 1, 50);
        around_.work();
    }

    /// @param at  how much of what there is already: that is not asked for again, and only more of the
    ///            same (`mixed`), for no bytes of two files are put together
    posix::coap::answer fetch(std::uint32_t number, const std::string& uri,
                              posix::coap::resumption& at) {
        posix::coap::client client;
        posix::coap::client_options how;
        how.numbers_only = true; // the whole device would wait for who knows the name
        how.exchange = std::chrono::seconds{15};
        how.identity = around_.own.identity;
        how.key = around_.own.key;
        how.other_descriptor = around_.descriptor;
        how.meanwhile = around_.work;
        if (const failure error = client.open(uri, std::move(how)); error != failure::none) {
            return {.error = error};
        }
        const std::size_t host = uri.find("://") + 3; // there is one: it was opened
        const std::size_t path = uri.find('/', host);
        bool is_refused = false;
        auto got = client.pull(
            {.path = path == uri.npos ? std::string{} : uri.substr(path)},
            [&](std::uint64_t offset, std::span<const std::uint8_t> block) {
                if (!is_wanted(number)) {
                    return false;
                }
                is_refused = !to_.bring(number, block);
                at.from = offset + block.size();
                return !is_refused;
            },
            at);
        if (is_refused) { // which the management knows already
            return {.code = code::content};
        }
        at.etag = got.etag;
        if (got.ok() && is_wanted(number)) {
            static_cast<void>(to_.brought(number));
        }
        return got;
    }

    Management& to_;
    surroundings around_;
};

} // namespace fc::cli::listening
