// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/message.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fc::posix::coap {

/// Why there is no answer, or not all of one.
enum class failure : std::uint8_t {
    none,
    bad_uri,
    no_address,
    no_key,
    no_socket,
    no_handshake,
    no_answer,
    unreachable,
    rejected,
    bad_answer,
    mixed,
    too_large,
    not_observable,
    stopped,
};

inline const char* sentence(failure it) {
    constexpr std::array<const char*, 14> sentences{
        "there is an answer",
        "this is no coap:// or coaps:// address with a path of short segments",
        "the host has no address, or a name where only numbers are taken",
        "coaps needs an identity and its key",
        "the system gives no socket for it",
        "no secure connection: the identity is not known there, or with another key",
        "no answer in time",
        "nobody listens at this address",
        "the message was rejected: who got it does not know what it is about",
        "the answer does not fit what was asked",
        "the resource changed while it was read",
        "the answer is larger than was allowed",
        "the resource cannot be observed",
        "stopped before the end",
    };
    return sentences[static_cast<std::size_t>(it)];
}

/// What was answered, or why nothing was.
struct answer {
    failure error = failure::none;
    update::resource::code code{}; ///< of no meaning unless `error` is `none`
    std::uint16_t content_format = update::resource::format::none;
    std::uint32_t max_age_s = update::resource::response::max_age_default_s;
    std::uint32_t size1 = 0; ///< with 4.13: how large the request may be, if that was said
    std::vector<std::uint8_t> etag{};
    std::vector<std::uint8_t> payload{}; ///< whole; empty if a sink was given

    bool ok() const { return error == failure::none && update::resource::is_success(code); }
    /// For people: "4.03 Forbidden: not yours".
    std::string said() const {
        if (error != failure::none) {
            return sentence(error);
        }
        const char* const name = update::resource::name_of(code);
        const unsigned number = static_cast<unsigned>(code);
        std::string out = name != nullptr ? name
                                          : std::to_string(number >> 5) + '.' +
                                                std::to_string(number % 32 / 10) +
                                                std::to_string(number % 32 % 10);
        if (!update::resource::is_success(code) && !payload.empty()) {
            out += ": ";
            for (const std::uint8_t each : payload) { // a stranger's: nothing that moves a cursor
                out += each < 0x20 || each == 0x7F ? '?' : static_cast<char>(each);
            }
        }
        return out;
    }
};

} // namespace fc::posix::coap
