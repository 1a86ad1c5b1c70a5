// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/clock.hpp>
#include <femto/platform/coap.hpp>
#include <femto/platform/console.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/platform/display.hpp>
#include <femto/platform/gpio.hpp>
#include <femto/platform/keypad.hpp>
#include <femto/platform/sensors.hpp>
#include <femto/platform/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::platform {

/// The least that models every concept, and does nothing: what to begin a platform of your own with,
/// and what shows that the library asks for no more than the concepts say. Delete what your board
/// lacks, and containers lack it too.
struct archetype {
    struct interrupt_guard {
        interrupt_guard() = default;
        ~interrupt_guard() = default;
        interrupt_guard(const interrupt_guard&) = delete;
        interrupt_guard& operator=(const interrupt_guard&) = delete;
    };
    struct thread_lock {
        thread_lock() = default;
        ~thread_lock() = default;
        thread_lock(const thread_lock&) = delete;
        thread_lock& operator=(const thread_lock&) = delete;
    };
    struct request {
        std::int32_t begin(std::uint32_t) { return 0; }
        std::int32_t add_content_format(std::uint32_t) { return 1; }
        std::int32_t end_options(bool) { return 4; }
        std::uint64_t payload_address() { return 0; }
    };

    struct sha256 {
        void update(std::span<const std::uint8_t>) {}
        bool finish(sha256_digest&) { return false; }
    };

    static constexpr bool has_clock_in_interrupts = true;
    std::uint32_t now_ms() { return 0; }
    std::uint32_t now_us() { return 0; }

    void write_text(std::span<const char>) {}

    std::size_t device_count() { return 0; }
    std::uint8_t device_type(std::size_t) { return 0; }
    std::int32_t read_device(std::size_t, reading&) { return -1; }
    std::int32_t write_device(std::size_t, const reading&) { return -1; }

    static constexpr bool has_gpio_in_interrupts = true;
    bool make_input(std::uint32_t, std::uint32_t) { return false; }
    std::int32_t read_pin(std::uint32_t, std::uint32_t) { return -1; }
    bool write_pin(std::uint32_t, std::uint32_t, bool) { return false; }

    bool start_display() { return false; }
    bool clear_display() { return false; }
    bool show_text(std::span<const char>) { return false; }
    bool move_cursor(std::uint8_t, std::uint8_t) { return false; }

    key read_key(std::uint32_t) { return key::none; }

    static constexpr bool supports(signature_scheme) { return false; }
    bool verify(signature_scheme, std::span<const std::uint8_t>, std::span<const std::uint8_t>,
                std::span<const std::uint8_t>) {
        return false;
    }

    static constexpr std::size_t write_bytes = 8;
    static constexpr std::size_t erase_bytes = 4096;
    std::span<const std::uint8_t> contents() const { return {}; }
    bool write(std::size_t, std::span<const std::uint8_t>) { return false; }
    bool erase(std::size_t) { return false; }
};

static_assert(millisecond_clock<archetype> && microsecond_clock<archetype>);
static_assert(clock_in_interrupts<archetype> && gpio_in_interrupts<archetype>);
static_assert(console<archetype> && sensors<archetype> && actuators<archetype>);
static_assert(gpio<archetype> && character_display<archetype> && keypad<archetype>);
static_assert(coap_server<archetype> && crypto<archetype> && storage<archetype>);

} // namespace fc::platform
