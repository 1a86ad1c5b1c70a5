// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Reads the sensors, sums what they say, and raises an alarm for frost.
#include <femto/guest/container.h>

struct reading {
    int32_t value;
    uint32_t age_ms;
};

#include "helpers.h"

enum { temperature, pressure };

FEMTO_ENTRY uint64_t watch(void) {
    struct reading now[2];
    read_sensor(temperature, &now[0]);
    read_sensor(pressure, &now[1]);
    if (now[0].value < 0) {
        raise_alarm("frost");
    }
    return checksum((const uint16_t*)now, sizeof now / (sizeof(uint16_t)));
}

// There is no such sensor: the helper fails, and the run ends there.
FEMTO_ENTRY uint64_t watch_nothing(void) {
    struct reading now;
    return (uint64_t)read_sensor(7, &now);
}

// Nobody granted this address: the helper is not even entered.
FEMTO_ENTRY uint64_t watch_into_nowhere(void) {
    return (uint64_t)read_sensor(temperature, (struct reading*)0x1234);
}
