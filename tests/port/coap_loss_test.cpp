// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_served.hpp"

#include <femto/port/posix/coap/client.hpp>

#include <support/catch.hpp>
#include <support/lossy_proxy.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace fc::test {
namespace {

using namespace std::chrono_literals;
using posix::coap::answer;
using posix::coap::client;
using posix::coap::failure;
using resource::method;
using clock = std::chrono::steady_clock;

constexpr std::size_t body_bytes = 1500;

/// How a transfer ended. Anything but the first two is a fault of femto's.
enum outcome : int { complete, gave_up, corrupt, other_error, crashed };

posix::coap::client_options patient() {
    posix::coap::client_options out;
    out.block_bytes = 256;
    out.ack_timeout = 1s;
    out.exchange = 35s; // four repetitions
    return out;
}

outcome ended(const answer& by, bool is_right) {
    if (by.ok()) {
        return is_right ? complete : corrupt;
    }
    const bool is_late = by.error == failure::no_answer || by.error == failure::no_handshake;
    return is_late ? gave_up : other_error;
}

/// What the server has is all of the body or nothing, whatever the client was told: the last answer may
/// have been lost.
outcome push_to(const std::string& uri, const served& server,
                const posix::coap::client_options& options) {
    client by;
    client direct;
    if (by.open(uri, options) != failure::none || direct.open(server.uri()) != failure::none) {
        return other_error;
    }
    const auto body = bytes_of(pattern(body_bytes));
    const answer put = by.send({.method = method::put, .path = "store"}, body);
    const answer stored = direct.send({.path = "store"});
    const bool is_whole = stored.payload == body;
    return !is_whole && !stored.payload.empty() ? corrupt : ended(put, is_whole);
}
outcome push(const trouble& on_the_way) {
    const served server;
    const lossy_proxy between{server.port, on_the_way};
    return push_to(between.uri(), server, patient());
}
outcome push_secure(const trouble& on_the_way) {
    const served server;
    const lossy_proxy between{server.secure_port, on_the_way};
    auto options = patient();
    options.identity = "alice";
    options.key = bytes_of("secret of alice");
    options.handshake = options.exchange;
    return push_to(between.secure_uri(), server, options);
}

outcome pull(const trouble& on_the_way) {
    const served server;
    const lossy_proxy between{server.port, on_the_way};
    client by;
    if (by.open(between.uri(), patient()) != failure::none) {
        return other_error;
    }
    std::string got;
    const answer last = by.pull({.path = "pattern?bytes=" + std::to_string(body_bytes)},
                                [&](std::uint64_t, std::span<const std::uint8_t> block) {
                                    got.append(block.begin(), block.end());
                                    return true;
                                });
    const bool is_right = pattern(body_bytes).compare(0, got.size(), got) == 0;
    return is_right ? ended(last, got.size() == body_bytes) : corrupt;
}

/// Executions are counted where they happen: each request that was answered has run once, others once
/// or not at all.
outcome count(const trouble& on_the_way) {
    const served server;
    const lossy_proxy between{server.port, on_the_way};
    client by;
    client direct;
    if (by.open(between.uri(), patient()) != failure::none ||
        direct.open(server.uri()) != failure::none) {
        return other_error;
    }
    unsigned answered = 0;
    answer last;
    for (unsigned i = 0; i < 6 && (answered == i); ++i) {
        last = by.send({.method = method::post, .path = "count"});
        answered += last.ok() ? 1 : 0;
    }
    const answer total = direct.send({.method = method::post, .path = "count"});
    const auto ran = static_cast<unsigned>(
        std::stoul(std::string{total.payload.begin(), total.payload.end()}) - 1);
    const bool is_right = ran == answered || ran == answered + 1;
    return is_right ? ended(last, true) : corrupt;
}

using transfer = outcome (*)(const trouble&);

/// All at once, since they mostly wait; each in a process of its own.
class race {
public:
    void add(transfer what, const trouble& with) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(what(with));
        }
        runners_.push_back(child);
    }
    /// How many ended how.
    std::vector<int> wait() {
        std::vector<int> out(crashed + 1);
        for (const pid_t each : runners_) {
            int status = 0;
            ::waitpid(each, &status, 0);
            const bool has_ended = WIFEXITED(status) && WEXITSTATUS(status) < crashed;
            ++out[static_cast<std::size_t>(has_ended ? WEXITSTATUS(status) : int{crashed})];
        }
        runners_.clear();
        return out;
    }

private:
    std::vector<pid_t> runners_{};
};

TEST_CASE("what is transferred through loss, repetition and disorder is whole or given up on",
          "[coap]") {
    struct row {
        const char* what;
        transfer transferred;
    };
    const row rows[] = {
        {"push", push}, {"push, DTLS", push_secure}, {"pull", pull}, {"executions", count}};
    constexpr unsigned percents[] = {5, 10, 20, 30, 50};
    constexpr int seeds = 4;

    std::vector<race> races(std::size(rows) * std::size(percents));
    auto at = races.begin();
    for (const row& each : rows) {
        for (const unsigned percent : percents) {
            for (unsigned seed = 1; seed <= seeds; ++seed) {
                at->add(each.transferred, {seed, percent, percent, percent});
            }
            ++at;
        }
    }
    at = races.begin();
    std::printf("| of %d each | lost, doubled, late | complete | given up | wrong |\n"
                "| --- | ---: | ---: | ---: | ---: |\n",
                seeds);
    for (const row& each : rows) {
        for (const unsigned percent : percents) {
            const auto ends = (at++)->wait();
            const int wrong = ends[corrupt] + ends[other_error] + ends[crashed];
            std::printf("| %s | %u %% | %d | %d | %d |\n", each.what, percent, ends[complete],
                        ends[gave_up], wrong);
            INFO(each.what << " through " << percent << " percent");
            CHECK(ends[corrupt] == 0);
            CHECK(ends[other_error] == 0);
            CHECK(ends[crashed] == 0);
            CHECK((percent > 10 || ends[complete] == seeds));
        }
    }
}

TEST_CASE("a pull through a line that loses half goes on where it stopped, until all is there",
          "[coap]") {
    const served server;
    const lossy_proxy between{server.port, {7, 50, 20, 20}};
    auto options = patient();
    options.exchange = 1500ms; // impatient: so that it stops
    const std::string path = "pattern?bytes=" + std::to_string(body_bytes);
    std::string got;
    posix::coap::resumption from;
    int times = 0;
    const auto end = clock::now() + 100s;
    answer last;
    do {
        client by;
        REQUIRE(by.open(between.uri(), options) == failure::none);
        from.from = got.size();
        last = by.pull(
            {.path = path},
            [&](std::uint64_t at, std::span<const std::uint8_t> block) {
                CHECK(at == got.size());
                got.append(block.begin(), block.end());
                return true;
            },
            from);
        ++times;
    } while (!last.ok() && clock::now() < end);
    CHECK(last.ok());
    CHECK(got == pattern(body_bytes));
    CHECK(times > 1);
}

} // namespace
} // namespace fc::test
