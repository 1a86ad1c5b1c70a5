// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/image/call_table.hpp>
#include <femto/image/function_table.hpp>
#include <femto/image/layout.hpp>
#include <femto/image/name.hpp>
#include <femto/image/notes.hpp>
#include <femto/image/sections.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// An image that was read, whatever its layout: the one form in memory. Spans into the image's
/// bytes, which must outlive it and stay unwritten; text and rodata may lie in flash.
struct view {
    image::layout layout = layout::text;
    /// For `verify`. The entry is slot 0, or the first function of an fc32 image.
    fc::sections sections{};
    function_table functions{};
    /// Ids of the helpers the image lists as those it may call, one byte each.
    std::span<const std::uint8_t> helpers{};
    /// True when the layout has such a list. An empty list then allows none.
    bool lists_helpers = false;
    /// True when `sections.data` is a second reading of rodata, see `open`.
    bool data_is_rodata = false;
    call_table calls{};
    image::notes notes{};

    /// The sections of a program that starts with the function at `index` of the table.
    /// @errors  unknown_function
    constexpr result<fc::sections> starting_at(std::uint32_t index) const {
        if (index >= functions.size()) {
            return errc::unknown_function;
        }
        fc::sections out = sections;
        out.entry = functions[index].slot;
        return out;
    }
    /// The same for the first function of this name.
    constexpr result<fc::sections> starting_at(const name& function) const {
        const auto index = functions.find(function);
        return index ? starting_at(*index) : result<fc::sections>{index.error()};
    }

    /// The sections as the image stores them: what `write` makes the same image of.
    constexpr fc::sections stored() const {
        fc::sections out = sections;
        if (data_is_rodata) {
            out.data = {};
        }
        return out;
    }
};

} // namespace fc::image
