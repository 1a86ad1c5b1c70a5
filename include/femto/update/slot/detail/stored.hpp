// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/slot/record.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

namespace fc::update::detail {

/// Storage has the fields of a record one behind the other, the lowest byte of a number first. Their
/// order is such that a compiler leaves no gaps: where numbers have their lowest byte first in RAM,
/// the two are the same, and nothing is moved.
static_assert(std::is_standard_layout_v<slot_record> && std::is_trivially_copyable_v<slot_record>);
static_assert(std::has_unique_object_representations_v<slot_record>,
              "a byte of slot_record is of no field");
static_assert(sizeof(image_record) == 88 && sizeof(slot_record) == 224 && sizeof(bool) == 1,
              "what is in storage has another size: give it another format");

inline constexpr std::uint32_t record_bytes = sizeof(slot_record);

/// The bytes of a record, or of what it says of one image.
template <class Record>
auto bytes_of(Record& record) {
    using byte = std::conditional_t<std::is_const_v<Record>, const std::uint8_t, std::uint8_t>;
    return std::span<byte, sizeof(Record)>{reinterpret_cast<byte*>(&record), sizeof(Record)};
}

/// Where the numbers of a record are that have more than one byte.
struct number_place {
    std::uint8_t at;
    std::uint8_t size;
};
inline constexpr std::size_t first_image = offsetof(slot_record, images);
inline constexpr std::size_t second_image = first_image + sizeof(image_record);
inline constexpr std::array numbers{
    number_place{offsetof(slot_record, sequence), sizeof(slot_record::sequence)},
    number_place{first_image + offsetof(image_record, sequence), sizeof(image_record::sequence)},
    number_place{first_image + offsetof(image_record, size), sizeof(image_record::size)},
    number_place{first_image + offsetof(image_record, budget), sizeof(image_record::budget)},
    number_place{second_image + offsetof(image_record, sequence), sizeof(image_record::sequence)},
    number_place{second_image + offsetof(image_record, size), sizeof(image_record::size)},
    number_place{second_image + offsetof(image_record, budget), sizeof(image_record::budget)},
};

/// True if each flag is 0 or 1, which has to be known before it is looked at as one.
inline bool has_only_flags(const slot_record& record) {
    const auto bytes = bytes_of(record);
    bool are_flags = true;
    for (std::size_t i = offsetof(slot_record, on_trial); i < bytes.size(); ++i) {
        are_flags = are_flags && bytes[i] <= 1;
    }
    return are_flags;
}
static_assert(offsetof(slot_record, accepted) - offsetof(slot_record, on_trial) == 4 &&
                  offsetof(slot_record, accepted) + 1 == record_bytes,
              "the flags are the last five bytes of a record");

/// From the order of RAM to that of storage, and back.
template <std::endian Ram = std::endian::native>
constexpr void change_order([[maybe_unused]] std::span<std::uint8_t, record_bytes> bytes) {
    if constexpr (Ram == std::endian::big) {
        for (const number_place& each : numbers) {
            for (std::size_t i = 0; i < each.size / 2U; ++i) {
                std::swap(bytes[each.at + i], bytes[each.at + each.size - 1U - i]);
            }
        }
    }
}

/// A record whose bytes are in the order of storage: the same where that is the order of RAM.
inline decltype(auto) ordered(const slot_record& record) {
    if constexpr (std::endian::native == std::endian::big) {
        slot_record out = record;
        change_order(bytes_of(out));
        return out;
    } else {
        return (record);
    }
}

} // namespace fc::update::detail
