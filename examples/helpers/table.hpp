// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <cstdint>
#include <cstdio>

// What this firmware lets its containers do. The parameter types are the whole contract: the C
// declarations in helpers.h and the checks before each call are made from them.
namespace firmware {

/// What helpers know about who calls them.
struct station {
    const char* name;
    std::uint32_t alarms = 0;
};

enum class sensor : std::uint8_t { temperature, pressure };

/// A reading as firmware and containers share it; helpers.h is included behind its C twin.
struct reading {
    std::int32_t value;
    std::uint32_t age_ms;
};

/// @return  0, or what fc::errc::helper_failed makes of a sensor that is not there
inline fc::result<std::int32_t> read_sensor(sensor which, fc::guest<reading> into) {
    switch (which) {
    case sensor::temperature: into.set({.value = -125, .age_ms = 20}); return 0;
    case sensor::pressure: into.set({.value = 101'325, .age_ms = 40}); return 0;
    }
    return fc::errc::helper_failed;
}

inline std::uint32_t checksum(fc::guest_span<const std::uint16_t> words) {
    std::uint32_t sum = 0;
    for (const auto word : words) {
        sum += word.get();
    }
    return sum;
}

inline void raise_alarm(station& self, fc::guest_string why) {
    ++self.alarms;
    std::printf("%s: ", self.name);
    for (std::size_t i = 0; i < why.size(); ++i) {
        std::putchar(why[i]);
    }
    std::putchar('\n');
}

using helpers = fc::helper_table<fc::helper<0x32, "read_sensor", read_sensor>,
                                 fc::helper<0x90, "checksum", checksum>,
                                 fc::helper<0x91, "raise_alarm", raise_alarm>>;

} // namespace firmware
