// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/text.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace fc::cli::inspect {

using octets = std::span<const std::uint8_t>;

/// "byte 77: the item is not ...": what a scanner stopped at.
inline std::string complaint_of(const update::cbor::scanner& in) {
    return "byte " + std::to_string(in.offset()) + ": " + message(in.error());
}

/// h'0102': any bytes, long ones cut with their length behind them.
inline std::string bytes_of(octets bytes) {
    constexpr std::size_t most = 32;
    return "h'" + hex_of(bytes.first(std::min(bytes.size(), most))) +
           (bytes.size() <= most ? "'" : "...' (" + std::to_string(bytes.size()) + " bytes)");
}
inline std::string plain_text(octets text) {
    return on_one_line({reinterpret_cast<const char*>(text.data()), text.size()});
}

namespace detail {

/// Items as RFC 8949 section 8 writes them. `from` was gone through before, so it nests no deeper than
/// `scanner::skip` lets it.
inline void write_diagnostic(update::cbor::scanner& from, std::string& out) {
    using update::cbor::type;
    constexpr std::size_t most = 160;
    if (out.size() > most || from.failed()) {
        return;
    }
    const auto list = [&](std::uint32_t count, const char* between) {
        for (std::uint32_t i = 0; i < count && out.size() <= most; ++i) {
            out += i == 0 ? "" : ", ";
            write_diagnostic(from, out);
            if (*between != '\0') {
                out += between;
                write_diagnostic(from, out);
            }
        }
    };
    switch (from.peek()) {
    case type::uint: out += std::to_string(from.uint()); break;
    case type::nint: out += std::to_string(from.integer()); break;
    case type::bytes: out += bytes_of(from.bytes()); break;
    case type::text: out += '"' + plain_text(from.text()) + '"'; break;
    case type::array:
        out += '[';
        list(from.array(), "");
        out += ']';
        break;
    case type::map:
        out += '{';
        list(from.map(), ": ");
        out += '}';
        break;
    case type::tag:
        out += std::to_string(from.tag()) + '(';
        write_diagnostic(from, out);
        out += ')';
        break;
    case type::simple: {
        const std::uint8_t byte = from.skip()[0];
        out += byte == 0xF4   ? "false"
               : byte == 0xF5 ? "true"
               : byte == 0xF6 ? "null"
                              : "simple value";
        break;
    }
    }
}

} // namespace detail

/// Takes one item, whatever it is.
inline std::string take_any(update::cbor::scanner& in) {
    update::cbor::scanner items{in.skip()};
    if (in.failed()) {
        return {};
    }
    std::string out;
    detail::write_diagnostic(items, out);
    constexpr std::size_t most = 200;
    // A text is cut between characters when it is shown, not here.
    return out.size() > most ? on_one_line(out.substr(0, most)) + "..." : out;
}

} // namespace fc::cli::inspect
