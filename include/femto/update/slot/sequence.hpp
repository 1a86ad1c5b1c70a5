// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/update/slot/detail/stored.hpp>
#include <femto/update/slot/record.hpp>

namespace fc::update {

/// Whether this very image, for this very hook, by this very key, is what is active: there is nothing
/// to do.
inline bool is_installed(const slot_record& record, const image_record& image) {
    return record.has_image() &&
           __builtin_memcmp(&record.image(), &image, sizeof image) == 0; // it has no gaps
}

/// Whether a slot takes an image: one with a higher number than any before, or once more the one that
/// is active.
///
/// Numbers never go down: not by a rollback, which lets nobody back in whom the update shut out, and
/// not by a removal. Whoever has a copy of an envelope brings nothing back that failed its trial or was
/// removed: its number is used up. So nothing but a retry follows 2^64 - 1. A number that is active
/// stands for all that its manifest said, and for whoever signed it.
/// @errors  stale_sequence, same_sequence
inline errc judge(const slot_record& record, const image_record& image) {
    if (image.sequence != record.sequence) {
        return image.sequence > record.sequence ? errc::ok : errc::stale_sequence;
    }
    // Of a slot that never had an image any number is the first.
    const bool is_active = record.has_image() && record.image().sequence == record.sequence;
    const bool is_due = is_active ? is_installed(record, image) : record.is_new();
    return is_due ? errc::ok : errc::same_sequence;
}

} // namespace fc::update
