// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/code.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fc::test::wire {

enum class type : std::uint8_t { con, non, ack, rst };

/// Option numbers (RFC 7252, 7641, 7959).
enum option : unsigned {
    if_match = 1,
    etag = 4,
    if_none_match = 5,
    observe = 6,
    uri_path = 11,
    content_format = 12,
    max_age = 14,
    uri_query = 15,
    accept = 17,
    block2 = 23,
    block1 = 27,
    size2 = 28,
    proxy_uri = 35,
    size1 = 60,
};

/// A CoAP message as its bytes say (RFC 7252 section 3): what tests send and expect, right or wrong,
/// without the library that is tested.
struct message {
    wire::type type = wire::type::con;
    unsigned code = 0;
    std::uint16_t id = 0;
    std::string token{};
    std::vector<std::pair<unsigned, std::string>> options{}; // in ascending order
    std::string payload{};

    message& with(unsigned number, std::string value) {
        options.emplace_back(number, std::move(value));
        return *this;
    }
    message& with(unsigned number, std::uint32_t value) {
        std::string bytes;
        for (; value != 0; value >>= 8) {
            bytes.insert(bytes.begin(), static_cast<char>(value));
        }
        return with(number, bytes);
    }
    message& path(std::string_view joined) {
        while (!joined.empty()) {
            const std::size_t end = joined.find('/');
            with(uri_path, std::string{joined.substr(0, end)});
            joined = end == joined.npos ? std::string_view{} : joined.substr(end + 1);
        }
        return *this;
    }
    std::optional<std::string> find(unsigned number) const {
        for (const auto& [at, value] : options) {
            if (at == number) {
                return value;
            }
        }
        return std::nullopt;
    }
    /// The number an option holds; nothing if there is no such option.
    std::optional<std::uint32_t> number(unsigned option) const {
        const auto value = find(option);
        std::uint32_t out = 0;
        for (const char byte : value.value_or("")) {
            out = out << 8 | static_cast<std::uint8_t>(byte);
        }
        return value ? std::optional{out} : std::nullopt;
    }
    update::resource::code response() const { return static_cast<update::resource::code>(code); }
};

namespace detail {
inline unsigned nibble(std::size_t it) {
    return it < 13 ? static_cast<unsigned>(it) : it < 269 ? 13 : 14;
}
inline void extend(std::string& to, std::size_t it) {
    if (it >= 269) {
        to += static_cast<char>((it - 269) >> 8);
        to += static_cast<char>(it - 269);
    } else if (it >= 13) {
        to += static_cast<char>(it - 13);
    }
}
} // namespace detail

inline std::string bytes_of(const message& it) {
    std::string out;
    out += static_cast<char>(0x40 | static_cast<unsigned>(it.type) << 4 | it.token.size());
    out += static_cast<char>(it.code);
    out += static_cast<char>(it.id >> 8);
    out += static_cast<char>(it.id);
    out += it.token;
    unsigned previous = 0;
    for (const auto& [number, value] : it.options) {
        const unsigned delta = number - previous;
        out += static_cast<char>(detail::nibble(delta) << 4 | detail::nibble(value.size()));
        detail::extend(out, delta);
        detail::extend(out, value.size());
        out += value;
        previous = number;
    }
    if (!it.payload.empty()) {
        out += '\xFF';
        out += it.payload;
    }
    return out;
}

/// Nothing for bytes that are no message.
inline std::optional<message> message_of(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 4) {
        return std::nullopt;
    }
    message out;
    out.type = static_cast<type>(bytes[0] >> 4 & 3);
    out.code = bytes[1];
    out.id = static_cast<std::uint16_t>(bytes[2] << 8 | bytes[3]);
    std::size_t at = 4;
    const auto take = [&](std::size_t count) {
        std::string taken;
        while (count-- != 0 && at < bytes.size()) {
            taken += static_cast<char>(bytes[at++]);
        }
        return taken;
    };
    const auto extended = [&](unsigned nibble) -> unsigned {
        unsigned out_of = nibble;
        if (nibble >= 13) {
            out_of = nibble == 13 ? 13 : 269;
            unsigned more = 0;
            for (const char byte : take(nibble - 12)) {
                more = more << 8 | static_cast<std::uint8_t>(byte);
            }
            out_of += more;
        }
        return out_of;
    };
    out.token = take(bytes[0] & 15);
    unsigned number = 0;
    while (at < bytes.size() && bytes[at] != 0xFF) {
        const unsigned head = bytes[at++];
        number += extended(head >> 4);
        const unsigned size = extended(head & 15);
        out.options.emplace_back(number, take(size));
    }
    ++at;
    out.payload = at < bytes.size() ? take(bytes.size() - at) : "";
    return out;
}

/// Number, "more" and size of a block, as Block1 and Block2 hold them.
constexpr std::uint32_t block(std::uint32_t number, bool more, std::uint32_t bytes) {
    std::uint32_t exponent = 0;
    while (16U << exponent < bytes) {
        ++exponent;
    }
    return number << 4 | static_cast<std::uint32_t>(more) << 3 | exponent;
}

} // namespace fc::test::wire
