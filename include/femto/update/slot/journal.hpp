// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/update/slot/detail/crc32c.hpp>
#include <femto/update/slot/detail/erase.hpp>
#include <femto/update/slot/detail/stored.hpp>
#include <femto/update/slot/layout.hpp>
#include <femto/update/slot/record.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::update {

/// Where a slot keeps its record: two halves, written in turns. In each, records follow one another,
/// and a record counts more than those before it; a half of a higher generation counts more than the
/// other. README.md says why no loss of power costs both the old record and the new one.
template <platform::storage Storage>
class journal {
    using geometry = journal_geometry<Storage>;

public:
    constexpr journal(Storage& storage, const slot_place& place)
        : storage_{storage}, place_{place} {}
    Storage& storage() const { return storage_; }
    const slot_place& place() const { return place_; }

    /// Reads the newest record; an empty one if there is none. When the last session ended in the
    /// middle of something, writes it once more: what reads so now may read otherwise next time.
    /// @return  false: the storage failed, and the record is not certain to be read again
    bool recover(slot_record& record);

    /// Puts `record` behind all others. When it fails, or power is lost, either this one or the one
    /// before is what `recover` reads.
    bool append(const slot_record& record);

private:
    /// More erasures than any storage endures; beyond it lie erased and invented numbers.
    static constexpr std::uint32_t generations = 0x4000'0000;

    /// What is known of a half: the generation of its newest record, then two bits that say how
    /// certain that is; 0 when it has no record.
    using finding = std::uint32_t;
    static constexpr finding solid = 1;   // its bits will stay as they are
    static constexpr finding settled = 2; // and whoever looks will see that
    static constexpr std::uint32_t generation_of(finding it) { return it >> 2; }

    finding look(std::uint32_t half, slot_record& record) const;
    std::uint32_t read(std::uint32_t at, slot_record& record) const;
    bool write(std::uint32_t at, const slot_record& record, std::uint32_t generation);
    bool erase(std::uint32_t half) const {
        return detail::erase(storage_, offset_of(half), geometry::half_bytes);
    }

    std::uint32_t offset_of(std::uint32_t half, std::uint32_t place = 0) const {
        return place_.offset + half * geometry::half_bytes + place * geometry::place_bytes;
    }
    /// The words behind a record.
    enum word : std::uint32_t {
        generation_word,
        sum_word,   ///< of all before; with it the record counts
        proof_word, ///< that the sum is complete
        seal_word,  ///< that the proof is
        words
    };
    static constexpr std::uint32_t at_word(std::uint32_t record, std::uint32_t which) {
        return record + detail::record_bytes + which * geometry::word_bytes;
    }
    /// Each is a number and its opposite: bits that only rise, or only fall, make no other of it.
    bool put(std::uint32_t at, std::uint32_t number) {
        std::array<std::uint8_t, geometry::word_bytes> bytes;
        store_le(&bytes[0], number);
        store_le(&bytes[4], ~number);
        for (std::uint32_t i = 8; i < bytes.size(); ++i) {
            bytes[i] = 0xFF;
        }
        return storage_.write(at, bytes);
    }
    static bool holds(const std::uint8_t* word, std::uint32_t number) {
        return load_le<std::uint32_t>(word) == number &&
               load_le<std::uint32_t>(word + 4) == ~number;
    }
    bool has_word(std::uint32_t record, word which) const {
        return !is_blank(at_word(record, which), geometry::word_bytes);
    }
    bool is_blank(std::uint32_t at, std::uint32_t bytes) const {
        const std::uint8_t* const from = &storage_.contents()[at];
        for (std::uint32_t i = 0; i < bytes; ++i) {
            if (from[i] != 0xFF) {
                return false;
            }
        }
        return true;
    }

