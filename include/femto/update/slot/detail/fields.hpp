// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/update/slot/record.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// Gives `field` every field of a record, in the order that they have in storage. The only place
/// that knows it: records are read and written by it.
template <class Record, class Field>
constexpr void each_field(Record& record, Field& field) {
    field(record.active);
    field(record.attempts);
    field(record.on_trial);
    field(record.stopped);
    field(record.rolled_back);
    field(record.sequence);
    field(record.newest);
    for (auto& image : record.images) {
        field(image.size);
        field(image.position);
        field(image.budget);
        field(image.sequence);
        field(image.digest);
        field(image.hook);
        field(image.name);
        field(image.key);
    }
}

/// `put(bytes)` for each field, the lower bytes of a number first.
template <class Put>
class field_writer {
public:
    explicit constexpr field_writer(Put& put) : put_{put} {}

    template <std::size_t Size>
    constexpr void operator()(const std::array<std::uint8_t, Size>& field) {
        put_(std::span<const std::uint8_t>{field});
    }
    template <std::size_t Size>
    constexpr void operator()(const std::array<char, Size>& field) {
        for (const char each : field) {
            (*this)(static_cast<std::uint8_t>(each));
        }
    }
    constexpr void operator()(bool field) { (*this)(static_cast<std::uint8_t>(field)); }
    template <std::unsigned_integral Number>
    constexpr void operator()(Number field) {
        std::array<std::uint8_t, sizeof(Number)> bytes{};
        store_le(bytes.data(), field);
        (*this)(bytes);
    }

private:
    Put& put_;
};

/// `get(bytes)` for each field, which fills them.
template <class Get>
class field_reader {
public:
    explicit constexpr field_reader(Get& get) : get_{get} {}

    template <std::size_t Size>
    constexpr void operator()(std::array<std::uint8_t, Size>& field) {
        get_(std::span<std::uint8_t>{field});
    }
    template <std::size_t Size>
    constexpr void operator()(std::array<char, Size>& field) {
        for (char& each : field) {
            std::uint8_t byte = 0;
            (*this)(byte);
            each = static_cast<char>(byte);
        }
    }
    constexpr void operator()(bool& field) {
        std::uint8_t byte = 0;
        (*this)(byte);
        field = byte != 0;
    }
    template <std::unsigned_integral Number>
    constexpr void operator()(Number& field) {
        std::array<std::uint8_t, sizeof(Number)> bytes{};
        (*this)(bytes);
        field = load_le<Number>(bytes.data());
    }

private:
    Get& get_;
};

} // namespace fc::update::detail
