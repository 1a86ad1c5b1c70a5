// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/interruption.hpp>
#include <femto/cli/device/json.hpp>
#include <femto/cli/device/launchpads.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/listening/config.hpp>
#include <femto/cli/listening/fetching.hpp>
#include <femto/cli/listening/options.hpp>
#include <femto/cli/listening/state_folder.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/port/posix/coap/server.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace fc::cli::listening {

/// A device that is a process: its containers come over CoAP, into slots of a file. Everything happens
/// on one thread. What it must not lose is in the file at any moment, so that it may be ended as it
/// pleases whoever ends it.
class listening_device {
public:
    /// @throws failure  refused
    listening_device(options how, streams& io) : how_{std::move(how)}, io_{io}, state_{how_.state} {
        open_storage();
        about_.vendor = vendor;
        about_.device_class = device_class;
        about_.device = state_.device(io);
        about_.roots = how_.root_keys;
        about_.first_key_set = how_.tenants;
        board_.on_line([this](const std::string& line) {
            io_.out << "console: " << on_one_line(line) << std::endl;
        });
    }
    ~listening_device() { board_.on_line({}); }
    listening_device(const listening_device&) = delete;
    listening_device& operator=(const listening_device&) = delete;

    /// Until it is told to end, by a signal or by `options::life`.
    void run() {
        std::signal(SIGPIPE, SIG_IGN); // that nobody reads what is printed is no reason to end
        const device::interruption interrupted;
        note(updates_.recover(), "storage");
        listen();
        if (about_.roots.empty()) {
            io_.err << "it knows no root key (--roots), and takes no list of tenants"
                    << (how_.tenants.empty() ? "" : " after that of --tenants") << std::endl;
        }
        announce();
        const auto end = how_.life ? clock::now() + *how_.life : clock::time_point::max();
        const auto goes_on = [&] { return !interrupted.happened() && clock::now() < end; };
        next_round_ = clock::now() + period();
        fetching<decltype(manage_)> errands{manage_,
                                            {server_.descriptor(),
                                             [this] { work(clock::duration::zero()); }, goes_on,
                                             how_.own, how_.sources}};
        while (goes_on()) {
            work(end - clock::now());
            errands.run();
        }
        board_.flush_text();
    }

private:
    using clock = std::chrono::steady_clock;

    std::chrono::microseconds period() const {
        return std::chrono::microseconds{hooks_.period_us()};
    }
    device::world_description world() const {
        device::world_description out;
        out.period_ms = how_.period_ms;
        return out;
    }

    void open_storage() {
        const auto when =
            how_.is_durable ? posix::durability::each_write : posix::durability::by_system;
        if (const auto error = storage_.open(how_.state, storage_bytes, when)) {
            const bool is_taken = error == std::errc::device_or_resource_busy;
            throw failure{failure::kind::refused,
                          how_.state + ": " +
                              (is_taken ? "another device has it" : error.message()),
                          "storage_failed"};
        }
    }

    void listen() {
        posix::coap::server_options as;
        as.address = how_.address;
        as.port = how_.port;
        as.secure_port = how_.secure_port;
        as.links = links();
        as.key_of = [this](auto identity) { return how_.keys.key_of(identity); };
        const auto error = server_.open(std::move(as), [this](const auto& request, auto& to) {
            how_.is_compatible ? compatible_.handle(request, to) : manage_.handle(request, to);
        });
        if (error) {
            throw failure{failure::kind::refused,
                          how_.address + " port " + std::to_string(how_.port) +
                              (how_.secure_port ? " or " + std::to_string(*how_.secure_port) : "") +
                              ": " + error.message(),
                          "host"};
        }
        for (std::size_t i = 0; i < links().size(); ++i) {
            versions_.push_back(compatible_.version(i));
        }
    }

    std::span<const update::resource::link> links() const {
        return how_.is_compatible ? compatible_type::links() : manage_type::links();
    }

