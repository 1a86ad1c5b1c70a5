// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

// What the containers agree about: four keys of the store that all share, and what is there.
enum { key_temperature, key_humidity, key_light, key_sound, quantity_count };

// By key. In the store are numbers times 10^scale.
struct quantity {
    char name[12];
    char unit[3];
    char path; // of its resource
    int8_t scale;
};
static const struct quantity quantities[quantity_count] = {
    {"Temperature", "C", 't', -2},
    {"Humidity", "%", 'h', -1},
    {"Light", "lx", 'l', 0},
    {"Sound", "dB", 's', 0},
};
