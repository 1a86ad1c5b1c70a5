// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// What follows the function table of an fc32 image that has `flag_notes`: notes, each a kind, a
/// length and so many bytes, in rising order of kind, each kind once, up to the end of the image.
enum class note : std::uint16_t {
    contract = 1,    // u32: the contract the container was built for
    fingerprint = 2, // u32 each: a hash of the helpers, then one per field of the context
    proof = 3,       // opaque bytes for a verifier that asks for them
};

/// Hashes of what a container was compiled against: helper signatures, and each field of the
/// context's layout, so that a mismatch can name the field. Borrows words or an image.
class fingerprint {
public:
    constexpr fingerprint() = default;
    /// @param hashes  of the helpers first, then of each field
    constexpr explicit fingerprint(std::span<const std::uint32_t> hashes)
        : words_{hashes.data()}, size_{hashes.size()} {}
    /// The same, little-endian in an image; whole words.
    constexpr explicit fingerprint(std::span<const std::uint8_t> bytes)
        : bytes_{bytes.data()}, size_{bytes.size() / 4}, is_of_image_{true} {}

    constexpr bool empty() const { return size_ == 0; }
    /// How many hashes: one more than there are fields.
    constexpr std::size_t size() const { return size_; }
    /// @param index  below size(); 0 is the helpers', then the fields in their order
    constexpr std::uint32_t operator[](std::size_t index) const {
        return is_of_image_ ? load_le<std::uint32_t>(bytes_ + 4 * index) : words_[index];
    }

private:
    union {
        const std::uint32_t* words_ = nullptr;
        const std::uint8_t* bytes_;
    };
    std::size_t size_ = 0;
    bool is_of_image_ = false; // asked of this, since compilers cannot compare every address
};

/// The notes of an image; what is empty is not there.
struct notes {
    bool has_contract = false;
    std::uint32_t contract = 0;
    image::fingerprint fingerprint{};
    std::span<const std::uint8_t> proof{};

    constexpr bool empty() const { return !has_contract && fingerprint.empty() && proof.empty(); }
};

} // namespace fc::image
