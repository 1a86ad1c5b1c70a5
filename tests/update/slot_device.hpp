// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/nor.hpp"

#include <femto/update/slot/sequence.hpp>
#include <femto/update/slot/slot.hpp>
#include <femto/update/slot/transitions.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

/// Stands for SHA-256, which these tests need not: any two images here differ in it.
inline platform::sha256_digest digest_of(std::span<const std::uint8_t> bytes) {
    std::uint64_t sum = 0xCBF2'9CE4'8422'2325;
    for (const std::uint8_t each : bytes) {
        sum = (sum ^ each) * 0x100'0000'01B3;
    }
    platform::sha256_digest out{};
    noise random{sum};
    for (std::uint8_t& each : out) {
        each = static_cast<std::uint8_t>(random.next());
    }
    return out;
}

/// The image that comes with a number.
inline std::vector<std::uint8_t> image_of(std::uint64_t sequence) {
    noise random{sequence * 1009};
    std::vector<std::uint8_t> out(60 + random.below(90));
    for (std::uint8_t& each : out) {
        each = static_cast<std::uint8_t>(random.next());
    }
    return out;
}

inline update::image_record record_of(std::uint64_t sequence) {
    const std::vector<std::uint8_t> image = image_of(sequence);
    noise random{sequence};
    update::image_record out;
    out.size = static_cast<std::uint32_t>(image.size());
    out.position = static_cast<std::uint8_t>(random.next());
    out.budget = static_cast<std::uint32_t>(random.next());
    out.sequence = sequence;
    out.digest = digest_of(image);
    for (std::uint8_t& each : out.hook) {
        each = static_cast<std::uint8_t>(random.next());
    }
    const std::string name = "image " + std::to_string(sequence % 1'000'000);
    std::copy(name.begin(), name.end(), out.name.begin()); // at most 12
    for (std::uint8_t& each : out.key) {
        each = static_cast<std::uint8_t>(random.next());
    }
    return out;
}

/// What an installer does: judge, erase, write piece by piece, look at what was written, commit.
template <class Slot>
errc install(Slot& slot, std::uint64_t sequence) {
    const std::vector<std::uint8_t> image = image_of(sequence);
    if (const errc verdict = update::judge(slot.record(), record_of(sequence));
        verdict != errc::ok) {
        return verdict;
    }
    if (const errc begun = slot.begin_image(static_cast<std::uint32_t>(image.size()));
        begun != errc::ok) {
        return begun;
    }
    std::span<const std::uint8_t> left = image;
    for (std::size_t piece = 1; !left.empty(); piece = piece * 3 % 71) {
        const auto now = left.first(std::min(piece, left.size()));
        if (const errc written = slot.write_image(now); written != errc::ok) {
            return written;
        }
        left = left.subspan(now.size());
    }
    if (digest_of(slot.incoming()) != digest_of(image)) {
        return errc::digest_mismatch;
    }
    return slot.commit(update::installed(slot.record(), record_of(sequence)));
}

/// True when every image that the slot describes is in storage, whole.
template <class Slot>
bool has_whole_images(const Slot& slot) {
    for (std::size_t i = 0; i < 2; ++i) {
        const update::image_record& about = slot.record().images[i];
        const auto bytes = slot.image(i);
        if (bytes.size() != about.size || (about.is_there() && digest_of(bytes) != about.digest)) {
            return false;
        }
    }
    return true;
}

/// One slot in storage of these units.
template <std::size_t WriteBytes, std::size_t EraseBytes>
struct one_slot {
    using storage = nor<WriteBytes, EraseBytes>;
    using layout = update::slot_layout<storage, 1, 150>;
    using slot = update::slot<storage>;
    static constexpr update::slot_place place = layout::place(0);
};

} // namespace fc::test
