// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The second implementation of femto_riot_seam.h: the whole module runs on a host, so that compilers,
// sanitizers and tests see it where there is no RIOT.
#include "host_seam.hpp"

#include <algorithm>
#include <cerrno>

namespace fc::test {

host_system& host() {
    static host_system it;
    return it;
}

namespace {

host_system::pin* find(std::uint32_t port, std::uint32_t number) {
    auto& pins = host().pins;
    const auto at = std::find_if(pins.begin(), pins.end(), [&](const host_system::pin& each) {
        return each.port == port && each.number == number;
    });
    return at != pins.end() ? &*at : nullptr;
}

} // namespace
} // namespace fc::test

using fc::test::find;
using fc::test::host;

unsigned femto_seam_irq_disable() {
    host().most_masked = std::max(host().most_masked, host().masked + 1);
    return host().masked++;
}
void femto_seam_irq_restore(unsigned state) { host().masked = state; }
bool femto_seam_in_isr() { return host().is_in_isr; }

void femto_seam_lock() { ++host().locked; }
void femto_seam_unlock() { --host().locked; }

std::uint32_t femto_seam_now_ms() { return host().now_us / 1000; }
std::uint32_t femto_seam_now_us() { return host().now_us; }

void femto_seam_write(const char* text, std::size_t size) { host().console.append(text, size); }
void femto_seam_started() { ++host().started; }

unsigned femto_seam_device_count() { return static_cast<unsigned>(host().devices.size()); }
std::uint8_t femto_seam_device_type(unsigned index) { return host().devices.at(index).type; }
int femto_seam_device_read(unsigned index, femto_reading_t* reading) {
    *reading = host().devices.at(index).reading;
    return host().devices.at(index).answer;
}
int femto_seam_device_write(unsigned index, const femto_reading_t* reading) {
    host().devices.at(index).reading = *reading;
    return host().devices.at(index).answer;
}

bool femto_seam_pin_input(std::uint32_t port, std::uint32_t pin) {
    auto* const it = find(port, pin);
    return it != nullptr && (it->is_input = true);
}
int femto_seam_pin_read(std::uint32_t port, std::uint32_t pin) {
    const auto* const it = find(port, pin);
    return it != nullptr ? it->is_high : -1;
}
bool femto_seam_pin_write(std::uint32_t port, std::uint32_t pin, bool high) {
    auto* const it = find(port, pin);
    if (it != nullptr) {
        it->is_high = high;
    }
    return it != nullptr;
}

const femto_image_t* femto_seam_builtin(unsigned index, femto_hook_t* hook) {
    if (index >= host().builtins.size()) {
        return nullptr;
    }
    *hook = host().builtins[index].hook;
    return &host().builtins[index].image;
}
void femto_seam_refused(const char* name, int error, std::uint32_t at) {
    host().refusals.push_back({name, error, at});
}
