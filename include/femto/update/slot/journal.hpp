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
    constexpr journal(Storage& storage, slot_place place) : storage_{storage}, place_{place} {}
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
    static constexpr std::uint32_t generations = 0x8000'0000;

    struct half_state {
        std::uint32_t generation = 0; // 0: it has no record
        bool is_blank = true;
        bool is_solid = false;   // it has a record whose bits will stay as they are
        bool is_settled = false; // that is the newest, and it will be seen to be solid each time
    };

    half_state look(std::uint32_t half, slot_record& record) const;
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
    FEMTO_OUTLINE bool is_blank(std::uint32_t at, std::uint32_t bytes) const {
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
    const half_state halves[]{look(0, record), look(1, record)};
    const std::uint32_t newer = halves[1].generation > halves[0].generation ? 1 : 0;
    const half_state& first = halves[newer];
    const half_state& second = halves[newer ^ 1U];

    // Once more, the newer first: a record counts if its bytes had the right sum as they were taken,
    // whatever they were a moment before.
    if (look(newer, record).generation == 0 && look(newer ^ 1U, record).generation == 0) {
        record = {};
    }

    // Places that look blank are not used any more: a write that was cut short can leave bits weak
    // and show no trace.
    next_ = geometry::places;
    generation_ = first.generation;
    half_ = first.is_solid || second.generation == 0 ? newer : newer ^ 1U;
    // A half that looks blank is not to be trusted either: it may be one whose erasure was cut short,
    // and have its record again at the next start.
    if (first.is_settled && second.generation != 0) {
        return true;
    }
    bool is_certain = append(record);
    if (first.generation == 0) { // nor was there one in the other half
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
    -> half_state {
    half_state out;
    for (std::uint32_t place = geometry::places; place-- > 0;) {
        const std::uint32_t at = offset_of(half, place);
        if (is_blank(at, geometry::place_bytes)) {
            continue;
        }
        const bool is_last = out.is_blank;
        out.is_blank = false;
        out.generation = read(at, record);
        if (out.generation != 0) {
            // Nothing is written behind a record before it is complete.
            const bool has_proof = has_word(at, proof_word);
            const bool has_seal = has_word(at, seal_word);
            out.is_solid = !is_last || place != 0 || has_proof;
            out.is_settled = is_last && has_proof && has_seal;
            break;
        }
    }
    return out;
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
FEMTO_OUTLINE bool journal<Storage>::write(std::uint32_t at, const slot_record& record,
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
