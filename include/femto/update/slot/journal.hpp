// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/bytes.hpp>
#include <femto/update/slot/detail/crc32c.hpp>
#include <femto/update/slot/detail/stored.hpp>
#include <femto/update/slot/layout.hpp>
#include <femto/update/slot/record.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update {

/// Where a slot keeps its record: two halves, written in turns. In each, records follow one another,
/// and a record counts more than those before it; a half of a higher generation counts more than the
/// other. README.md says why no loss of power costs both the old record and the new one.
template <platform::storage Storage>
class journal {
    using geometry = journal_geometry<Storage>;

public:
    explicit constexpr journal(slot_place place) : place_{place} {}

    /// Reads the newest record; an empty one if there is none. When the last session ended in the
    /// middle of something, writes it once more: what reads so now may read otherwise next time.
    /// @return  false: the storage failed, and the record is not certain to be read again
    bool recover(Storage& storage, slot_record& record);

    /// Puts `record` behind all others. When it fails, or power is lost, either this one or the one
    /// before is what `recover` reads.
    bool append(Storage& storage, const slot_record& record);

private:
    /// More erasures than any storage endures; beyond it lie erased and invented numbers.
    static constexpr std::uint32_t generations = 0x8000'0000;

    struct half_state {
        std::uint32_t generation = 0; // 0: it has no record
        bool is_blank = true;
        bool is_solid = false;   // it has a record whose bits will stay as they are
        bool is_settled = false; // that is the newest, and it will be seen to be solid each time
    };

    half_state look(const Storage& storage, std::uint32_t half, slot_record& record) const;
    std::uint32_t read(const Storage& storage, std::uint32_t at, slot_record& record) const;
    static bool write(Storage& storage, std::uint32_t at, const slot_record& record,
                      std::uint32_t generation);
    bool erase(Storage& storage, std::uint32_t half) const;

    std::uint32_t offset_of(std::uint32_t half, std::uint32_t place = 0) const {
        return place_.offset + half * geometry::half_bytes + place * geometry::place_bytes;
    }
    /// The words behind a record.
    enum class word : std::uint8_t {
        generation,
        sum,   ///< of all before; with it the record counts
        proof, ///< that the sum is complete
        seal,  ///< that the proof is
    };
    static constexpr std::uint32_t at_word(std::uint32_t record, word which) {
        return record + detail::record_bytes +
               static_cast<std::uint32_t>(which) * geometry::word_bytes;
    }
    /// Each is a number and its opposite: bits that only rise, or only fall, make no other of it.
    static bool holds(const Storage& storage, std::uint32_t record, word which,
                      std::uint32_t number);
    static bool put(Storage& storage, std::uint32_t record, word which, std::uint32_t number);
    static bool has_word(const Storage& storage, std::uint32_t record, word which) {
        return !is_blank(storage, at_word(record, which), geometry::word_bytes);
    }
    FEMTO_OUTLINE static bool is_blank(const Storage& storage, std::uint32_t at,
                                       std::uint32_t bytes) {
        const std::span<const std::uint8_t> all = storage.contents();
        for (const std::uint8_t each : all.subspan(at, bytes)) {
            if (each != 0xFF) {
                return false;
            }
        }
        return true;
    }