    /// At once: whoever starts a device waits for these lines.
    void announce() {
        const std::string host =
            how_.address.find(':') == std::string::npos ? how_.address : "[" + how_.address + "]";
        const auto uri = [&](const char* scheme, std::uint16_t port) {
            return std::string{scheme} + "://" + host + ":" + std::to_string(port);
        };
        const std::string id = uuid_text(about_.device);
        const std::string plain = uri("coap", server_.port());
        const std::string secure =
            server_.secure_port() == 0 ? std::string{} : uri("coaps", server_.secure_port());
        if (how_.json) {
            io_.out << "{\"name\": " << json_string(how_.name) << ", \"device\": \"" << id
                    << "\", \"coap\": \"" << plain
                    << "\", \"coaps\": " << (secure.empty() ? "null" : "\"" + secure + "\"") << "}"
                    << std::endl;
            return;
        }
        io_.out << "device " << on_one_line(how_.name) << ", " << id << '\n'
                << "listening at " << plain << '\n';
        if (!secure.empty()) {
            io_.out << "listening at " << secure << '\n';
        }
        io_.out << std::flush;
    }

    /// What there is to do, after waiting for it no longer than this, or than until the next round.
    void work(clock::duration at_most) {
        using namespace std::chrono;
        // A signal ends a wait early, but for one that comes right before it.
        const auto left = std::min<clock::duration>({at_most, longest, next_round_ - clock::now()});
        const auto wait = std::max(ceil<milliseconds>(left), milliseconds{0});
        if (const std::error_code error = server_.poll(wait)) {
            throw failure{failure::kind::refused, "the network: " + error.message(), "host"};
        }
        if (clock::now() >= next_round_) {
            run_round();
        }
        const auto polled = manage_.poll();
        if (std::exchange(storage_error_, polled.error()) != polled.error()) { // said once
            note(polled, "storage");
        }
        tell_faults();
        tell_observers();
    }

    void run_round() {
        hooks_.begin_round(round_);
        for (std::uint8_t number = 0; number < device::hook_count; ++number) {
            hooks_.fire(number, round_);
        }
        engine_.poll(hooks_.slice_slots());
        ++round_;
        // Rounds that nobody had time for are left out.
        next_round_ = std::max(next_round_ + period(), clock::now());
    }

    void tell_faults() {
        for (const fault_report& each : engine_.faults().kept()) {
            if (each.number > faults_seen_) {
                io_.err << "fault: " << name_of(each.container) << ": " << fc::message(each.cause)
                        << ", at instruction " << each.slot << std::endl;
            }
        }
        faults_seen_ = engine_.faults().count();
    }
    std::string name_of(const container_id& container) const {
        const std::size_t slot = updates_.slot_of(container);
        if (slot == config::slots) {
            return "a container that is gone";
        }
        if (updates_.container(slot) != container || !updates_.record(slot).has_image()) {
            return std::to_string(slot) + ", what was there";
        }
        const auto title = updates_.record(slot).image().title();
        return std::to_string(slot) + " " + on_one_line({title.data(), title.size()});
    }

    void tell_observers() {
        for (std::size_t i = 0; i < versions_.size(); ++i) {
            const std::uint32_t now = compatible_.version(i);
            if (std::exchange(versions_[i], now) != now) {
                server_.notify(links()[i].path);
            }
        }
    }

    void note(const result<void>& outcome, const char* what) {
        if (!outcome) {
            io_.err << what << ": " << fc::message(outcome.error()) << std::endl;
        }
    }

    static constexpr std::chrono::milliseconds longest{200};
    static constexpr std::uint32_t storage_bytes = updates<config>::storage_bytes;

    options how_;
    streams& io_;
    state_folder state_;
    posix::file_storage storage_{};
    update::identity about_{};
    board board_{};
    fc::engine<config> engine_{board_};
    device::basic_launchpads<config> hooks_{engine_, board_, world()};
    cryptography cryptography_{};
    fc::updates<config> updates_{engine_, board_, storage_, cryptography_, about_};
    manage_type manage_{updates_, board_.log, how_.name.c_str()};
    compatible_type compatible_{manage_, board_};
    posix::coap::server server_{};
    std::vector<std::uint32_t> versions_{};
    clock::time_point next_round_{};
    std::uint32_t round_ = 0;
    std::uint32_t faults_seen_ = 0;
    errc storage_error_ = errc::ok;
};

} // namespace fc::cli::listening