    Storage& storage_;
    slot_place place_;
    std::uint32_t half_ = 0;                // the one to keep
    std::uint32_t next_ = geometry::places; // its first place that is certain to be blank
    std::uint32_t generation_ = 0;          // of the newest record
};

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::recover(slot_record& record) {
    finding newer = look(0, record);
    finding older = look(1, record);
    half_ = 0;
    if (generation_of(older) > generation_of(newer)) {
        std::swap(newer, older);
        half_ = 1;
    }
    // Once more, the newer first: a record counts if its bytes had the right sum as they were taken,
    // whatever they were a moment before.
    if (look(half_, record) == 0 && look(half_ ^ 1U, record) == 0) {
        record = {};
    }

    // Places that look blank are not used any more: a write that was cut short can leave bits weak
    // and show no trace.
    next_ = geometry::places;
    generation_ = generation_of(newer);
    // A half that looks blank is not to be trusted either: it may be one whose erasure was cut short,
    // and have its record again at the next start.
    if (older != 0) {
        if ((newer & settled) != 0) {
            return true;
        }
        if ((newer & solid) == 0) {
            half_ ^= 1U;
        }
    }
    bool is_certain = append(record);
    if (newer == 0) { // nor was there one in the other half
        next_ = geometry::places;
        is_certain = is_certain && append(record);
    }
    return is_certain;
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::append(const slot_record& record) {
    std::uint32_t half = half_;
    std::uint32_t place = next_;
    std::uint32_t generation = generation_;
    next_ = geometry::places; // until it is done, nobody knows what is there
    if (place == geometry::places) {
        half ^= 1U;
        place = 0;
        ++generation;
        if (!erase(half)) {
            return false;
        }
    }
    if (!write(offset_of(half, place), detail::ordered(record), generation)) {
        return false;
    }
    half_ = half;
    next_ = place + 1;
    generation_ = generation;
    return true;
}

/// The newest record of one half.
template <platform::storage Storage>
FEMTO_OUTLINE auto journal<Storage>::look(std::uint32_t half, slot_record& record) const
    -> finding {
    bool is_last = true; // nothing lies behind
    for (std::uint32_t place = geometry::places; place-- > 0;) {
        const std::uint32_t at = offset_of(half, place);
        if (is_blank(at, geometry::place_bytes)) {
            continue;
        }
        const finding out = read(at, record) << 2;
        if (out == 0) {
            is_last = false;
        } else if (!is_last) {
            return out | solid;
        } else if (has_word(at, proof_word)) {
            return out | solid | (has_word(at, seal_word) ? settled : 0);
        } else { // nothing is written behind a record before it is complete
            return place != 0 ? out | solid : out;
        }
    }
    return 0;
}

/// Takes each byte once, since it may not be the same twice.
/// @return  its generation; 0: there is no record, and `record` has changed
template <platform::storage Storage>
FEMTO_OUTLINE std::uint32_t journal<Storage>::read(std::uint32_t at, slot_record& record) const {
    const std::uint8_t* const from = &storage_.contents()[at];
    const std::uint8_t* const behind = from + detail::record_bytes;
    const auto generation = load_le<std::uint32_t>(behind);
    const auto bytes = detail::bytes_of(record);
    for (std::uint32_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = from[i];
    }
    const std::uint32_t sum = detail::crc32c(~generation, detail::bytes_of(std::as_const(record)));
    detail::change_order(bytes);
    const bool is_record = holds(behind, generation) &&
                           holds(behind + geometry::word_bytes, ~sum) && generation < generations &&
                           detail::has_only_flags(record) && is_sound(record, place_.image_bytes);
    return is_record ? generation : 0;
}

template <platform::storage Storage>
FEMTO_INLINE bool journal<Storage>::write(std::uint32_t at, const slot_record& record,
                                          std::uint32_t generation) {
    const auto bytes = detail::bytes_of(record);
    const std::array<std::uint32_t, words> behind{generation, ~detail::crc32c(~generation, bytes)};
    bool is_good = storage_.write(at, bytes);
    for (std::uint32_t i = 0; is_good && i < words; ++i) {
        is_good = put(at_word(at, i), behind[i]);
    }
    return is_good;
}

} // namespace fc::update
