// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace fc::cli::keys {

/// The types that keys are made of (X.690).
namespace der {
using octets = std::span<const std::uint8_t>;

inline constexpr std::uint8_t integer = 0x02;
inline constexpr std::uint8_t bit_string = 0x03;
inline constexpr std::uint8_t octet_string = 0x04;
inline constexpr std::uint8_t object_identifier = 0x06;
inline constexpr std::uint8_t sequence = 0x30;
inline constexpr std::uint8_t context_0 = 0xA0;
inline constexpr std::uint8_t context_1 = 0xA1;
inline constexpr std::uint8_t context_1_primitive = 0x81;

/// Takes values one behind the other. The first that is not as expected sticks: from then on all are
/// empty.
class reader {
public:
    explicit reader(octets bytes) : left_{bytes} {}

    bool failed() const { return failed_; }
    bool at_end() const { return left_.empty(); }
    bool has(std::uint8_t tag) const { return !failed_ && !left_.empty() && left_[0] == tag; }

    /// The content of the next value, which has to be of this type.
    octets take(std::uint8_t tag) {
        if (!has(tag) || left_.size() < 2) {
            return fail();
        }
        std::size_t head = 2;
        std::size_t length = left_[1];
        if (length >= 0x80) { // as many bytes of length follow, in the fewest that do
            const std::size_t width = length - 0x80;
            head += width;
            length = 0;
            if (width == 0 || width > 2 || left_.size() < head) {
                return fail();
            }
            for (std::size_t i = 2; i < head; ++i) {
                length = length << 8U | left_[i];
            }
            if (length < 0x80 || (width == 2 && length < 0x100)) {
                return fail();
            }
        }
        if (left_.size() - head < length) {
            return fail();
        }
        const octets out = left_.subspan(head, length);
        left_ = left_.subspan(head + length);
        return out;
    }
    /// Whole bytes of a bit string.
    octets take_bits() { return take_bits(bit_string); }
    octets take_bits(std::uint8_t tag) {
        const octets out = take(tag);
        return out.empty() || out[0] != 0 ? fail() : out.subspan(1);
    }

private:
    octets fail() {
        failed_ = true;
        left_ = {};
        return {};
    }

    octets left_;
    bool failed_ = false;
};

/// A value of up to 255 bytes that consists of these pieces: no key here has more.
inline std::vector<std::uint8_t> value(std::uint8_t tag, std::initializer_list<octets> pieces) {
    std::vector<std::uint8_t> out{tag, 0};
    for (const octets each : pieces) {
        out.insert(out.end(), each.begin(), each.end());
    }
    const std::size_t length = out.size() - 2;
    out[1] = static_cast<std::uint8_t>(length);
    if (length >= 0x80) {
        out[1] = 0x81;
        out.insert(out.begin() + 2, static_cast<std::uint8_t>(length));
    }
    return out;
}

} // namespace der
} // namespace fc::cli::keys
