// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/interrupt_guard.hpp>
#include <femto/port/event_queue.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::bare_metal {

/// The loop of a firmware without an operating system: interrupts post events, `run_once` hands them
/// over one after the other, and the core stops when there is nothing to do.
///
/// @tparam Event     small and trivially copyable
/// @tparam Capacity  events that wait, at most
template <class Event, std::size_t Capacity>
class event_loop {
public:
    /// From interrupts or from anywhere else.
    /// @return  false: there was no room, and it is counted as lost
    bool post(const Event& what) { return queue_.post(what); }
    /// The same, unless it waits already.
    bool post_once(const Event& what) { return queue_.post_once(what); }

    /// Hands over the events that wait, then waits for an interrupt if there is nothing else to do. Of
    /// those that are posted meanwhile it hands over `Capacity` at most.
    /// @param handle   called with each event
    /// @param is_idle  asked with interrupts masked: whether nothing else is to be done
    /// @return         events that were lost since the last call
    template <class Handler, class Idle>
    std::uint32_t run_once(Handler&& handle, Idle&& is_idle) {
        Event what;
        for (std::size_t i = 0; i < Capacity && queue_.take(what); ++i) {
            handle(what);
        }
        const std::uint32_t lost = queue_.take_lost();
        // Or an event between the question and the sleep would wait for the next interrupt.
        const interrupt_guard held{};
        if (lost == 0 && queue_.is_empty() && is_idle()) {
            wait_for_interrupt();
        }
        return lost;
    }

private:
    port::event_queue<Event, Capacity, interrupt_guard> queue_{};
};

} // namespace fc::bare_metal
