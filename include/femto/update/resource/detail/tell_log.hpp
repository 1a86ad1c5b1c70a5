// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/items.hpp>
#include <femto/update/resource/message.hpp>
#include <femto/update/resource/number.hpp>
#include <femto/update/resource/refusal.hpp>

#include <cstdint>

namespace fc::update::resource::detail {

/// The text of a log from the character on that `?from=` says, or from the first that is kept.
template <class Log>
refusal tell_log(const Log& log, const request& asked, response& out) {
    constexpr auto from_word = text_of("from");
    std::uint32_t at = log.begin();
    if (asked.query.has(from_word)) {
        const auto wanted = read_number(asked.query.value_of(from_word));
        if (!wanted) {
            return {errc::bad_request};
        }
        // Numbers go round: what is not kept any more is not between begin and end.
        at = *wanted - log.begin() <= log.end() - log.begin() ? *wanted : at;
    }
    out.content_format = format::cbor;
    items to{out};
    to.map(2);
    to.put(key::number, at);
    to.put(key::characters);
    to.bytes_of(log.end() - at);
    for (auto piece = log.piece(at); !piece.empty(); piece = log.piece(at)) {
        to.raw(piece);
        at += static_cast<std::uint32_t>(piece.size());
    }
    return {};
}

} // namespace fc::update::resource::detail
