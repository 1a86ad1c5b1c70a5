// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/layout.hpp>
#include <femto/update/resource/code.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::compat {

/// What the 16 bits say with which micro-bpf's tools tell a device how to run a container.
enum class field : std::uint8_t {
    target,
    slot,
    layout,
    verification,
    list_source,
    jit,
    jit_compile,
    unused,
};

/// Where a field stands, from the lowest bit on, and which of its values hold here.
struct field_row {
    const char* name;
    std::uint8_t at;
    std::uint8_t bits;
    std::uint8_t most;       ///< the highest value that holds
    resource::code beyond{}; ///< what a higher one is answered with
};

/// - target: rBPF or Femto-Containers' machine. One machine here runs the programs of both.
/// - layout: text, its header, the extended header; the image has to be of it. Raw objects are made images
///   before they are signed, and not on the device.
/// - verification: ahead of time, at load, before a run, while it runs. All of it is done always.
/// - list source: the helpers that may be called are in the request, or in the image.
/// - jit: programs are not compiled on the device, so whether to do it anew says nothing.
inline constexpr auto fields = std::to_array<field_row>({
    {"target", 0, 1, 1},
    {"slot", 1, 4, 15},
    {"layout", 5, 2, 2, resource::code::not_implemented},
    {"verification", 7, 2, 3},
    {"list source", 9, 1, 1},
    {"jit", 10, 1, 0, resource::code::not_implemented},
    {"jit compile", 11, 1, 1},
    {"bits 12 to 15", 12, 4, 0, resource::code::bad_request},
});

inline constexpr unsigned load_time = 1;    // of field::verification
inline constexpr unsigned from_request = 0; // of field::list_source

class word {
public:
    constexpr explicit word(std::uint16_t bits = 0) : bits_{bits} {}

    constexpr unsigned operator[](field it) const {
        const field_row& row = fields[static_cast<std::size_t>(it)];
        return unsigned{bits_} >> row.at & ((1U << row.bits) - 1U);
    }

    /// The first field whose value does not hold here; null if all do.
    constexpr const field_row* offender() const {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if ((*this)[static_cast<field>(i)] > fields[i].most) {
                return &fields[i];
            }
        }
        return nullptr;
    }

    /// Whether an image of this layout is what the word says there is.
    constexpr bool is_for(image::layout it) const {
        switch ((*this)[field::layout]) {
        case 0: return it == image::layout::text;
        case 1: return it == image::layout::fc28 || it == image::layout::fc32;
        default: return it == image::layout::extended;
        }
    }

private:
    std::uint16_t bits_;
};

} // namespace fc::update::compat
