// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/resource/keys.hpp>
#include <femto/update/resource/response.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// Writes an answer in deterministic CBOR, item by item as it is made: no more of it is kept than the
/// response keeps. The caller sees to as many pairs as `map` was told, in rising order of their keys.
class items {
public:
    explicit items(response& to) : to_{to} {}

    FEMTO_OUTLINE void array(std::size_t size) {
        head([size](cbor::writer& to) { to.array(size); });
    }
    FEMTO_OUTLINE void map(std::size_t pairs) {
        head([pairs](cbor::writer& to) { to.map(pairs); });
    }
    FEMTO_OUTLINE void number(std::uint64_t value) {
        head([value](cbor::writer& to) { to.uint(value); });
    }
    FEMTO_OUTLINE void bytes_of(std::size_t size) {
        head([size](cbor::writer& to) { to.bytes_of(size); });
    }
    void raw(std::span<const std::uint8_t> bytes) { to_.write(bytes); }
    void raw(text characters) { to_.write(characters); }

    void put(key at) { number(static_cast<std::uint64_t>(at)); }
    FEMTO_OUTLINE void put(key at, std::uint64_t value) {
        put(at);
        number(value);
    }
    FEMTO_OUTLINE void put(key at, errc error) {
        put(at);
        head([error](cbor::writer& to) { to.integer(static_cast<std::int8_t>(error)); });
    }
    FEMTO_OUTLINE void put_flag(key at, bool value) {
        put(at);
        head([value](cbor::writer& to) { to.boolean(value); });
    }
    FEMTO_OUTLINE void put(key at, std::span<const std::uint8_t> bytes) {
        put(at);
        bytes_of(bytes.size());
        raw(bytes);
    }
    /// @param utf8  which is not looked at
    FEMTO_OUTLINE void put_text(key at, std::span<const std::uint8_t> utf8) {
        put_text_head(at, utf8.size());
        raw(utf8);
    }
    FEMTO_OUTLINE void put_text(key at, text utf8) {
        put_text_head(at, utf8.size());
        raw(utf8);
    }
    void put_array(key at, std::size_t size) {
        put(at);
        array(size);
    }
    void put_map(key at, std::size_t pairs) {
        put(at);
        map(pairs);
    }

private:
    void put_text_head(key at, std::size_t size) {
        put(at);
        head([size](cbor::writer& to) { to.text_of(size); });
    }
    template <class Write>
    FEMTO_INLINE void head(Write write) {
        std::array<std::uint8_t, 9> room{};
        cbor::writer one{room};
        write(one);
        to_.write(std::span<const std::uint8_t>{room}.first(one.size()));
    }

    response& to_;
};

} // namespace fc::update::resource
