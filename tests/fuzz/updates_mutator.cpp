// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Whatever is changed in a manifest or image, the manifest then says the image's digest and size, and
// often a number that is higher: else nearly all of them would be refused for that, and what their
// commands do behind it would not be seen. They are signed by the target itself.
#include "differential/random.hpp"
#include "fuzz/updates_input.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t max);

namespace {

using fc::fuzz::bytes;
using fc::fuzz::shipment;
using octets = std::span<std::uint8_t>;

/// The shipments of an input.
std::vector<shipment> shipments_of(bytes all) {
    std::vector<shipment> out;
    for (fc::fuzz::input from{all}; !from.is_empty();) {
        const std::uint8_t step = from.byte();
        if ((step & 15U) == 0) {
            out.push_back(shipment::take(from));
        } else {
            fc::fuzz::skip(from, step);
        }
    }
    return out;
}
/// The same bytes, to be changed.
octets within(octets all, bytes part) {
    return all.subspan(static_cast<std::size_t>(part.data() - all.data()), part.size());
}

/// `14: size` behind a digest, in as many bytes as it has.
void correct_size(octets behind, std::size_t size) {
    if (behind.size() < 4 || behind[0] != 14 || behind[1] < 24 || behind[1] > 25) {
        return;
    }
    if (behind[1] == 24) {
        behind[2] = static_cast<std::uint8_t>(size);
    } else {
        behind[2] = static_cast<std::uint8_t>(size >> 8U);
        behind[3] = static_cast<std::uint8_t>(size);
    }
}

void correct(octets manifest, bytes image) {
    fc::fuzz::easy_crypto::sha256 hash;
    hash.update(image);
    constexpr std::array<std::uint8_t, 4> sha256{0x82, 0x2F, 0x58, 0x20}; // [-16, 32 bytes]
    for (auto at = manifest.begin();; ++at) {
        at = std::search(at, manifest.end(), sha256.begin(), sha256.end());
        const auto left = static_cast<std::size_t>(manifest.end() - at);
        if (left < sha256.size() + hash.sum.size()) {
            return;
        }
        const octets digest = manifest.last(left).subspan(sha256.size());
        std::copy(hash.sum.begin(), hash.sum.end(), digest.begin());
        correct_size(digest.subspan(hash.sum.size()), image.size());
    }
}

/// `2: number`, the second member of a manifest.
void count_up(fc::test::random_numbers& random, octets manifest) {
    if (manifest.size() > 5 && manifest[3] == 2 && manifest[4] < 24) {
        manifest[4] = static_cast<std::uint8_t>(random.below(24));
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* first, std::size_t size,
                                               std::size_t max, unsigned seed) {
    fc::test::random_numbers random{seed};
    const auto before = shipments_of({first, size});
    if (before.empty() || random.percent(40)) {
        size = LLVMFuzzerMutate(first, size, max);
    } else {
        const auto& one = before[random.below(static_cast<unsigned>(before.size()))];
        const octets part = within({first, size}, random.percent(75) ? one.manifest : one.image);
        if (!part.empty()) {
            const std::size_t from = random.below(static_cast<unsigned>(part.size()));
            const std::size_t length = std::min<std::size_t>(part.size() - from, 8);
            LLVMFuzzerMutate(&part[from], length, length);
        }
    }
    const octets all{first, size};
    for (const shipment& each : shipments_of(all)) {
        const octets manifest = within(all, each.manifest);
        correct(manifest, each.image);
        if (random.percent(30)) {
            count_up(random, manifest);
        }
    }
    return size;
}
