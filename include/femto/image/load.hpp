// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/image/built_for.hpp>
#include <femto/image/elf.hpp>
#include <femto/image/open.hpp>

#include <cstdint>
#include <span>

namespace fc::image {

/// A program of any layout, made ready for `verify`.
struct loaded : view {
    elf_functions symbols{};      // of an object, whose `functions` are empty
    std::uint32_t used_bytes = 0; // of buffer, from its start

    /// Calls `visit` with each `function`, whichever table holds them.
    template <class Visit>
    constexpr void each_function(Visit&& visit) const {
        for (const function each : functions) {
            visit(each);
        }
        for (const function each : symbols) {
            visit(each);
        }
    }
};

namespace detail {

/// Starts an opened image where the options say.
constexpr result<loaded> start(const view& opened, const elf_options& options) {
    if (!options.section.empty()) { // these layouts have but one text, without a name
        return errc::unknown_section;
    }
    loaded out{opened};
    if (!options.function.empty()) {
        const auto parts = opened.starting_at(options.function);
        if (!parts) {
            return {parts.error(), parts.at()};
        }
        out.sections = *parts;
    }
    out.used_bytes =
        opened.calls.empty() ? 0 : narrowed<std::uint32_t>(opened.sections.text.size());
    return out;
}
} // namespace detail

/// Says how much memory `load` needs for an image of layout `as`: none for most.
/// @errors  as load, for what is wrong with the tables
constexpr result<elf_needs> measure(std::span<const std::uint8_t> bytes, layout as) {
    if (as == layout::elf) {
        return measure_elf(bytes);
    }
    const auto opened = open(bytes, as);
    if (opened.error() == errc::buffer_too_small) {
        return elf_needs{.bytes = opened.at()};
    }
    return opened ? result<elf_needs>{elf_needs{}} : result<elf_needs>{opened.error(), opened.at()};
}
constexpr result<elf_needs> measure(std::span<const std::uint8_t> bytes) {
    const auto as = detect(bytes);
    return as ? measure(bytes, *as) : result<elf_needs>{as.error(), as.at()};
}

/// Reads an image of any layout: `open` and `load_elf` behind one door, for hosts and for devices
/// that take both. A device that takes no objects includes open.hpp alone and is smaller for it.
/// @param bytes        borrowed; of an object, only until `symbols` and `notes` were looked at
/// @param buffer       4-byte aligned, as large as `measure` says; must outlive the program
/// @param relocations  room for the words of data that hold addresses; must outlive the program
/// @errors             those of `open` and `load_elf`
constexpr result<loaded> load(borrowed<std::uint8_t> bytes, layout as,
                              std::span<std::uint8_t> buffer, std::span<relocation> relocations,
                              const elf_options& options = {}) {
    if (as != layout::elf) {
        const auto opened = open(bytes, as, buffer);
        return opened ? detail::start(*opened, options)
                      : result<loaded>{opened.error(), opened.at()};
    }
    const auto linked = load_elf(bytes, buffer, relocations, options);
    if (!linked) {
        return {linked.error(), linked.at()};
    }
    loaded out{view{.layout = layout::elf, .sections = linked->sections}};
    out.symbols = linked->functions;
    const auto made_for = built_for(bytes);
    if (!made_for) {
        return {made_for.error(), made_for.at()};
    }
    out.notes.fingerprint = *made_for;
    out.used_bytes = linked->used_bytes;
    return out;
}
/// The same for the layout that `detect` finds.
constexpr result<loaded> load(borrowed<std::uint8_t> bytes, std::span<std::uint8_t> buffer,
                              std::span<relocation> relocations, const elf_options& options = {}) {
    const auto as = detect(bytes);
    return as ? load(bytes, *as, buffer, relocations, options)
              : result<loaded>{as.error(), as.at()};
}

} // namespace fc::image
