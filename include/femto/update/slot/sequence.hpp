// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/slot/record.hpp>

#include <cstdint>

namespace fc::update {

/// What an image may be taken as.
enum class intake : std::uint8_t {
    fresh, ///< a higher number than any before
    retry, ///< the image which the highest number already stands for
};

/// Whether a slot takes the image with this digest under this sequence number.
///
/// Numbers never go down: not by a rollback, which lets nobody back in whom the update shut out, and
/// not by a removal. So nothing but a retry follows 2^64 - 1.
/// @errors  stale_sequence, same_sequence
constexpr result<intake> judge(const slot_record& record, std::uint64_t sequence,
                               const platform::sha256_digest& digest) {
    if (sequence > record.sequence || record.newest == platform::sha256_digest{}) {
        return intake::fresh;
    }
    if (sequence < record.sequence) {
        return errc::stale_sequence;
    }
    return record.newest == digest ? result<intake>{intake::retry} : errc::same_sequence;
}

} // namespace fc::update
