// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::port {

/// What a slot says of itself, in its first bytes. Written word by word, in an order that a reset in
/// between cannot make a whole image of half of one.
struct ram_slot_header {
    std::uint32_t state;
    std::uint32_t bytes;    // of the image
    std::uint32_t checksum; // of those bytes, CRC-32
};

/// Room in RAM for an image that comes at run time. In memory that is not cleared at start (the section
/// .noinit of a bare-metal port) a whole image is found again after a reset, and half of one is
/// known for what it is; after a loss of power there is noise, which is neither.
///
/// The checksum tells an accident. Who wrote the image, it does not tell.
class ram_slot {
public:
    enum class state : std::uint8_t {
        empty,
        incomplete, ///< a load began and did not end
        complete
    };

    /// @param memory  4-byte aligned, which the first look traps without; an image has
    ///                `sizeof(ram_slot_header)` bytes less. Traps if that leaves none
    constexpr explicit ram_slot(std::span<std::uint8_t> memory) : memory_{memory} {
        if (memory.size() <= sizeof(ram_slot_header)) {
            __builtin_trap();
        }
    }

    std::size_t capacity() const { return memory_.size() - sizeof(ram_slot_header); }

    state look() const {
        const volatile ram_slot_header& it = header();
        if (it.state == receiving) {
            return state::incomplete;
        }
        if (it.state != whole) {
            return state::empty;
        }
        const std::size_t bytes = it.bytes;
        return bytes <= capacity() && checksum_of(image(bytes)) == it.checksum ? state::complete
                                                                               : state::incomplete;
    }
    /// The image of a slot that is complete, else nothing.
    borrowed<std::uint8_t> image() const {
        return look() == state::complete ? image(header().bytes) : std::span<const std::uint8_t>{};
    }

    void begin() {
        header().state = receiving;
        asm volatile("" : : : "memory"); // before the image that was there is written over
        received_ = 0;
    }
    /// @return  false: there is no room for more
    bool add(std::uint8_t byte) {
        if (received_ == capacity()) {
            return false;
        }
        memory_[sizeof(ram_slot_header) + received_++] = byte;
        return true;
    }
    /// The image is whole.
    void end() {
        volatile ram_slot_header& it = header();
        it.bytes = static_cast<std::uint32_t>(received_);
        it.checksum = checksum_of(image(received_));
        asm volatile("" : : : "memory"); // all that is written before stands before
        it.state = whole;
    }
    void clear() { header().state = 0; }
    std::size_t received() const { return received_; }

private:
    // Unlikely in noise, and unlike each other.
    static constexpr std::uint32_t receiving = 0x6CD1'52B7;
    static constexpr std::uint32_t whole = 0xA95E'0F34;

    volatile ram_slot_header& header() const {
        // Not in the constructor: a compiler that runs it knows no addresses.
        if (reinterpret_cast<std::uintptr_t>(memory_.data()) % alignof(ram_slot_header) != 0) {
            __builtin_trap();
        }
        return *static_cast<volatile ram_slot_header*>(static_cast<void*>(memory_.data()));
    }
    std::span<const std::uint8_t> image(std::size_t bytes) const {
        return memory_.subspan(sizeof(ram_slot_header), bytes);
    }
    static std::uint32_t checksum_of(std::span<const std::uint8_t> bytes) {
        std::uint32_t rest = 0xFFFF'FFFF;
        for (const std::uint8_t each : bytes) {
            rest ^= each;
            for (unsigned bit = 0; bit < 8; ++bit) {
                rest = rest >> 1 ^ ((rest & 1U) != 0 ? 0xEDB8'8320 : 0);
            }
        }
        return ~rest;
    }

    std::span<std::uint8_t> memory_;
    std::size_t received_ = 0;
};

} // namespace fc::port
