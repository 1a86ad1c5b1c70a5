// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/compat/route.hpp>

#include <array>
#include <cstdint>

// The resources of the originals: tag types, to choose from. What none of them is served by costs nothing.

namespace fc::update::compat {

namespace detail {
using resource::code;
using resource::deed;
using resource::method;
namespace format = resource::format;

/// What containers are shown of a request is for them to read.
inline constexpr std::array<std::uint16_t, 2> any_payload{format::octets, format::text};
/// What it writes is written by whoever may do all.
inline constexpr resource::route console{"console/write",      method::post,
                                         deed::tell_log,       resource::right::administrator,
                                         resource::plain_text, format::text};
} // namespace detail

/// micro-bpf: orders with a configuration word, and what its tools ask for besides.
struct micro_bpf {
    static constexpr auto routes = std::to_array<route>({
        {as(detail::deed::pull, detail::method::post, "suit/pull", resource::plain_text),
         service::pull, ordered},
        {as(detail::deed::execute, detail::method::post, "short-execution", resource::plain_text,
            detail::format::json),
         service::result, ordered},
        {as(detail::deed::execute, detail::method::post, "with_coap_pkt", resource::plain_text,
            detail::format::none),
         service::packet, ordered},
        {as(detail::deed::start, detail::method::post, "long-running", resource::plain_text),
         service::start, ordered},
        {as(detail::deed::tell_slots, detail::method::get, "running_vm"), service::busy, 0,
         detail::code::valid},
        {as(detail::deed::tell_device, detail::method::get, "riot/board"), service::board, 0,
         detail::code::valid},
        {detail::console, service::console},
    });
};

/// The demonstration of Femto-Containers: two slots, each with a path.
struct femto_containers {
    static constexpr auto routes = std::to_array<route>({
        {as(detail::deed::execute, detail::method::post, "bpf/exec/0", detail::any_payload),
         service::fixed, 0},
        {as(detail::deed::execute, detail::method::post, "bpf/exec/1", detail::any_payload),
         service::fixed, 1},
        {as(detail::deed::tell_device, detail::method::get, "riot/board"), service::board, 0,
         detail::code::content},
    });
};

/// What there was before it: one container, in slot 0, which came without a signature. Here it has one.
struct gcoap_bpf {
    static constexpr auto routes = std::to_array<route>({
        {as(detail::deed::install, detail::method::post, "bpf/submit", resource::any_envelope,
            detail::format::cbor),
         service::submit},
        {as(detail::deed::execute, detail::method::get, "bpf/handle", resource::nothing,
            detail::format::none),
         service::response, 0},
        {as(detail::deed::tell_slot, detail::method::get, "bpf/state"), service::state, 0,
         detail::code::content},
        {as(detail::deed::tell_stats, detail::method::get, "bpf/counter"), service::counter, 0,
         detail::code::content},
    });
};

} // namespace fc::update::compat
