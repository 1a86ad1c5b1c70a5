// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../include/femto_riot_seam.h"

#include <femto/abi/coap_response.hpp>
#include <femto/platform/clock.hpp>
#include <femto/platform/console.hpp>
#include <femto/platform/gpio.hpp>
#include <femto/platform/sensors.hpp>
#include <femto/update/resource/log_ring.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

// RIOT as femto's engine and helpers see it. What a module of RIOT is needed for is there when the
// pseudomodule that brings it in is used; without it the helpers are not in the firmware at all.

namespace femto_riot {

/// Masks interrupts while it lives.
class irq_guard {
public:
    irq_guard() : state_{femto_seam_irq_disable()} {}
    ~irq_guard() { femto_seam_irq_restore(state_); }
    irq_guard(const irq_guard &) = delete;
    irq_guard &operator=(const irq_guard &) = delete;

private:
    unsigned state_;
};

/// Holds the one recursive mutex while it lives.
class thread_guard {
public:
    thread_guard() { femto_seam_lock(); }
    ~thread_guard() { femto_seam_unlock(); }
    thread_guard(const thread_guard &) = delete;
    thread_guard &operator=(const thread_guard &) = delete;
};

#ifdef MODULE_FEMTO_RIOT_CLOCK
struct clocks {
    static constexpr bool has_clock_in_interrupts = true;

    std::uint32_t now_ms() { return femto_seam_now_ms(); }
    std::uint32_t now_us() { return femto_seam_now_us(); }
};
static_assert(fc::platform::millisecond_clock<clocks> && fc::platform::microsecond_clock<clocks>);
#else
struct clocks {};
#endif

#ifdef MODULE_FEMTO_RIOT_SAUL
struct devices {
    using reading = fc::platform::reading;
    static_assert(sizeof(reading) == sizeof(femto_reading_t));

    std::size_t device_count() { return femto_seam_device_count(); }
    std::uint8_t device_type(std::size_t index)
    {
        return femto_seam_device_type(static_cast<unsigned>(index));
    }
    std::int32_t read_device(std::size_t index, reading &out)
    {
        femto_reading_t raw{};
        const int numbers = femto_seam_device_read(static_cast<unsigned>(index), &raw);
        out = {{raw.val[0], raw.val[1], raw.val[2]}, raw.unit, raw.scale};
        return numbers;
    }
    std::int32_t write_device(std::size_t index, const reading &data)
    {
        const femto_reading_t raw{{data.val[0], data.val[1], data.val[2]}, data.unit, data.scale};
        return femto_seam_device_write(static_cast<unsigned>(index), &raw);
    }
};
static_assert(fc::platform::actuators<devices>);
#else
struct devices {};
#endif

#ifdef MODULE_FEMTO_RIOT_GPIO
struct pins {
    bool make_input(std::uint32_t port, std::uint32_t pin)
    {
        return femto_seam_pin_input(port, pin);
    }
    std::int32_t read_pin(std::uint32_t port, std::uint32_t pin)
    {
        return femto_seam_pin_read(port, pin);
    }
    bool write_pin(std::uint32_t port, std::uint32_t pin, bool high)
    {
        return femto_seam_pin_write(port, pin, high);
    }
};
static_assert(fc::platform::gpio<pins>);
#else
struct pins {};
#endif

#ifdef MODULE_FEMTO_RIOT_PRINT
struct console {
#ifdef MODULE_FEMTO_RIOT_UPDATE
    fc::update::resource::log_ring<CONFIG_FEMTO_RIOT_UPDATE_LOG_BYTES> log{};
    void write_text(std::span<const char> text)
    {
        log.write_text(text);
        femto_seam_write(text.data(), text.size());
    }
#else
    void write_text(std::span<const char> text)
    {
        femto_seam_write(text.data(), text.size());
    }
#endif
};
static_assert(fc::platform::console<console>);
#elif defined(MODULE_FEMTO_RIOT_UPDATE)
struct console {
    fc::update::resource::no_log log{};
};
#else
struct console {};
#endif

struct board : clocks, devices, pins, console {
    using interrupt_guard = irq_guard;
    using thread_lock = thread_guard;
#ifdef MODULE_FEMTO_RIOT_COAP
    using request = fc::abi::coap_response;
#endif
};

} // namespace femto_riot
