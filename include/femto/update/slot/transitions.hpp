// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/slot/record.hpp>

#include <cstddef>
#include <cstdint>

namespace fc::update {

// What can become of a slot. Each gives the record that follows; `slot::commit` makes it so.

/// The image in `from.spare()` becomes active, on trial. The one that was active is what to go back
/// to. A stopped slot stays stopped, as who may install may not undo what the operator did; one that
/// the device stopped does not.
/// Only of a record that is not on trial: that has no place for a third image.
constexpr slot_record installed(const slot_record& from, const image_record& image) {
    slot_record to = from;
    const std::size_t spare = from.spare();
    to.images[spare] = image;
    to.active = static_cast<std::uint8_t>(spare);
    to.attempts = 0;
    to.on_trial = true;
    to.stopped = from.stopped && !from.given_up;
    to.rolled_back = false;
    to.accepted = false;
    to.sequence = image.sequence;
    to.newest = image.digest;
    return to;
}

/// The engine took the image on trial: what is refused later waits for what it lacks then.
constexpr slot_record accepted(const slot_record& from) {
    slot_record to = from;
    to.accepted = from.on_trial;
    return to;
}

/// The device starts, and the image on trial is about to be begun with: counted, since one that takes
/// the whole device with it has no other trace.
constexpr slot_record attempted(const slot_record& from) {
    slot_record to = from;
    if (to.on_trial && to.missed_starts() != 15) {
        ++to.attempts;
    }
    return to;
}

/// It was not begun with after all: what it needs is not there.
constexpr slot_record not_attempted(const slot_record& from) {
    slot_record to = from;
    if (to.missed_starts() != 0) {
        --to.attempts;
    }
    return to;
}

/// It was seen to run well in this start, which makes up for those before in which it was not.
constexpr slot_record seen_well(const slot_record& from) {
    slot_record to = from;
    if (to.on_trial) {
        const std::uint32_t good = to.good_starts() == 15 ? 15U : to.good_starts() + 1U;
        to.attempts = static_cast<std::uint8_t>(good << 4U);
    }
    return to;
}

/// The image on trial has stood it: there is no way back, and room for the next.
constexpr slot_record confirmed(const slot_record& from) {
    slot_record to = from;
    if (to.on_trial) {
        to.images[from.spare()] = {};
        to.attempts = 0;
        to.on_trial = to.given_up = to.accepted = false;
    }
    return to;
}

/// The image on trial has not: the one before is active again, or none if there was none. The number
/// of what is given up stays taken.
constexpr slot_record rolled_back(const slot_record& from) {
    slot_record to = from;
    if (to.on_trial) {
        const std::size_t before = from.spare();
        const bool is_there = from.images[before].is_there();
        to.images[from.active] = {};
        to.active = is_there ? static_cast<std::uint8_t>(before) : slot_record::none;
        to.attempts = 0;
        to.on_trial = to.accepted = false;
        to.stopped = is_there && (from.stopped || from.given_up);
        to.given_up = is_there && from.given_up;
        to.rolled_back = true;
    }
    return to;
}

/// The same of an image that has run: when there is none to go back to it stays, stopped, so that the
/// operator sees what it was.
constexpr slot_record given_up(const slot_record& from) {
    if (!from.on_trial || from.images[from.spare()].is_there()) {
        return rolled_back(from);
    }
    slot_record to = from;
    to.attempts = 0;
    to.on_trial = to.accepted = false;
    to.given_up = !from.stopped;
    to.stopped = true;
    to.rolled_back = true;
    return to;
}

/// Nothing is left but the number.
constexpr slot_record removed(const slot_record& from) {
    slot_record to{};
    to.sequence = from.sequence;
    to.newest = from.newest;
    return to;
}

/// The operator stops what is active, also beyond a restart of the device.
constexpr slot_record stopped(const slot_record& from) {
    slot_record to = from;
    to.stopped = from.has_image();
    to.given_up = false;
    return to;
}

/// The operator starts it again.
constexpr slot_record started(const slot_record& from) {
    slot_record to = from;
    to.stopped = false;
    to.given_up = from.on_trial && from.given_up;
    return to;
}

} // namespace fc::update
