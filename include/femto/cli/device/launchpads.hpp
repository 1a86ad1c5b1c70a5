// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/port/coap_resource.hpp>
#include <femto/port/posix/udp_filter.hpp>
#include <femto/port/sensor_tick.hpp>
#include <femto/port/timer.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace fc::cli::device {

/// What happened at a hook until now.
struct hook_record {
    std::uint32_t events = 0;
    std::uint64_t ran = 0; // containers that ran without a fault
    std::string last{};    // what became of the last event
};

/// The hooks of the device, and the events that happen at them: each round of time has one for every
/// hook, the same whenever it is run.
///
/// @tparam Config  of the engine; its platform is a `board`
template <class Config>
class basic_launchpads {
public:
    using board_type = typename Config::platform;

    basic_launchpads(engine<Config>& host, board_type& on, world_description world)
        : board_{on}, world_{std::move(world)}, timer_{host, on, period_us()}, sensor_{host, on, 0,
                                                                                       period_us()},
          switch_{host, about_switch}, datagram_{host}, coap_{host} {}

    hook_base<Config>& hook(std::uint8_t number) {
        const std::array<hook_base<Config>*, hook_count> all{
            &timer_.hook(), &sensor_.hook(), &switch_, &datagram_.hook(), &coap_.hook()};
        return *all[number];
    }
    const hook_record& record(std::uint8_t number) const { return records_[number]; }

    /// What the containers of a hook can reach at its event of this round.
    struct context_kind {
        std::size_t bytes;
        bool is_writable;
    };
    context_kind context_of(std::uint8_t number, std::uint32_t round) const {
        switch (hook_number{number}) {
        case hook_number::timer: return {sizeof(port::tick), false};
        case hook_number::sensor: return {sizeof(port::sample), false};
        case hook_number::thread_switch: return {sizeof(port::thread_switch), false};
        case hook_number::datagram:
            return {sizeof(port::datagram) + of(world_.datagrams, round).size(), false};
        case hook_number::coap: break;
        }
        return {sizeof(abi::coap_context<coap_bytes>), true};
    }

    /// What is around the device in this round.
    void begin_round(std::uint32_t round) {
        board_.set_temperature(of(world_.temperatures, round));
    }

    /// Lets the event of this round happen at a hook.
    void fire(std::uint8_t number, std::uint32_t round) {
        hook_record& to = records_[number];
        ++to.events;
        switch (hook_number{number}) {
        case hook_number::timer: note(to, timer_.poll().fired); break;
        case hook_number::sensor: note(to, sensor_.poll().fired); break;
        case hook_number::thread_switch: fire_switch(to, round); break;
        case hook_number::datagram: fire_datagram(to, round); break;
        case hook_number::coap: fire_coap(to, round); break;
        }
    }

    std::uint32_t period_us() const { return world_.period_ms * 1000; }
    std::uint32_t slice_slots() const { return world_.slice_slots; }

private:
    static constexpr std::size_t coap_bytes = 128;
    /// As posix::scheduler has it, without threads of the system to switch between.
    static constexpr hook_description<Config> about_switch{.id = port::hooks::thread_switch,
                                                           .name = "thread-switch",
                                                           .layout =
                                                               layout_of<port::thread_switch>};

    template <class List>
    static typename List::const_reference of(const List& list, std::uint32_t round) {
        return list[round % list.size()];
    }

    static void note(hook_record& to, const hook_result& result) {
        to.ran += result.ran;
        to.last = result.ran != 0 ? std::to_string(result.value) : std::string{};
    }

    void fire_switch(hook_record& to, std::uint32_t round) {
        const port::thread_switch event{previous_, of(world_.threads, round)};
        previous_ = event.next;
        note(to, switch_.fire(event));
    }

    void fire_datagram(hook_record& to, std::uint32_t round) {
        constexpr std::uint32_t loopback = 0x7F000001;
        constexpr std::uint16_t port = 49152; // the first that belongs to nobody
        const std::string& text = of(world_.datagrams, round);
        const auto done = datagram_.take(
            {loopback, port, 0}, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        note(to, done.fired);
        to.last = done.what == posix::filtered::verdict::passed ? "passed" : "dropped";
    }

    /// A GET, and the code and payload of the response.
    void fire_coap(hook_record& to, std::uint32_t round) {
        const std::array<std::uint8_t, 4> get{0x40, 0x01, static_cast<std::uint8_t>(round >> 8U),
                                              static_cast<std::uint8_t>(round)};
        const port::answer done = coap_.handle(get);
        note(to, done.fired);
        if (done.message.size() < get.size()) {
            return;
        }
        const unsigned code = done.message[1];
        const unsigned detail = code & 31U;
        to.last = std::to_string(code >> 5U) + (detail < 10 ? ".0" : ".") + std::to_string(detail);
        const auto marker = std::ranges::find(done.message, std::uint8_t{0xFF});
        if (marker != done.message.end()) {
            to.last += " " + std::string{marker + 1, done.message.end()};
        }
    }

    board_type& board_;
    world_description world_;
    port::timer<Config> timer_;
    port::sensor_tick<Config> sensor_;
    fc::hook<const port::thread_switch, Config> switch_;
    posix::udp_filter<Config> datagram_;
    port::coap_resource<Config, coap_bytes> coap_;
    std::array<hook_record, hook_count> records_{};
    std::uint64_t previous_ = 0; // the thread that ran until now
};

using launchpads = basic_launchpads<config>;

} // namespace fc::cli::device
