// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::port {

/// What interrupts leave for the firmware's loop: they post, the loop takes. What finds no room is
/// counted, and the loop is told of it.
///
/// @tparam Event     small and trivially copyable; `post_once` compares with ==
/// @tparam Capacity  events that wait, at most
/// @tparam Guard     a platform's `interrupt_guard`: interrupts within interrupts post as well
/// @cost             Capacity events and 12 bytes of RAM
template <class Event, std::size_t Capacity, class Guard>
class event_queue {
    static_assert(std::is_trivially_copyable_v<Event>, "events are copied where interrupts wait");
    static_assert(Capacity >= 1, "an event_queue has room for an event");

public:
    /// @return  false: there was no room, and it is counted as lost
    bool post(const Event& what) {
        [[maybe_unused]] const Guard held{};
        if (count_ == Capacity) {
            lost_ += lost_ != 0xFFFF'FFFF ? 1 : 0;
            return false;
        }
        events_[(first_ + count_) % Capacity] = what;
        ++count_;
        return true;
    }
    /// The same for an event of which one that waits says all: it is not posted a second time.
    bool post_once(const Event& what) {
        [[maybe_unused]] const Guard held{};
        for (std::size_t i = 0; i < count_; ++i) {
            if (events_[(first_ + i) % Capacity] == what) {
                return true;
            }
        }
        return post(what);
    }
    /// The one that waits longest.
    /// @return  false: there is none
    bool take(Event& what) {
        [[maybe_unused]] const Guard held{};
        if (count_ == 0) {
            return false;
        }
        what = events_[first_];
        first_ = (first_ + 1) % Capacity;
        --count_;
        return true;
    }
    /// Events that found no room since the last call.
    std::uint32_t take_lost() {
        [[maybe_unused]] const Guard held{};
        const std::uint32_t lost = lost_;
        lost_ = 0;
        return lost;
    }
    bool is_empty() const {
        [[maybe_unused]] const Guard held{};
        return count_ == 0;
    }
    bool is_full() const {
        [[maybe_unused]] const Guard held{};
        return count_ == Capacity;
    }

private:
    std::array<Event, Capacity> events_{};
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    std::uint32_t lost_ = 0;
};

} // namespace fc::port
