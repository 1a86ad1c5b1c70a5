// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/reader.hpp>
#include <femto/update/resource/keys.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::remote {

/// What a device answered: an item of CBOR, with all that is in it.
struct value {
    using key = update::resource::key;
    enum class kind : std::uint8_t { none, number, bytes, text, boolean, array, map };

    kind is = kind::none;
    std::uint64_t number = 0; // of a negative one, its two's complement
    bool is_negative = false;
    std::string bytes{}; // of a text, too
    std::vector<value> items{};
    std::vector<std::pair<std::uint64_t, value>> pairs{};

    explicit operator bool() const { return is != kind::none; }
    /// What a map has under a key; nothing if it has nothing.
    const value& operator[](key at) const {
        static const value nothing;
        for (const auto& [name, what] : pairs) {
            if (name == static_cast<std::uint64_t>(at)) {
                return what;
            }
        }
        return nothing;
    }
};

namespace detail {

inline std::optional<value> read_string(update::cbor::reader& from, bool is_text) {
    const auto bytes = is_text ? from.text() : from.bytes();
    if (!bytes) {
        return std::nullopt;
    }
    value out;
    out.is = is_text ? value::kind::text : value::kind::bytes;
    out.bytes = {bytes->begin(), bytes->end()};
    return out;
}

inline std::optional<value> read_number(update::cbor::reader& from, bool is_negative) {
    value out;
    out.is = value::kind::number;
    out.is_negative = is_negative;
    if (!is_negative) {
        out.number = *from.uint();
        return out;
    }
    const auto number = from.integer();
    out.number = number ? static_cast<std::uint64_t>(*number) : 0;
    return number ? std::optional{out} : std::nullopt;
}

/// Who answers may be anybody: what is nested deeply is no answer.
inline std::optional<value> read_value(update::cbor::reader& from, int levels) {
    using update::cbor::type;
    const auto next = from.peek();
    if (!next || levels == 0) {
        return std::nullopt;
    }
    if (*next == type::uint || *next == type::nint) {
        return read_number(from, *next == type::nint);
    }
    if (*next == type::bytes || *next == type::text) {
        return read_string(from, *next == type::text);
    }
    value out;
    if (*next != type::array && *next != type::map) {
        const auto yes = from.boolean();
        out.is = value::kind::boolean;
        out.number = yes && *yes ? 1 : 0;
        return yes ? std::optional{out} : std::nullopt;
    }
    const bool is_map = *next == type::map;
    const auto count = is_map ? from.map() : from.array();
    if (!count) {
        return std::nullopt;
    }
    out.is = is_map ? value::kind::map : value::kind::array;
    for (std::uint32_t i = 0; i < *count; ++i) { // ends where the bytes do
        const auto name = is_map ? from.uint() : result<std::uint64_t>{0};
        auto item = name ? read_value(from, levels - 1) : std::nullopt;
        if (!item) {
            return std::nullopt;
        }
        if (is_map) {
            out.pairs.emplace_back(*name, std::move(*item));
        } else {
            out.items.push_back(std::move(*item));
        }
    }
    return out;
}

} // namespace detail

/// The one item that `bytes` are; nothing for anything else.
inline std::optional<value> read_value(std::span<const std::uint8_t> bytes) {
    constexpr int levels_max = 6;
    update::cbor::reader from{borrowed<std::uint8_t>{bytes}};
    auto out = detail::read_value(from, levels_max);
    return out && from.at_end() ? std::move(out) : std::nullopt;
}

} // namespace fc::cli::remote
