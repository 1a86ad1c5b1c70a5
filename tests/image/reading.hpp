// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/open.hpp>

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace reading {

using bytes = std::vector<std::uint8_t>;

inline std::string text_of(std::span<const std::uint8_t> name) {
    return {name.begin(), name.end()};
}

inline bytes bytes_of(std::span<const std::uint8_t> of) { return {of.begin(), of.end()}; }

/// True when `part` lies in `whole`.
inline bool within(std::span<const std::uint8_t> part, std::span<const std::uint8_t> whole) {
    return part.empty() || (part.data() >= whole.data() &&
                            part.data() + part.size() <= whole.data() + whole.size());
}

/// Looks at everything a view gives: a sanitizer sees what lies outside of the image.
/// @return  false when a part does not lie where it must
inline bool touches_only(const fc::image::view& of, std::span<const std::uint8_t> image,
                         std::span<const std::uint8_t> buffer) {
    bool good = within(of.sections.text, of.calls.empty() ? image : buffer) &&
                within(of.sections.rodata, image) && within(of.sections.data, image) &&
                within(of.helpers, image) && within(of.notes.proof, image) &&
                of.sections.bss_bytes == 0 && of.sections.relocations.empty();
    unsigned sum = 0;
    for (const auto& part :
         {bytes_of(of.sections.text), bytes_of(of.sections.rodata), bytes_of(of.sections.data),
          bytes_of(of.helpers), bytes_of(of.notes.proof)}) {
        for (const std::uint8_t each : part) {
            sum += each;
        }
    }
    const std::size_t slots = of.sections.text.size() / 8;
    good = good && slots != 0 && of.sections.text.size() % 8 == 0 && of.sections.entry < slots;
    for (const fc::image::function each : of.functions) {
        good = good && within(each.name, of.sections.rodata) && each.slot < slots;
    }
    for (std::uint32_t i = 0; i < of.calls.size(); ++i) {
        good = good && of.calls[i].slot < slots && of.calls[i].callee < slots;
    }
    for (std::size_t i = 0; i < of.notes.fingerprint.size(); ++i) {
        sum += of.notes.fingerprint[i];
    }
    return good && sum + 1 != 0;
}

} // namespace reading
