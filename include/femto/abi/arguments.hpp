// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/guest_memory.hpp>
#include <femto/helper/argument.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// Parameter types of the original helpers that are no integer, object, span or string.

namespace fc::abi {

/// An address of the container's, handed back to it. Never looked through by the host.
enum class guest_address : std::uint64_t { null = 0 };

/// Room for text whose length is not known before it is made: the address alone. One register.
class text_output {
public:
    constexpr text_output() = default;
    constexpr text_output(std::uint64_t address, const guest_memory& memory)
        : address_{address}, memory_{memory} {}

    /// Writes `text`, without a terminator; at address 0 nothing, for who wants its length only.
    /// @return  its length
    /// @errors  illegal_memory: there is no room for all of it; nothing is written
    result<std::uint64_t> put(std::span<const char> text) const {
        if (address_ == 0) {
            return text.size();
        }
        const auto room = memory_.writable(address_, text.size());
        if (!room) {
            return room.error();
        }
        for (std::size_t i = 0; i < text.size(); ++i) {
            (*room)[i] = static_cast<std::uint8_t>(text[i]);
        }
        return text.size();
    }

private:
    std::uint64_t address_ = 0;
    guest_memory memory_{};
};

/// Bytes to be copied: destination, source and their one length. Three registers, both ends checked
/// before the helper is entered.
struct copied_bytes {
    guest_address destination = guest_address::null;
    std::span<std::uint8_t> to{};
    std::span<const std::uint8_t> from{};

    /// Both ends have that many.
    constexpr std::span<const std::uint8_t> bytes() const { return from; }
};

/// The values of a format, which says what they are. Four registers.
struct format_values {
    static constexpr std::size_t count = 4;

    std::array<std::uint64_t, count> value{};
    guest_memory memory{};
};

} // namespace fc::abi

namespace fc::helpers {

template <>
struct argument<abi::text_output> {
    static constexpr unsigned registers = 1;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory,
                               abi::text_output& out) {
        out = {*from, abi::guest_memory{memory}};
        return errc::ok;
    }
};

template <>
struct argument<abi::copied_bytes> {
    static constexpr unsigned registers = 3;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory,
                               abi::copied_bytes& out) {
        const std::array<std::uint64_t, 2> to_span{from[0], from[2]};
        const std::array<std::uint64_t, 2> from_span{from[1], from[2]};
        guest_span<std::uint8_t> to;
        guest_span<const std::uint8_t> source;
        errc error = argument<guest_span<std::uint8_t>>::take(to_span.data(), memory, to);
        if (error == errc::ok) {
            error =
                argument<guest_span<const std::uint8_t>>::take(from_span.data(), memory, source);
        }
        out = {abi::guest_address{from[0]}, to.bytes(), source.bytes()};
        return error;
    }
};

template <>
struct argument<abi::format_values> {
    static constexpr unsigned registers = abi::format_values::count;

    template <class Memory>
    static constexpr errc take(const std::uint64_t* from, const Memory& memory,
                               abi::format_values& out) {
        for (std::size_t i = 0; i < out.value.size(); ++i) {
            out.value[i] = from[i];
        }
        out.memory = abi::guest_memory{memory};
        return errc::ok;
    }
};

} // namespace fc::helpers
