// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/guest_header.hpp>
#include <femto/helper/identifier.hpp>
#include <femto/port/launchpads.hpp>

#include <array>

// How the contexts of launchpads.hpp look to containers. For a host: a device needs none of it.

namespace fc::port {

/// What the contexts and their fields are: comments in the guest header.
inline constexpr const char* about_launchpad(const char* context, const char* field) {
    struct row {
        const char* context;
        const char* field; // null: of the context
        const char* text;
    };
    constexpr auto rows = std::to_array<row>({
        {"femto_tick_t", nullptr, "A period has passed."},
        {"femto_tick_t", "count", "of ticks until now, this one included"},
        {"femto_tick_t", "missed", "periods without a tick before this one, since the last"},
        {"femto_sample_t", nullptr, "A sensor was read."},
        {"femto_sample_t", "device", "position in the registry"},
        {"femto_sample_t", "numbers", "of data.val that count, 1 to 3"},
        {"femto_datagram_t", nullptr,
         "A datagram arrived: this, and behind it the payload. An r0 below 0 drops it."},
        {"femto_datagram_t", "source_address", "IPv4, 127.0.0.1 being 0x7F000001"},
    });
    for (const row& each : rows) {
        const bool is_of_field = field != nullptr && each.field != nullptr;
        if (helpers::same_name(each.context, context) &&
            (is_of_field ? helpers::same_name(each.field, field) : field == each.field)) {
            return each.text;
        }
    }
    return nullptr;
}

/// Writes the C header of what containers are given at the hooks that every port has.
/// @param sink  called with one NUL-terminated piece of the text after the other
template <class Sink>
constexpr void write_launchpad_header(Sink&& sink, const char* guard = "FEMTO_LAUNCHPADS_H") {
    write_context_header<tick, sample, datagram>(
        sink, {.guard = guard,
               .before = "/* At the hooks that every port has. Of a thread switch containers are "
                         "given bpf_sched_ctx_t,\n"
                         " * of a CoAP request bpf_coap_ctx_t. The macros are for FEMTO_BUILT_FOR. "
                         "*/\n"
                         "#include <femto/guest/contexts.h>\n",
               .after = "static inline const uint8_t *femto_payload(const femto_datagram_t "
                        "*datagram) {\n"
                        "    return (const uint8_t *)(datagram + 1);\n"
                        "}\n\n",
               .about = about_launchpad});
}

} // namespace fc::port
