// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto_riot_seam.h>

#include <cstdint>
#include <string>
#include <vector>

namespace fc::test {

/// What the module sees of the system it runs on: this one is made of variables. It takes the place of
/// RIOT in these tests, and imitates nothing of it but what the seam asks for.
struct host_system {
    struct device {
        std::uint8_t type = 0;
        femto_reading_t reading{};
        int answer = 1; // of reading and writing: how many numbers, or an error
    };
    struct pin {
        std::uint32_t port = 0;
        std::uint32_t number = 0;
        bool is_high = false;
        bool is_input = false;
    };
    struct builtin {
        femto_image_t image{};
        femto_hook_t hook = FEMTO_HOOK_NONE;
    };
    struct refusal {
        std::string name;
        int error = 0;
        std::uint32_t at = 0;
    };

    bool is_in_isr = false;
    unsigned masked = 0; // how many times interrupts were, and were not restored
    unsigned most_masked = 0;
    unsigned locked = 0;
    std::uint32_t now_us = 0;
    std::string console;
    unsigned started = 0;
    std::vector<device> devices;
    std::vector<pin> pins;
    std::vector<builtin> builtins;
    std::vector<refusal> refusals;
};

/// The one that the module runs on.
host_system& host();

} // namespace fc::test
