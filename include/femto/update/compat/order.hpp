// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/compat/digits.hpp>
#include <femto/update/compat/word.hpp>
#include <femto/update/resource/refusal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::compat {

/// The longest payload of micro-bpf's requests [bytes]: more got lost in its device's buffers.
inline constexpr std::size_t payload_max = 110;

/// A refusal, and the part of the request that it is about; null where that is clear.
struct verdict {
    resource::refusal why{};
    const char* about = nullptr;

    constexpr explicit operator bool() const { return bool{why}; }
};
constexpr verdict malformed(const char* about) { return {{errc::bad_request}, about}; }

/// The helpers that a request allows, which have ids below 256.
class id_list {
public:
    constexpr bool has(std::uint32_t id) const {
        return id < 256 && (bits_[id / 32] >> id % 32 & 1U) != 0;
    }
    /// @param pairs  of hexadecimal digits. @return  false for anything else
    constexpr bool read(characters pairs) {
        bool good = pairs.size() % 2 == 0;
        for (std::size_t i = 0; good && i < pairs.size(); i += 2) {
            const std::uint32_t id = read_digits(pairs.subspan(i, 2), 16);
            good = id != no_number;
            if (good) {
                bits_[id / 32] |= 1U << id % 32;
            }
        }
        return good;
    }

private:
    std::array<std::uint32_t, 8> bits_{};
};

/// How to run a container, and with which helpers.
struct order {
    word how{};
    id_list helpers{};

    constexpr unsigned slot() const { return how[field::slot]; }
    constexpr verdict read(characters digits, characters pairs) {
        const std::uint32_t bits = digits.size() <= 4 ? read_digits(digits, 16) : no_number;
        if (bits == no_number) {
            return malformed("configuration");
        }
        how = word{static_cast<std::uint16_t>(bits)};
        if (const field_row* const it = how.offender(); it != nullptr) {
            return {{errc::bad_request, 0, it->beyond}, it->name};
        }
        return helpers.read(pairs) ? verdict{} : malformed("helpers");
    }
    /// What is asked of it to run: four digits, and two for each helper.
    constexpr verdict read(characters all) {
        return all.size() < 4 ? malformed("configuration") : read(all.first(4), all.subspan(4));
    }
};

} // namespace fc::update::compat
