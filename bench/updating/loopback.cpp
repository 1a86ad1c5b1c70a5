// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The device of `bench/updating/loopback`: made of what `femto device --listen` is made of, with a watch on
// its parts, and with a hook that fires as soon as there is something new on it.
//
//     loopback STATE TENANTS durable|relaxed UPDATES
#include "watch.hpp"

#include <femto/port/posix/coap/server.hpp>
#include <femto/port/timer.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace bench {
namespace {

namespace resource = fc::update::resource;

class device {
public:
    device(const std::string& state, std::vector<std::uint8_t> tenants, bool is_durable)
        : tenants_{std::move(tenants)} {
        constexpr std::uint32_t bytes = fc::updates<config>::storage_bytes;
        const auto when =
            is_durable ? fc::posix::durability::each_write : fc::posix::durability::by_system;
        is_good_ = !storage_.open(state, bytes, when);
        about_.vendor = fc::cli::listening::vendor;
        about_.device_class = fc::cli::listening::device_class;
        about_.first_key_set = tenants_;
        board_.on_line([](const std::string&) { current.ran = now_ns(); });
    }

    bool open() {
        is_good_ = is_good_ && updates_.recover();
        return is_good_ &&
               !server_.open({.port = std::uint16_t{0}},
                             [this](const auto& asked, auto& out) { handle(asked, out); });
    }
    std::uint16_t port() const { return server_.port(); }

    /// Until a container was installed and has run; what that took is in `current`.
    bool update() {
        current = {};
        const std::uint32_t before = updates_.counts().installed;
        while (updates_.counts().installed == before) {
            if (server_.poll(std::chrono::milliseconds{200}) || !manage_.poll() ||
                updates_.counts().refused != 0) {
                return false;
            }
        }
        return first_run();
    }

private:
    [[gnu::noinline]] void handle(const resource::request& asked, resource::response& out) {
        current.begun = current.begun == 0 ? now_ns() : current.begun;
        current.take(watch::requests, [&] { return manage_.handle(asked, out), true; });
        current.answered = now_ns();
    }
    [[gnu::noinline]] bool first_run() {
        while (timer_.poll().fired.ran == 0) {
        }
        return current.ran != 0;
    }

    std::vector<std::uint8_t> tenants_;
    watched_storage storage_{};
    fc::update::identity about_{};
    fc::cli::listening::board board_{};
    fc::engine<config> engine_{board_};
    fc::port::timer<config> timer_{engine_, board_, 1};
    watched_crypto crypto_{};
    fc::updates<config> updates_{engine_, board_, storage_, crypto_, about_};
    fc::management<config, decltype(board_.log)> manage_{updates_, board_.log, "bench"};
    fc::posix::coap::server server_{};
    bool is_good_ = false;
};

int measure(const std::string& state, const std::string& tenants, bool is_durable, int updates) {
    std::ifstream file{tenants, std::ios::binary};
    device it{state, {std::istreambuf_iterator<char>{file}, {}}, is_durable};
    if (!it.open()) {
        return 1;
    }
    std::printf("port %u\n", unsigned{it.port()});
    std::fflush(stdout);
    for (int i = 0; i < updates; ++i) {
        if (!it.update()) {
            return 1;
        }
        const watch& of = current;
        const auto print = [](const char* name, std::uint64_t number) {
            std::printf("%s %llu ", name, static_cast<unsigned long long>(number));
        };
        print("begun", of.begun);
        print("answered", of.answered);
        print("ran", of.ran);
        print("signature", of.ns[watch::signature]);
        print("digest", of.ns[watch::digest]);
        print("storage", of.ns[watch::writes] + of.ns[watch::erases]);
        print("activation", of.activation());
        print("requests", of.ns[watch::requests]);
        print("blocks", of.calls[watch::requests]);
        print("writes", of.calls[watch::writes]);
        print("erases", of.calls[watch::erases]);
        std::printf("\n");
        std::fflush(stdout);
    }
    return 0;
}

} // namespace
} // namespace bench

int main(int count, char** given) {
    if (count != 5) {
        return 2;
    }
    return bench::measure(given[1], given[2], given[3] == std::string{"durable"},
                          std::atoi(given[4]));
}
