// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/snapshot.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/remote/refusal.hpp>
#include <femto/cli/remote/value.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/uuid_text.hpp>
#include <femto/port/posix/coap/answer.hpp>
#include <femto/update/resource/refusal.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The one place that knows what devices' answers mean: the words of their keys and values.

namespace fc::cli::remote {

using update::resource::key;

/// The row of a number that a device calls an error; that of `ok` for one that nobody knows.
inline const error_row& row_of_error(const value& of) {
    const auto at = std::ranges::find(
        error_table, static_cast<errc>(static_cast<std::int8_t>(of.number)), &error_row::code);
    return at == error_table.end() ? error_table.front() : *at;
}

/// The state of a container: "attached".
inline std::string name_of_state(const value& of) {
    constexpr auto most = static_cast<std::uint64_t>(container_state::leaving);
    return of.number <= most ? device::name_of(static_cast<container_state>(of.number))
                             : std::to_string(of.number);
}
/// That of a slot: one whose image is not loaded waits for what keeps it from that.
inline std::string state_of_slot(const value& slot) {
    const bool is_waiting = slot[key::size] && slot[key::state].number == 0;
    return is_waiting ? "waiting" : name_of_state(slot[key::state]);
}
/// That of an update: "installed".
inline std::string name_of_update(const value& of) {
    constexpr std::array<const char*, 5> words{"none", "receiving", "fetching", "installed",
                                               "refused"};
    return of.number < words.size() ? words[of.number] : std::to_string(of.number);
}

/// The UUID that a device answered with; nothing for what is none.
inline std::optional<uuid> uuid_in(const value& of) {
    uuid id;
    if (of.bytes.size() != id.bytes.size()) {
        return std::nullopt;
    }
    std::copy(of.bytes.begin(), of.bytes.end(), id.bytes.begin());
    return id;
}
inline std::string uuid_of(const value& of) {
    const auto id = uuid_in(of);
    return id ? uuid_text(*id) : hex_of(of.bytes);
}
/// "timer", or the UUID of a hook without a word; "-" for none.
inline std::string name_of_hook(const value& of) {
    const auto id = uuid_in(of);
    return !of ? "-" : id ? device::name_of_hook(*id) : hex_of(of.bytes);
}

/// What kept a device from fetching: the code of whom it asked, or a gateway's of its own
/// (RFC 7252 section 5.9.3).
inline std::string cause_of_fetch(update::resource::code it) {
    using update::resource::code;
    switch (it) {
    case code::proxying_not_supported: return "the device cannot ask there, or may not";
    case code::gateway_timeout: return "no answer came from there";
    case code::bad_gateway: return "the answer made no sense, or changed in the middle";
    default: return "the answer was " + posix::coap::answer{.code = it}.said();
    }
}

/// Of people, or of a device, on one line; "-" for nothing.
inline std::string text_of(const value& of) {
    return of.bytes.empty() ? "-" : on_one_line(of.bytes);
}
inline std::string number_of(const value& of) { return of ? std::to_string(of.number) : "-"; }

/// Why an update was refused, for people.
inline std::string why_refused(const value& update) {
    const error_row& error = row_of_error(update[key::error]);
    std::string out = sentence_of(error, static_cast<std::uint32_t>(update[key::at].number));
    if (const value& code = update[key::code];
        code.number != 0 && error.code == errc::fetch_failed) {
        out += ": " + cause_of_fetch(static_cast<update::resource::code>(code.number));
    }
    return out;
}

namespace detail {

inline std::string json_number(const value& of, key in) {
    switch (in) {
    case key::error:
    case key::last_fault: return json_string(row_of_error(of).name);
    case key::state: return json_string(name_of_update(of));
    case key::r0:
    case key::registers: return json_string(to_hex(of.number));
    default: break;
    }
    return of.is_negative ? std::to_string(static_cast<std::int64_t>(of.number))
                          : std::to_string(of.number);
}

inline std::string json_bytes(const value& of, key in) {
    switch (in) {
    case key::hook:
    case key::vendor:
    case key::device_class:
    case key::device: return json_string(uuid_of(of));
    case key::characters: return json_string(of.bytes);
    default: return json_string(hex_of(of.bytes));
    }
}

/// Names in JSON have no '-'.
inline std::string json_name(std::uint64_t number) {
    const auto* const row = update::resource::find_key_row(number);
    std::string out = row == nullptr ? "key_" + std::to_string(number) : row->name;
    std::ranges::replace(out, '-', '_');
    return out;
}

/// How many requests were refused, by why: {"request": 0, "rights": 2}. Of a cause that nobody knows, its
/// number.
inline std::string json_refusals(const value& of) {
    std::string out;
    std::size_t cause = 0;
    for (const value& each : of.items) {
        const bool has_name = cause < update::resource::cause_count;
        out +=
            (out.empty() ? "\"" : ", \"") +
            (has_name ? update::resource::cause_names[cause] : "cause_" + std::to_string(cause)) +
            "\": " + std::to_string(each.number);
        ++cause;
    }
    return "{" + out + "}";
}

} // namespace detail

/// What a device answered, for programs. @param in  the key it stood under
inline std::string json_of(const value& of, key in = key::slot, bool is_of_update = false) {
    std::string out;
    switch (of.is) {
    case value::kind::none: return "null";
    case value::kind::boolean: return of.number != 0 ? "true" : "false";
    case value::kind::text: return json_string(of.bytes);
    case value::kind::number: return detail::json_number(of, in);
    case value::kind::bytes: return detail::json_bytes(of, in);
    case value::kind::array:
        if (in == key::refusals) {
            return detail::json_refusals(of);
        }
        for (const value& each : of.items) {
            out += (out.empty() ? "" : ", ") + json_of(each, in, is_of_update);
        }
        return "[" + out + "]";
    case value::kind::map: break;
    }
    for (const auto& [name, what] : of.pairs) {
        const auto at = static_cast<key>(std::min<std::uint64_t>(name, 255));
        const bool is_of_slot = at == key::state && !is_of_update;
        out += (out.empty() ? "\"" : ", \"") + detail::json_name(name) + "\": " +
               (is_of_slot ? json_string(state_of_slot(of))
                           : json_of(what, at, is_of_update || at == key::update));
    }
    return "{" + out + "}";
}

} // namespace fc::cli::remote
