// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/helper/guest.hpp>
#include <femto/memory/region.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace fc::abi {

/// The memory of the container that calls, for parameters whose size only the helper can tell, such
/// as a string that a format asks for. Every access is checked as a load or store of the container
/// would be. Good for the duration of the call.
class guest_memory {
public:
    constexpr guest_memory() = default;
    template <class Memory>
    constexpr explicit guest_memory(const Memory& memory)
        : memory_{&memory}, reach_{&reach<Memory>}, rest_{&rest<Memory>} {}

    /// Bytes to be written.
    /// @errors  illegal_memory: the container may not write all of them
    result<std::span<std::uint8_t>> writable(std::uint64_t address, std::size_t bytes) const {
        std::uint8_t* at = nullptr;
        if (bytes > std::numeric_limits<std::uint32_t>::max() ||
            !reach_(memory_, address, static_cast<std::uint32_t>(bytes), at)) {
            return errc::illegal_memory;
        }
        return std::span{at, bytes};
    }

    /// A NUL-terminated string, or as many of its characters as are wanted at most: its end is not
    /// looked for beyond, which takes as long as the container likes.
    /// @errors  illegal_memory: the container may not read that
    result<guest_string> string_at(std::uint64_t address, std::size_t most) const {
        const std::span<const std::uint8_t> rest = rest_(memory_, address);
        for (std::size_t length = 0; length < rest.size(); ++length) {
            if (length == most || rest[length] == 0) {
                return guest_string{rest.first(length)};
            }
        }
        return errc::illegal_memory;
    }

private:
    template <class Memory>
    static bool reach(const void* memory, std::uint64_t address, std::uint32_t bytes,
                      std::uint8_t*& at) {
        return static_cast<const Memory*>(memory)->reach(memory::access::write, address, 0, bytes,
                                                         at);
    }
    template <class Memory>
    static std::span<const std::uint8_t> rest(const void* memory, std::uint64_t address) {
        return static_cast<const Memory*>(memory)->readable_from(address);
    }

    const void* memory_ = nullptr;
    bool (*reach_)(const void*, std::uint64_t, std::uint32_t, std::uint8_t*&) = nullptr;
    std::span<const std::uint8_t> (*rest_)(const void*, std::uint64_t) = nullptr;
};

} // namespace fc::abi
