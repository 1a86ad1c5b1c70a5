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
            if (!may_ask(uri) || !bring(number, uri)) {
                to_.give_up(number, errc::fetch_failed);
            }
        }
    }

private:
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

    /// @return  false if it cannot be had; true too when nobody wants it any more
    bool bring(std::uint32_t number, const std::string& uri) {
        posix::coap::resumption at{};
        for (int attempt = 0; attempt < attempts_max; ++attempt) {
            const failure why = fetch(number, uri, at);
            if (why == failure::none || !is_wanted(number)) {
                return true;
            }
            if (!may_pass(why)) {
                return false;
            }
            const auto end = std::chrono::steady_clock::now() + pause * (attempt + 1);
            while (std::chrono::steady_clock::now() < end && is_wanted(number)) {
                wait();
            }
        }
        return false;
    }

    void wait() const {
        pollfd one{around_.descriptor, POLLIN, 0};
        ::poll(&one, 1, 50);
        around_.work();
    }

    /// @param at  how much of what there is already: that is not asked for again, and only more of the
    ///            same (`mixed`), for no bytes of two files are put together
    failure fetch(std::uint32_t number, const std::string& uri, posix::coap::resumption& at) {
        posix::coap::client client;
        posix::coap::client_options how;
        how.numbers_only = true; // the whole device would wait for who knows the name
        how.exchange = std::chrono::seconds{15};
        how.identity = around_.own.identity;
        how.key = around_.own.key;
        how.other_descriptor = around_.descriptor;
        how.meanwhile = around_.work;
        if (const failure error = client.open(uri, std::move(how)); error != failure::none) {
            return error;
        }
        const std::size_t host = uri.find("://") + 3; // there is one: it was opened
        const std::size_t path = uri.find('/', host);
        bool is_refused = false;
        const auto got = client.pull(
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
            return failure::none;
        }
        at.etag = got.etag;
        if (got.ok() && is_wanted(number)) {
            static_cast<void>(to_.brought(number));
            return failure::none;
        }
        return got.error != failure::none ? got.error : failure::bad_answer;
    }

    Management& to_;
    surroundings around_;
};

} // namespace fc::cli::listening
