// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A firmware without an operating system: three containers in flash, one in the interrupt of the timer and
// two in the firmware's loop; room in RAM for two more, and a console to load, start and stop them.
#include "board.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/port/bare_metal/event_loop.hpp>
#include <femto/port/bare_metal/restart.hpp>
#include <femto/port/bare_metal/start.hpp>
#include <femto/port/console/command_line.hpp>
#include <femto/port/sensor_tick.hpp>
#include <femto/port/timer.hpp>

#include <blink.hpp>
#include <climate.hpp>
#include <count.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

/// How much of everything there is; fc::engine_defaults says what each costs.
struct device : fc::engine_defaults<board> {
    static constexpr std::size_t containers = 5;
    static constexpr std::size_t tenants = 2;
    static constexpr std::size_t hooks = 3;
    static constexpr std::size_t store_entries = 8;
    static constexpr std::size_t thread_levels = 1; // no helper here fires a hook
    static constexpr std::size_t fault_reports = 3;
    using helpers = fc::abi::helpers<board>;
};

board the_board;
fc::engine<device> engine{the_board};

// Where containers can be attached.
constexpr std::uint32_t tick_us = 1'000;
constexpr std::uint32_t blink_us = 500'000;
constexpr std::uint32_t sense_us = 250'000;
fc::port::timer<device, fc::fired_from::interrupts> in_interrupt{
    engine, the_board, tick_us, {.name = "tick", .budget = 200}};
fc::port::timer<device> in_loop{engine, the_board, blink_us};
fc::port::sensor_tick<device> on_sample{engine, the_board, 0, sense_us};
fc::hook_base<device>* hooks[] = {&in_interrupt.hook(), &in_loop.hook(), &on_sample.hook()};

// The containers. Those in RAM are found again after a reset, if a whole one had come in.
constexpr fc::tenant_id vendor{0};
constexpr fc::tenant_id visitor{1};
constexpr std::size_t slot_bytes = 1024;
[[gnu::section(".noinit")]] alignas(8) std::array<std::uint8_t, 2 * slot_bytes> slot_memory;
fc::port::ram_slot slot0{std::span{slot_memory}.first<slot_bytes>()};
fc::port::ram_slot slot1{std::span{slot_memory}.last<slot_bytes>()};
alignas(8) std::array<std::uint8_t, 64> climate_data, slot0_data, slot1_data;
fc::port::container_place places[] = {
    {.name = "count", .built_in = &containers::count, .tenant = vendor},
    {.name = "blink", .built_in = &containers::blink, .tenant = vendor},
    {.name = "climate", .built_in = &containers::climate, .data = climate_data, .tenant = vendor},
    {.name = "slot0", .slot = &slot0, .data = slot0_data, .tenant = visitor},
    {.name = "slot1", .slot = &slot1, .data = slot1_data, .tenant = visitor},
};

void tell_board(board& on, const fc::port::words&) {
    fc::port::say(on, "the LED changed ", on.led_changes, " times\n");
}
void reset(board&, const fc::port::words&) { fc::bare_metal::restart<machine>(); }
void halt(board&, const fc::port::words&) { fc::bare_metal::exit_emulator(0); }
constexpr fc::port::firmware_command<board> own_commands[] = {
    {"board", "", "the LED", tell_board},
    {"reset", "", "begins again", reset},
    {"halt", "", "ends the emulator", halt},
};
fc::port::command_line<device> commands{engine, the_board, places, hooks, own_commands};

constexpr const char* lines_at_start[] = {"start count tick", "start blink timer",
                                          "start climate sensor"};

/// What interrupts leave for the loop.
enum class event : std::uint8_t { tick };
fc::bare_metal::event_loop<event, 8> loop;

} // namespace

extern "C" void femto_tick_interrupt() {
    the_board.tick();
    in_interrupt.poll();
    loop.post_once(event::tick);
    if constexpr (board::input_is_polled) {
        the_board.receive();
    }
}
extern "C" void femto_external_interrupt(std::uint32_t) { the_board.receive(); }

int main() {
    // Who may do what: what is compiled in, and what comes from outside.
    using helpers = fc::helper_set<device::helpers>;
    const bool is_ready =
        engine.add_tenant(
            {.helpers = helpers::all(), .hooks = fc::hook_set::all(), .store_entries = 4}) &&
        engine.add_tenant(
            {.helpers = helpers::all(),
             .hooks =
                 fc::hook_set{}.allow(in_loop.hook().number()).allow(on_sample.hook().number()),
             .budget = 5'000,
             .store_entries = 4});
    the_board.begin_ticks(tick_us);
    the_board.begin_console();
    if (!is_ready) {
        fc::port::say(the_board, "\nerror: a tenant had no room, or a right it cannot have\n");
        return 1;
    }
    fc::port::say(the_board, "\nfemto: help lists the commands\n");
    commands.begin(lines_at_start);

    for (;;) {
        const std::uint32_t lost = loop.run_once(
            [](event) {
                in_loop.poll();
                on_sample.poll();
            },
            [] { return !the_board.has_input(); });
        if (lost != 0) {
            commands.announce("error: ", lost, " events were lost\n");
        }
        char typed = 0;
        while (typed != '\n' && the_board.read_character(typed)) {
            if (the_board.take_overruns() != 0) { // before it ends a line that nobody typed
                commands.note_lost_characters();
            }
            commands.take(typed);
        }
        engine.poll(500); // those that run in slices
        commands.announce_faults();
    }
}
