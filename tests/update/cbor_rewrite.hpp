// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/reader.hpp>
#include <femto/update/cbor/writer.hpp>

namespace fc::test {

/// Reads every head in turn and writes it again: containers have no end to be written, so that this
/// goes from item to item however deep they are. False where one cannot be read by its type.
inline bool rewrite(update::cbor::reader from, update::cbor::writer& into) {
    using update::cbor::type;
    const auto give = [](const auto& taken, auto&& write) {
        if (taken) {
            write(*taken);
        }
        return static_cast<bool>(taken);
    };
    bool is_read = true;
    while (is_read && !from.at_end()) {
        switch (*from.peek()) {
        case type::uint: is_read = give(from.uint(), [&](auto n) { into.uint(n); }); break;
        case type::nint: {
            auto same = from;
            if (!give(from.integer(), [&](auto n) { into.integer(n); })) {
                is_read = give(same.skip(), [&](auto all) { into.raw(all); }); // beyond 64 bits
                from = same;
            }
            break;
        }
        case type::bytes: is_read = give(from.bytes(), [&](auto all) { into.bytes(all); }); break;
        case type::text: is_read = give(from.text(), [&](auto all) { into.text(all); }); break;
        case type::array: is_read = give(from.array(), [&](auto n) { into.array(n); }); break;
        case type::map: is_read = give(from.map(), [&](auto n) { into.map(n); }); break;
        case type::tag: is_read = give(from.tag(), [&](auto n) { into.tag(n); }); break;
        case type::simple:
            if (const auto value = from.boolean()) {
                into.boolean(*value);
            } else if (from.null()) {
                into.null();
            } else {
                is_read = give(from.skip(), [&](auto all) { into.raw(all); });
            }
            break;
        }
    }
    return is_read;
}

} // namespace fc::test
