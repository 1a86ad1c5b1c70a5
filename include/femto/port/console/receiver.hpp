// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/console/container_place.hpp>
#include <femto/port/console/text.hpp>
#include <femto/port/console/words.hpp>

#include <cstdint>

namespace fc::port {

/// Takes an image into a slot: lines of hexadecimal, and a dot. From the first line on that is wrong it
/// goes on to the dot and takes nothing, so that what is left of an image is not taken for commands.
class receiver {
public:
    bool is_busy() const { return into_ != nullptr; }

    void begin(container_place& into) {
        into_ = &into;
        is_spoilt_ = false;
        into.slot->begin();
    }

    /// @return  the place, when its image is whole
    template <platform::console Console>
    container_place* take(Console& on, text line) {
        if (same(line, text_of("."))) {
            return end(on);
        }
        if (is_spoilt_) {
            return nullptr; // was told already
        }
        ram_slot& slot = *into_->slot;
        bool has_room = true;
        const bool is_good =
            read_hex(line, [&](std::uint8_t byte) { return has_room = slot.add(byte); });
        if (!has_room) {
            say(on, "error: ", into_->name, " has room for ", slot.capacity(), " bytes\n");
        } else if (!is_good) {
            say(on, "error: this line is no hex\n");
        }
        is_spoilt_ = !is_good;
        return nullptr;
    }

    /// A line of it was lost.
    void spoil() { is_spoilt_ = true; }

    void cancel() {
        if (into_ != nullptr) {
            into_->slot->clear();
            into_ = nullptr;
        }
    }

private:
    template <platform::console Console>
    container_place* end(Console& on) {
        container_place* const whole = into_;
        if (is_spoilt_) {
            cancel();
            say(on, "error: nothing was loaded\n");
            return nullptr;
        }
        into_ = nullptr;
        whole->slot->end();
        return whole;
    }

    container_place* into_ = nullptr;
    bool is_spoilt_ = false;
};

} // namespace fc::port
