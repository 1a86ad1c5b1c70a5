// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/station.hpp"

#include <utility>

namespace fc::test {

inline byte_string image_that_faults() { return image_from<"r0 = *(u64 *)(r1 + 4096)\nexit">(); }
inline byte_string image_that_waits() { return image_from<"r0 = 0\ngoto -1">(); }
inline byte_string image_that_says(int number) {
    return image_of(text_from("r1 = " + std::to_string(number) + "\ncall 0x20\nexit"));
}
inline byte_string image_that_puts(int key) {
    return image_of(text_from("r1 = " + std::to_string(key) + "\nr2 = 1\ncall 0x11\nexit"));
}
/// Returns 2, and faults for events above 9.
inline byte_string image_that_is_moody() {
    return image_from<"r2 = *(u64 *)(r1 + 0)\n"
                      "if r2 > 9 goto +2\n"
                      "r0 = 2\n"
                      "exit\n"
                      "r0 = *(u64 *)(r1 + 4096)\n"
                      "exit">();
}
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

/// Puts a container into slot 0 that stands its trial, and then another.
inline void install_over_a_good_one(station& device, const byte_string& image) {
    REQUIRE(device.send(for_tick(image_returning(1), 1).envelope(ann)));
    device.end_trials();
    REQUIRE(device.send(for_tick(image, 2).envelope(ann)));
    REQUIRE(device->updates.record(0).on_trial);
}
/// As often as it takes to put one that faults into quarantine.
inline void fire_until_quarantine(station& device) {
    for (unsigned i = 0; i < station_config::quarantine_after; ++i) {
        device->fire();
    }
}

} // namespace fc::test
