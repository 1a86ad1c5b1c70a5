// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A device with a console, for the conversations in console/: bytes come in by the UART of the machine,
// containers run in the timer's interrupt, at the loop's events, in slices and by hand, and what is
// hostile ends in an error, after which the device goes on.
#include "support/assembled.hpp"

#include <femto/engine.hpp>
#include <femto/port/bare_metal/clock.hpp>
#include <femto/port/bare_metal/event_loop.hpp>
#include <femto/port/bare_metal/machines.hpp>
#include <femto/port/bare_metal/restart.hpp>
#include <femto/port/bare_metal/serial_console.hpp>
#include <femto/port/bare_metal/start.hpp>
#include <femto/port/console/command_line.hpp>
#include <femto/port/timer.hpp>

#include <array>
#include <cstdint>

namespace fc::test {
namespace {

using machine = bare_metal::MACHINE;
struct board : bare_metal::tick_clock<machine>, bare_metal::serial_console<machine> {
    using interrupt_guard = bare_metal::interrupt_guard;
};

/// Adds one to a value in the store that all share. @return  what it was
std::uint32_t count(caller<board>& from, std::uint32_t key) {
    const board::interrupt_guard held; // of both, the reading and the writing
    const auto before = from.store().fetch(from.user(), store_scope::global, key);
    const std::uint32_t value = before ? *before : 0;
    static_cast<void>(from.store().put(from.user(), store_scope::global, key, value + 1));
    return value;
}
void blocks(caller<board>&) {}

struct device : engine_defaults<board> {
    static constexpr std::size_t containers = 3;
    static constexpr std::size_t thread_levels = 1;
    static constexpr std::size_t task_stack_bytes = 128;
    static constexpr std::size_t fault_reports = 3;
    static constexpr std::uint32_t budget = 1'000;
    using helpers = helper_table<helper<0x10, "count", count, 0, callable::anywhere>,
                                 helper<0x20, "block", blocks>,
                                 helper<0x21, "secret", blocks>>; // which nobody was granted
};

template <class Text>
constexpr image::compiled_in compiled_in(const Text& text) {
    image::compiled_in out{};
    out.text = text;
    return out;
}
constexpr const auto& counts = assembled<"r1 = 7\ncall 0x10\nexit">;
constexpr const auto& adds = assembled<
    "r0 = *(u64 *)(r1 + 1)\nr2 = *(u32 *)(r1 + 9)\nr0 += r2\n*(u64 *)(r1 + 1) = r0\nexit">;
constexpr image::compiled_in counter = compiled_in(counts);
constexpr image::compiled_in adder = compiled_in(adds);

constexpr std::uint32_t period_us = 1'000;
struct event {
    std::uint64_t number;
};
enum class happened : std::uint8_t { nothing, period };

[[gnu::section(".noinit")]] alignas(8) std::array<std::uint8_t, 2 * 272> slot_memory;

board the_board;
engine<device> host{the_board};
port::timer<device, fired_from::interrupts> in_interrupt{
    host, the_board, period_us, {.name = "tick", .budget = 100}};
port::timer<device> in_loop{host, the_board, 10 * period_us};
constexpr hook_description<device> about_button{.name = "button"};
hook<event, device> on_button{host, about_button};

port::ram_slot slots[2] = {port::ram_slot{std::span{slot_memory}.first<272>()},
                           port::ram_slot{std::span{slot_memory}.last<272>()}};
port::container_place places[] = {{.name = "counter", .built_in = &counter},
                                  {.name = "adder", .built_in = &adder},
                                  {.name = "slot0", .slot = &slots[0]},
                                  {.name = "slot1", .slot = &slots[1]}};
hook_base<device>* hooks[] = {&in_interrupt.hook(), &in_loop.hook(), &on_button};

bare_metal::event_loop<happened, 4> loop;
std::size_t cut_at = ~std::size_t{0}; // bytes that slot0 has received
/// Timers fire during `wait` alone, so that a conversation is the same each time.
volatile bool time_passes = false;
volatile std::uint32_t ticks_in_interrupt = 0;
std::uint32_t ticks_in_loop = 0;

/// One turn of the firmware's loop. @return  events that were lost
std::uint32_t turn() {
    return loop.run_once(
        [](happened) {
            if (time_passes && in_loop.poll().was_due) {
                ++ticks_in_loop;
            }
        },
        [] { return time_passes || !the_board.has_input(); });
}

/// Fires the button's hook, which is not the interrupts'.
void press(board& on, const port::words&) {
    event about{41};
    const hook_result done = on_button.fire(about);
    port::say(on, "pressed: ran ", done.ran, ", number ", about.number, "\n");
}
/// Lets periods pass, with all that happens in them.
void wait(board& on, const port::words&) {
    ticks_in_loop = 0;
    ticks_in_interrupt = 0;
    time_passes = true;
    while (ticks_in_loop < 4 || ticks_in_interrupt < 12) {
        if (turn() != 0) {
            port::say(on, "error: events were lost\n");
        }
    }
    time_passes = false;
    const auto* const counted = host.store().peek({}, store_scope::global, 7);
    port::say(on, "waited: ", counted != nullptr && counted->value > 10 ? "it" : "nothing",
              " counted\n");
}
/// More events than there is room for.
void flood(board& on, const port::words&) {
    unsigned taken = 0;
    while (loop.post(happened::nothing)) {
        ++taken;
    }
    loop.post(happened::nothing);
    port::say(on, taken != 0 ? "flooded\n" : "there was no room before\n");
}
/// Power is cut when slot0 has received two bytes more than one instruction.
void cut(board&, const port::words&) { cut_at = 10; }
void reset(board&, const port::words&) { bare_metal::restart<machine>(); }
[[noreturn]] void halt(board&, const port::words&) { bare_metal::exit_emulator(0); }

constexpr port::firmware_command<board> own[] = {
    {"press", "", "the button", press},     {"wait", "", "for some periods", wait},
    {"flood", "", "the event loop", flood}, {"cut", "", "the power in the next load", cut},
    {"reset", "", "begins again", reset},   {"halt", "", "ends the emulator", halt}};

port::command_line<device> commands{host, the_board, places, hooks, own};

} // namespace
} // namespace fc::test

