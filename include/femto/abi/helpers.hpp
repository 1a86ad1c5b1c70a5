// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/detail/merge.hpp>
#include <femto/abi/devices.hpp>
#include <femto/abi/display.hpp>
#include <femto/abi/pins.hpp>
#include <femto/abi/printing.hpp>
#include <femto/abi/responses.hpp>
#include <femto/abi/stores.hpp>
#include <femto/abi/strings.hpp>
#include <femto/abi/timing.hpp>
#include <femto/helper/table.hpp>

#include <cstdint>

// Every helper of the library: id, name, function, cost in instruction slots, where it may be called,
// and for how many bytes it costs a slot more. The signature is that of the function. A group is there
// when the platform has what it needs: see femto/platform/.

namespace fc::abi {
namespace detail {

constexpr callable anywhere_if(bool yes) {
    return yes ? callable::anywhere : callable::from_threads;
}

// Costs: a printed character waits for a wire, and a sensor is asked over a bus. Looking at four
// bytes one by one, or copying them, takes about as long as an instruction of the container; a format
// is looked at twice.
inline constexpr std::uint32_t print_cost = printed_max;
inline constexpr std::uint32_t bytes_per_slot = 4;
inline constexpr std::uint32_t format_bytes_per_slot = 2;
inline constexpr std::uint32_t copy_cost = 8;
inline constexpr std::uint32_t digits_cost = 8;
inline constexpr std::uint32_t store_cost = 8;
inline constexpr std::uint32_t bus_cost = 64;

template <class Platform>
struct printing : rows<> {};
template <platform::console Platform>
struct printing<Platform>
    : rows<helper<0x01, "bpf_printf", print<Platform>, print_cost, callable::from_threads,
                  format_bytes_per_slot>,
           helper<0x03, "bpf_print_debug", print_number<Platform>, digits_cost>> {};

using texts =
    rows<helper<0x02, "bpf_memcpy", copy, copy_cost, callable::anywhere, bytes_per_slot>,
         helper<0x50, "bpf_fmt_s16_dfp", format_fixed_point, digits_cost, callable::anywhere>,
         helper<0x51, "bpf_fmt_u32_dec", format_decimal, digits_cost, callable::anywhere>,
         helper<0x52, "bpf_strlen", length, copy_cost, callable::anywhere, bytes_per_slot>>;

template <std::uint32_t Id, fixed_string Name, auto Function>
using store_row = helper<Id, Name, Function, store_cost, callable::anywhere>;
template <class Platform>
using storing = rows<store_row<0x10, "bpf_store_local", store<Platform, store_scope::local>>,
                     store_row<0x11, "bpf_store_global", store<Platform, store_scope::global>>,
                     store_row<0x12, "bpf_fetch_local", fetch<Platform, store_scope::local>>,
                     store_row<0x13, "bpf_fetch_global", fetch<Platform, store_scope::global>>,
                     store_row<0x14, "bpf_store_tenant", store<Platform, store_scope::tenant>>,
                     store_row<0x15, "bpf_fetch_tenant", fetch<Platform, store_scope::tenant>>>;

template <class Platform>
struct milliseconds : rows<> {};
template <platform::millisecond_clock Platform>
struct milliseconds<Platform> : rows<helper<0x20, "bpf_now_ms", now_ms<Platform>, 0,
                                            anywhere_if(platform::clock_in_interrupts<Platform>)>> {
};

template <class Platform>
struct microseconds : rows<> {};
template <platform::microsecond_clock Platform>
struct microseconds<Platform>
    : rows<helper<0x60, "bpf_ztimer_now", now_us<Platform>, 0,
                  anywhere_if(platform::clock_in_interrupts<Platform>)>,
           helper<0x61, "bpf_ztimer_periodic_wakeup", wait_for_period<Platform>>> {};

template <class Platform>
struct reading : rows<> {};
template <platform::sensors Platform>
struct reading<Platform>
    : rows<helper<0x30, "bpf_saul_reg_find_nth", find_device<Platform>>,
           helper<0x31, "bpf_saul_reg_find_type", find_device_of_type<Platform>>,
           helper<0x32, "bpf_saul_reg_read", read_device<Platform>, bus_cost>,
           helper<0x34, "bpf_saul_read_temp", read_first_number<Platform>, bus_cost>> {};

template <class Platform>
struct writing : rows<> {};
template <platform::actuators Platform>
struct writing<Platform>
    : rows<helper<0x33, "bpf_saul_reg_write", write_device<Platform>, bus_cost>> {};

template <class Platform>
struct responding : rows<> {};
template <platform::coap_server Platform>
struct responding<Platform>
    : rows<helper<0x40, "bpf_gcoap_resp_init", begin_response<Platform>>,
           helper<0x41, "bpf_coap_opt_finish", end_options<Platform>>,
           helper<0x42, "bpf_coap_add_format", add_content_format<Platform>>,
           helper<0x43, "bpf_coap_get_pdu", payload_address<Platform>>> {};

template <class Platform>
inline constexpr callable where_pins_are = anywhere_if(platform::gpio_in_interrupts<Platform>);
template <class Platform>
struct pins : rows<> {};
template <platform::gpio Platform>
struct pins<Platform>
    : rows<helper<0x70, "bpf_gpio_read_input", read_input<Platform>, 0, where_pins_are<Platform>>,
           helper<0x71, "bpf_gpio_read_raw", read_pin<Platform>, 0, where_pins_are<Platform>>,
           helper<0x72, "bpf_gpio_write", write_pin<Platform>, 0, where_pins_are<Platform>>> {};

template <class Platform>
struct showing : rows<> {};
template <platform::character_display Platform>
struct showing<Platform>
    : rows<helper<0x80, "bpf_hd44780_init", start_display<Platform>, bus_cost>,
           helper<0x81, "bpf_hd44780_clear", clear_display<Platform>, bus_cost>,
           helper<0x82, "bpf_hd44780_print", show_text<Platform>, shown_max, callable::from_threads,
                  bytes_per_slot>,
           helper<0x83, "bpf_hd44780_set_cursor", move_cursor<Platform>, bus_cost>> {};

template <class Platform>
struct keys : rows<> {};
template <platform::keypad Platform>
struct keys<Platform> : rows<helper<0x84, "bpf_keypad_get_input", read_key<Platform>, bus_cost>> {};

} // namespace detail

/// The helpers of a firmware: those of the library that `Platform` can do, and `Own` ones, each a
/// `fc::helper` with an id that the library does not use on any platform; in any order. Ids below
/// 0x100 are found by one table access.
///
///     struct device : fc::engine_defaults<board> {
///         using helpers = fc::abi::helpers<board, fc::helper<0x90, "blink", blink>>;
///     };
template <class Platform, class... Own>
using helpers = typename detail::sorted<
    typename detail::joined<
        typename detail::printing<Platform>::all, detail::texts, detail::storing<Platform>,
        typename detail::milliseconds<Platform>::all, typename detail::reading<Platform>::all,
        typename detail::writing<Platform>::all, typename detail::responding<Platform>::all,
        typename detail::microseconds<Platform>::all, typename detail::pins<Platform>::all,
        typename detail::showing<Platform>::all, typename detail::keys<Platform>::all,
        rows<Own...>>::all,
    rows<Own...>>::table;

} // namespace fc::abi
