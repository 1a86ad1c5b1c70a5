// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/links.hpp>
#include <femto/update/resource/refusal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::resource {

/// Who may do something.
enum class right : std::uint8_t {
    anyone,
    reader,     ///< anyone; with `Config::public_reading` false, who is known
    known,      ///< a peer whose identity the list of tenants has, over DTLS
    log_reader, ///< an administrator; with `Config::shared_log`, who is known
    owner,      ///< the tenant whose key signed what the slot holds, or an administrator
    administrator,
};

/// What is done.
enum class deed : std::uint8_t {
    tell_device,
    tell_slots,
    tell_slot,
    remove,
    start,
    stop,
    execute,
    tell_stats,
    tell_faults,
    tell_log,
    tell_tenants,
    install,
    pull,
};

/// A resource and one method of it. All that is said of resources anywhere comes from these rows.
struct route {
    const char* path; ///< as for `path::is`; a star is the number of a slot
    resource::method method;
    deed what;
    right may;
    /// Content-Formats of the payload, beside none; `none` twice: there must be no payload.
    std::array<std::uint16_t, 2> takes{format::none, format::none};
    std::uint16_t gives = format::none;
    const char* type = nullptr; ///< rt, for those that /.well-known/core tells of
    bool is_observable = false;

    constexpr bool takes_payload() const { return takes[0] != format::none; }
    constexpr bool has_slot() const {
        std::size_t i = 0;
        while (path[i] != '\0' && path[i] != '*') {
            ++i;
        }
        return path[i] == '*';
    }
    constexpr bool takes_format(std::uint16_t one) const {
        return one == format::none || one == takes[0] || one == takes[1];
    }
};

inline constexpr std::array<std::uint16_t, 2> nothing{format::none, format::none};
inline constexpr std::array<std::uint16_t, 2> octets{format::octets, format::none};
inline constexpr std::array<std::uint16_t, 2> plain_text{format::text, format::none};
/// No number is registered for application/suit-envelope+cose.
inline constexpr std::array<std::uint16_t, 2> any_envelope{format::octets, format::cbor};

inline constexpr auto routes = std::to_array<route>({
    {"femto", method::get, deed::tell_device, right::reader, nothing, format::cbor, "femto.device"},
    {"femto/slots", method::get, deed::tell_slots, right::reader, nothing, format::cbor,
     "femto.slots"},
    {"femto/slots/*", method::get, deed::tell_slot, right::reader, nothing, format::cbor},
    {"femto/slots/*", method::del, deed::remove, right::owner},
    {"femto/slots/*/start", method::post, deed::start, right::owner},
    {"femto/slots/*/stop", method::post, deed::stop, right::owner},
    {"femto/slots/*/exec", method::post, deed::execute, right::owner, octets, format::cbor},
    {"femto/stats", method::get, deed::tell_stats, right::reader, nothing, format::cbor,
     "femto.stats"},
    {"femto/faults", method::get, deed::tell_faults, right::known, nothing, format::cbor,
     "femto.faults", true},
    {"femto/log", method::get, deed::tell_log, right::log_reader, nothing, format::cbor,
     "femto.log", true},
    {"femto/tenants", method::get, deed::tell_tenants, right::known, nothing, format::cbor,
     "femto.tenants"},
    {"femto/install", method::post, deed::install, right::anyone, any_envelope, format::cbor,
     "femto.install"},
    {"femto/pull", method::post, deed::pull, right::known, plain_text, format::none, "femto.pull"},
});

/// The place of slots in a path that has a star.
inline constexpr std::size_t slot_segment = 2;
inline constexpr const char* links_path = ".well-known/core";

/// What /.well-known/core tells: RFC 6690 has no way to write a star, and the list of slots says which
/// there are.
inline constexpr auto links = [] {
    std::array<link, 8> out{};
    std::size_t next = 0;
    for (const route& each : routes) {
        if (each.type != nullptr) {
            out[next++] = {each.path, each.type, each.gives, each.is_observable};
        }
    }
    return out;
}();
static_assert(links.back().path != nullptr, "there is a link for each route with a type");

/// What a GET or POST of a link does. @param index  of `links`
constexpr deed deed_of_link(std::size_t index) {
    for (const route& each : routes) {
        if (each.type != nullptr && index-- == 0) {
            return each.what;
        }
    }
    return deed::tell_device;
}

/// The first route that does something.
constexpr const route& route_of(deed what) {
    for (const route& each : routes) {
        if (each.what == what) {
            return each;
        }
    }
    return routes.front();
}

/// The route of a path and a method, and one of that path and any method; null if there is none.
struct found_route {
    const route* it = nullptr;
    const route* of_path = nullptr;
};
constexpr found_route find_route(const path& at, method how) {
    found_route out;
    for (const route& each : routes) {
        if (at.is(each.path)) {
            out.of_path = &each;
            out.it = each.method == how ? &each : out.it;
        }
    }
    return out;
}

/// Whether a request is of the form that a route takes, whoever it is from. Only an envelope may come in
/// blocks.
constexpr refusal check_form(const route& to, const request& asked) {
    if (asked.query.overflowed()) {
        return {errc::bad_request, 0, code::bad_option};
    }
    if (!asked.payload.empty() && !to.takes_payload()) {
        return {errc::bad_request};
    }
    // What a container reads and writes as a message has formats of its own.
    const bool is_between_them = to.what == deed::execute && asked.query.has(text_of("coap"));
    if (!asked.payload.empty() && !to.takes_format(asked.content_format) && !is_between_them) {
        return {errc::bad_request, 0, code::unsupported_format};
    }
    if (asked.accept != format::none && to.gives != format::none && asked.accept != to.gives &&
        !is_between_them) {
        return {errc::bad_request, 0, code::not_acceptable};
    }
    if ((asked.block1.more || asked.block1.number != 0) && to.what != deed::install) {
        return {errc::bad_request, 0, code::too_large};
    }
    return {};
}

} // namespace fc::update::resource
