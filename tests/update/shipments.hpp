// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/station.hpp"

#include <utility>

namespace fc::test {

inline byte_string image_that_faults() { return image_from<"r0 = *(u64 *)(r1 + 4096)\nexit">(); }
inline byte_string image_that_waits() { return image_from<"r0 = 0\ngoto -1">(); }
inline shipment in_slices(byte_string image, std::uint64_t sequence = 1) {
    shipment out;
    out.image = std::move(image);
    out.sequence = sequence;
    return out;
}
inline shipment of_list(const tenant_list& list, std::uint64_t sequence = 1) {
    shipment out;
    out.is_for_keys = true;
    out.image = list.written();
    out.sequence = sequence;
    return out;
}

} // namespace fc::test