    slot_place place_;
    std::uint32_t half_ = 0;                // the one to keep
    std::uint32_t next_ = geometry::places; // its first place that is certain to be blank
    std::uint32_t generation_ = 0;          // of the newest record
};

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::recover(Storage& storage, slot_record& record) {
    const std::array<half_state, 2> halves{look(storage, 0, record), look(storage, 1, record)};
    const std::uint32_t newer = halves[1].generation > halves[0].generation ? 1 : 0;
    const half_state& first = halves[newer];
    const half_state& second = halves[newer ^ 1U];

    // Once more, the newer first: a record counts if its bytes had the right sum as they were taken,
    // whatever they were a moment before.
    const bool is_found = look(storage, newer, record).generation != 0 ||
                          look(storage, newer ^ 1U, record).generation != 0;
    if (!is_found) {
        record = {};
    }

    // Places that look blank are not used any more: a write that was cut short can leave bits weak
    // and show no trace.
    next_ = geometry::places;
    generation_ = first.generation;
    half_ = first.is_solid || second.generation == 0 ? newer : newer ^ 1U;
    if (first.is_settled && (second.generation != 0 || second.is_blank)) {
        return true;
    }
    // Where no record was seen, one that was cut short can still show up, with whatever generation.
    return (generation_ != 0 || erase(storage, half_)) && append(storage, record);
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::append(Storage& storage, const slot_record& record) {
    std::uint32_t half = half_;
    std::uint32_t place = next_;
    std::uint32_t generation = generation_;
    next_ = geometry::places; // until it is done, nobody knows what is there
    if (place == geometry::places) {
        half ^= 1U;
        place = 0;
        ++generation;
        if (!erase(storage, half)) {
            return false;
        }
    }
    if (!write(storage, offset_of(half, place), detail::ordered(record), generation)) {
        return false;
    }
    half_ = half;
    next_ = place + 1;
    generation_ = generation;
    return true;
}

/// The newest record of one half.
template <platform::storage Storage>
FEMTO_OUTLINE auto journal<Storage>::look(const Storage& storage, std::uint32_t half,
                                          slot_record& record) const -> half_state {
    half_state out;
    for (std::uint32_t place = geometry::places; place-- > 0;) {
        const std::uint32_t at = offset_of(half, place);
        if (is_blank(storage, at, geometry::place_bytes)) {
            continue;
        }
        const bool is_last = out.is_blank;
        out.is_blank = false;
        out.generation = read(storage, at, record);
        if (out.generation != 0) {
            // Nothing is written behind a record before it is complete.
            const bool has_proof = has_word(storage, at, word::proof);
            const bool has_seal = has_word(storage, at, word::seal);
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
FEMTO_OUTLINE std::uint32_t journal<Storage>::read(const Storage& storage, std::uint32_t at,
                                                   slot_record& record) const {
    const std::span<const std::uint8_t> all = storage.contents();
    const auto generation = load_le<std::uint32_t>(&all[at_word(at, word::generation)]);
    const auto bytes = detail::bytes_of(record);
    for (std::uint32_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = all[at + i];
    }
    const std::uint32_t sum = detail::crc32c(~generation, bytes);
    detail::change_order(bytes);
    const bool is_record = holds(storage, at, word::generation, generation) &&
                           holds(storage, at, word::sum, ~sum) && generation < generations &&
                           detail::has_only_flags(record) && is_sound(record, place_.image_bytes);
    return is_record ? generation : 0;
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::write(Storage& storage, std::uint32_t at,
                                           const slot_record& record, std::uint32_t generation) {
    const auto bytes = detail::bytes_of(record);
    const std::uint32_t sum = detail::crc32c(~generation, bytes);
    return storage.write(at, bytes) && put(storage, at, word::generation, generation) &&
           put(storage, at, word::sum, ~sum) && put(storage, at, word::proof, 0) &&
           put(storage, at, word::seal, 0);
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::put(Storage& storage, std::uint32_t record, word which,
                                         std::uint32_t number) {
    std::array<std::uint8_t, geometry::word_bytes> bytes;
    bytes.fill(0xFF);
    store_le(&bytes[0], number);
    store_le(&bytes[4], ~number);
    return storage.write(at_word(record, which), bytes);
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::holds(const Storage& storage, std::uint32_t record, word which,
                                           std::uint32_t number) {
    const std::uint8_t* const bytes = &storage.contents()[at_word(record, which)];
    return load_le<std::uint32_t>(bytes) == number && load_le<std::uint32_t>(bytes + 4) == ~number;
}

template <platform::storage Storage>
FEMTO_OUTLINE bool journal<Storage>::erase(Storage& storage, std::uint32_t half) const {
    for (std::uint32_t at = 0; at < geometry::half_bytes; at += geometry::erase_bytes) {
        if (!storage.erase(offset_of(half) + at)) {
            return false;
        }
    }
    return true;
}

} // namespace fc::update
