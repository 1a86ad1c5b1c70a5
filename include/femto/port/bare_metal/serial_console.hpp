// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/interrupt_guard.hpp>
#include <femto/port/event_queue.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::bare_metal {

/// The UART of a machine: a `fc::platform::console`, and characters that come in by interrupts. A
/// platform derives from it, and its firmware calls `receive` in the interrupt:
///
///     extern "C" void femto_external_interrupt(std::uint32_t) { the_board.receive(); }
///
/// or, if `input_is_polled`, in that of a timer. While nobody takes what waits, the UART keeps the
/// next character, and then loses some: `take_overruns` says so.
///
/// @tparam Machine  one of machines.hpp, or of your own
/// @tparam Waiting  characters that wait for the firmware's loop, at most
template <class Machine, std::size_t Waiting = 32>
class serial_console {
    static_assert(
        requires { typename Machine::uart; },
        "a machine names the driver of its UART, one of those in uart or of your own: uart");
    using uart = typename Machine::uart;

public:
    static constexpr bool input_is_polled = uart::is_polled;

    void begin_console() {
        {
            const interrupt_guard held{};
            uart::begin();
            receive();
        }
        enable_interrupts();
    }

    /// Waits until the last character is on its way. Lines end with "\r\n".
    void write_text(std::span<const char> text) {
        for (const char each : text) {
            if (each == '\n') {
                uart::write('\r');
            }
            uart::write(each);
        }
    }

    /// In the interrupt, and nowhere else.
    void receive() {
        bool has_room = true;
        do {
            char each = 0;
            while ((has_room = !input_.is_full()) && uart::read(each)) {
                input_.post(each);
            }
            overruns_ += uart::take_overrun() ? 1 : 0;
            uart::listen(has_room);
            // What came before it listened again makes no interrupt.
        } while (has_room && uart::has_byte());
    }
    /// The character that came first of those not taken yet.
    /// @return  false: there is none
    bool read_character(char& into) {
        [[maybe_unused]] const interrupt_guard held{};
        const bool was_full = input_.is_full();
        if (!input_.take(into)) {
            return false;
        }
        if (was_full) {
            receive(); // what the UART kept
        }
        return true;
    }
    bool has_input() const { return !input_.is_empty(); }

    /// How often characters were lost since the last call; how many, no UART says.
    std::uint32_t take_overruns() {
        [[maybe_unused]] const interrupt_guard held{};
        const std::uint32_t count = overruns_;
        overruns_ = 0;
        return count;
    }

private:
    port::event_queue<char, Waiting, interrupt_guard> input_{};
    std::uint32_t overruns_ = 0;
};

} // namespace fc::bare_metal
