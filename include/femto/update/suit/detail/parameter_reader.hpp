// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/suit/digest.hpp>
#include <femto/update/suit/parameters.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace fc::update::suit::detail {

/// An identity is a UUID (section 8.4.8.2).
inline constexpr std::uint32_t identity_bytes = 16;

/// Takes the value of a parameter that a component keeps. A number has 32 bits here.
template <profile Profile>
FEMTO_INLINE constexpr parameter_value take_parameter(cbor::scanner& in, parameter which) {
    std::span<const std::uint8_t> bytes;
    switch (which) {
    case parameter::image_size:
    case parameter::position:
    case parameter::budget: {
        const std::uint64_t number = in.uint();
        if (number > std::numeric_limits<std::uint32_t>::max()) {
            in.refuse(errc::value_out_of_range);
        }
        return {nullptr, static_cast<std::uint32_t>(number)};
    }
    case parameter::uri:
    case parameter::name: bytes = in.text(); break;
    case parameter::image_digest: {
        const std::uint32_t outer = in.enter();
        bytes = take_digest<Profile>(in);
        in.leave(outer);
        break;
    }
    default: bytes = in.bytes(); break;
    }
    if (which <= parameter::device_identifier && bytes.size() != identity_bytes) {
        in.refuse(errc::unexpected_item);
    }
    return {bytes.data(), static_cast<std::uint32_t>(bytes.size())};
}

} // namespace fc::update::suit::detail
