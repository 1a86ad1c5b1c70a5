// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/crypto.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update {

/// What a slot knows of one of its two images. The bytes themselves lie in the image.
struct image_record {
    std::uint64_t sequence = 0; ///< of the manifest it came with
    platform::sha256_digest digest{};
    std::array<std::uint8_t, 16> hook{}; ///< UUID; all zeros: it is attached to none
    std::array<std::uint8_t, 8> key{};   ///< id of the key that signed the manifest
    std::uint32_t size = 0;              ///< bytes; 0: there is no image
    std::uint32_t budget = 0;            ///< slots per run: see `attachment::budget`
    std::uint8_t position = 0;           ///< on the hook: see `attachment::position`
    std::array<char, 15> name{};         ///< zeros behind it

    constexpr bool is_there() const { return size != 0; }
    /// The name, without zeros.
    constexpr std::span<const char> title() const {
        std::size_t length = 0;
        while (length < name.size() && name[length] != 0) {
            ++length;
        }
        return std::span{name}.first(length);
    }
    friend constexpr bool operator==(const image_record&, const image_record&) = default;
};

/// The whole state of a slot: one record of its journal.
///
/// Each image it describes is whole in storage, and stays so until no record describes it. That is
/// why it says nothing of an image which the next update may erase.
struct slot_record {
    static constexpr std::uint8_t none = 2;
    static constexpr std::uint8_t format_now = 1;

    std::uint64_t sequence = 0; ///< the highest number that an image came with
    platform::sha256_digest
        newest{}; ///< of that image; all zeros, the digest of none: there was none
    std::array<image_record, 2> images{};
    std::uint8_t format = format_now; ///< of what is in storage
    std::uint8_t active = none;       ///< the image that is to run: 0, 1 or `none`
    std::uint8_t attempts = 0; ///< of the image on trial: see `missed_starts` and `good_starts`
    bool on_trial = false;     ///< the active image is new; the other is what to go back to, if any
    bool stopped = false;      ///< it is not to run: the operator does not want it
    bool rolled_back = false;  ///< the last update was given up
    bool given_up = false; ///< it was the device that stopped it; on trial: stopped the one before
    bool accepted = false; ///< the image on trial: the engine took it, so it can wait and run again

    constexpr bool has_image() const { return active < images.size(); }
    /// It never had one.
    constexpr bool is_new() const {
        std::uint32_t bits = 0;
        for (const std::uint8_t each : newest) {
            bits |= each;
        }
        return bits == 0;
    }
    /// The image that the next update is written to.
    constexpr std::size_t spare() const { return active == 0 ? 1 : 0; }
    /// The active image, when there is one.
    constexpr const image_record& image() const { return images[active]; }

    /// Starts of the device in a row in which the image on trial was begun with, and not seen to run
    /// well so far.
    constexpr std::uint8_t missed_starts() const { return attempts & 0x0F; }
    /// Those in which it was.
    constexpr std::uint8_t good_starts() const { return attempts >> 4U; }

    friend constexpr bool operator==(const slot_record&, const slot_record&) = default;
};

/// True for what the functions of transitions.hpp make, of images no longer than there is room for.
/// What has the right sum can still be of a firmware with another layout.
constexpr bool is_sound(const slot_record& record, std::uint32_t image_bytes) {
    const auto& [first, second] = record.images;
    if (record.format != slot_record::format_now || record.active > slot_record::none ||
        first.size > image_bytes || second.size > image_bytes) {
        return false;
    }
    const std::uint32_t there = (first.is_there() ? 1U : 0U) | (second.is_there() ? 2U : 0U);
    const std::uint32_t active = record.has_image() ? 1U << record.active : 0U;
    return record.on_trial ? (there & active) != 0 : there == active;
}

} // namespace fc::update
