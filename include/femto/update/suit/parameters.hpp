// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/parameter.hpp>

#include <cstdint>
#include <span>

namespace fc::update::suit {

/// A parameter's value: a number, or bytes where the manifest has them.
struct parameter_value {
    const std::uint8_t* at = nullptr;
    std::uint32_t number = 0; ///< of bytes, how many
};

/// The parameters of one component.
class parameters {
public:
    constexpr bool has(parameter which) const { return missing(bit(which)) == 0; }
    /// Of these, a bit for each, those that are not set.
    constexpr std::uint32_t missing(std::uint32_t of) const { return of & ~set_; }
    static constexpr std::uint32_t bit(parameter which) { return 1U << index(which); }
    /// image_size, position or budget; 0 while it is not set.
    constexpr std::uint32_t number(parameter which) const { return values_[index(which)].number; }
    /// Any other; nothing while it is not set. A digest is its 32 bytes.
    constexpr std::span<const std::uint8_t> bytes(parameter which) const {
        const parameter_value& value = values_[index(which)];
        return {value.at, value.number};
    }

    constexpr void set(parameter which, const parameter_value& value) {
        values_[index(which)] = value;
        set_ |= bit(which);
    }

private:
    static constexpr std::uint32_t index(parameter which) {
        return static_cast<std::uint32_t>(which);
    }

    std::uint32_t set_ = 0;
    parameter_value values_[kept_parameters]{};
};

} // namespace fc::update::suit
