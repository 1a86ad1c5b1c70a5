// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

namespace fc::update::resource {

/// What a request asks for (RFC 7252 section 12.1.1, RFC 8132), with its number on the wire.
enum class method : std::uint8_t { get = 1, post, put, del, fetch, patch, ipatch };

/// A response code, with its number on the wire: class in the upper three bits, detail in the others.
constexpr std::uint8_t code_number(unsigned of_class, unsigned detail) {
    return static_cast<std::uint8_t>(of_class << 5 | detail);
}

enum class code : std::uint8_t {
    created = code_number(2, 1),
    deleted = code_number(2, 2),
    valid = code_number(2, 3),
    changed = code_number(2, 4),
    content = code_number(2, 5),
    continues = code_number(2, 31),
    bad_request = code_number(4, 0),
    unauthorized = code_number(4, 1),
    bad_option = code_number(4, 2),
    forbidden = code_number(4, 3),
    not_found = code_number(4, 4),
    method_not_allowed = code_number(4, 5),
    not_acceptable = code_number(4, 6),
    request_incomplete = code_number(4, 8),
    conflict = code_number(4, 9),
    precondition_failed = code_number(4, 12),
    too_large = code_number(4, 13),
    unsupported_format = code_number(4, 15),
    unprocessable = code_number(4, 22),
    too_many_requests = code_number(4, 29),
    internal_error = code_number(5, 0),
    not_implemented = code_number(5, 1),
    bad_gateway = code_number(5, 2),
    unavailable = code_number(5, 3),
    gateway_timeout = code_number(5, 4),
    proxying_not_supported = code_number(5, 5),
};

constexpr bool is_success(code it) { return static_cast<unsigned>(it) >> 5 == 2; }

/// A code and how people call it. A firmware that does not ask for names links none.
struct code_row {
    code number;
    const char* name;
};

/// RFC 7252 section 12.1.2; 4.08 and 2.31 RFC 7959, 4.09 and 4.22 RFC 8132, 4.29 RFC 8516.
inline constexpr std::array<code_row, 26> codes{{
    {code::created, "2.01 Created"},
    {code::deleted, "2.02 Deleted"},
    {code::valid, "2.03 Valid"},
    {code::changed, "2.04 Changed"},
    {code::content, "2.05 Content"},
    {code::continues, "2.31 Continue"},
    {code::bad_request, "4.00 Bad Request"},
    {code::unauthorized, "4.01 Unauthorized"},
    {code::bad_option, "4.02 Bad Option"},
    {code::forbidden, "4.03 Forbidden"},
    {code::not_found, "4.04 Not Found"},
    {code::method_not_allowed, "4.05 Method Not Allowed"},
    {code::not_acceptable, "4.06 Not Acceptable"},
    {code::request_incomplete, "4.08 Request Entity Incomplete"},
    {code::conflict, "4.09 Conflict"},
    {code::precondition_failed, "4.12 Precondition Failed"},
    {code::too_large, "4.13 Request Entity Too Large"},
    {code::unsupported_format, "4.15 Unsupported Content-Format"},
    {code::unprocessable, "4.22 Unprocessable Entity"},
    {code::too_many_requests, "4.29 Too Many Requests"},
    {code::internal_error, "5.00 Internal Server Error"},
    {code::not_implemented, "5.01 Not Implemented"},
    {code::bad_gateway, "5.02 Bad Gateway"},
    {code::unavailable, "5.03 Service Unavailable"},
    {code::gateway_timeout, "5.04 Gateway Timeout"},
    {code::proxying_not_supported, "5.05 Proxying Not Supported"},
}};

/// The name of a code; nullptr for one that is not in the table.
constexpr const char* name_of(code it) {
    for (const code_row& row : codes) {
        if (row.number == it) {
            return row.name;
        }
    }
    return nullptr;
}

} // namespace fc::update::resource
