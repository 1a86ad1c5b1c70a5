// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "demand.hpp"

#include <femto/platform/crypto.hpp>
#include <femto/update/suit/component_id.hpp>
#include <femto/update/suit/recipient.hpp>

#include <cstdint>
#include <span>

namespace fc::fuzz {

namespace suit = update::suit;
using octets = std::span<const std::uint8_t>;

/// Believes everything: each digest is 32 zeros, each signature good.
struct believer {
    struct sha256 {
        void update(octets) {}
        bool finish(platform::sha256_digest& out) {
            out = {};
            return true;
        }
    };
    static bool supports(platform::signature_scheme) { return true; }
    bool verify(platform::signature_scheme, octets, octets, octets) { return true; }
};

/// Answers by the bits of a number, and remembers what it answered.
class device {
public:
    device(octets envelope, std::uint32_t answers) : envelope_{envelope}, answers_{answers} {}

    errc find(suit::component_id name, std::uint16_t& place) {
        for (std::uint32_t i = 0; i <= name.size(); ++i) {
            demand_within(name[i]);
        }
        if (!answer()) {
            return errc::unknown_component;
        }
        place = static_cast<std::uint16_t>(places_++);
        return errc::ok;
    }
    bool is(suit::identity which, octets id) {
        demand(!is_surveyed, "nothing is asked before all was looked at");
        demand(id.size() == 16, "an identity is a UUID");
        demand_within(id);
        const bool is_mine = answer();
        known_ |= static_cast<unsigned>(is_mine) << static_cast<unsigned>(which);
        return is_mine;
    }
    result<bool> image_match(std::uint16_t place, octets digest, std::uint32_t) {
        demand(digest.size() == 32, "a digest is one of SHA-256");
        demand_within(digest);
        demand(place < places_, "a place is one that was told");
        if (answers_ % 61 == 60) {
            return errc::storage_failed;
        }
        const bool is_same = answer();
        if (is_same) {
            unmatched_ &= ~(1U << place);
        }
        return is_same;
    }

    void change(std::uint16_t place) {
        demand((known_ & 3U) == 3, "vendor and class are known before anything changes");
        demand(place < places_, "a place is one that was told");
        unmatched_ |= 1U << place;
    }
    bool answer() {
        answers_ = answers_ * 1664525 + 1013904223;
        return answers_ >> 29 != 0; // yes, seven times of eight
    }
    void demand_within(octets part) const {
        demand(part.empty() || (part.data() >= envelope_.data() &&
                                part.data() + part.size() <= envelope_.data() + envelope_.size()),
               "what is asked about lies in the envelope");
    }
    bool all_matched() const { return unmatched_ == 0; }

    bool is_surveyed = true;

private:
    octets envelope_;
    std::uint32_t answers_;
    unsigned known_ = 0;
    unsigned unmatched_ = 0;
    unsigned places_ = 0;
};

} // namespace fc::fuzz