extern "C" void femto_tick_interrupt() {
    using namespace fc::test;
    the_board.tick();
    if (time_passes && in_interrupt.poll().was_due) {
        ticks_in_interrupt = ticks_in_interrupt + 1;
    }
    if (time_passes && the_board.ticks() % 10 == 0) {
        loop.post_once(happened::period);
    }
    if constexpr (board::input_is_polled) {
        the_board.receive();
    }
}
extern "C" void femto_external_interrupt(std::uint32_t) { fc::test::the_board.receive(); }

int main() {
    using namespace fc::test;
    using namespace fc;
    const auto granted = helper_set<device::helpers>::of<0x10, 0x20>();
    static_cast<void>(host.add_tenant({.helpers = granted,
                                       .hooks = hook_set::all(),
                                       .budget = device::budget,
                                       .store_entries = 4}));
    the_board.begin_ticks(period_us);
    the_board.begin_console();
    port::say(the_board, "\nfemto\n");
    commands.begin();
    for (;;) {
        if (const std::uint32_t lost = turn(); lost != 0) {
            commands.announce("error: ", lost, " events were lost\n");
        }
        char typed = 0;
        while (typed != '\n' && the_board.read_character(typed)) { // a line at a time
            commands.take(typed);
            if (slots[0].received() >= cut_at) {
                bare_metal::restart<machine>();
            }
        }
        if (the_board.take_overruns() != 0) {
            commands.note_lost_characters();
        }
        host.poll(20);
        commands.announce_faults();
    }
}
