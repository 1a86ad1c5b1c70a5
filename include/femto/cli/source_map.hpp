// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/line_table.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/object_file.hpp>
#include <femto/cli/text_places.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fc::cli {

/// Where the slots of a program came from in its source, by what `clang -g` wrote into its object:
/// for a fault on the desk, and for one that a device reports by its slot alone.
class source_map {
public:
    /// @param object  as clang wrote it; borrowed
    /// @param entry   where the program starts, as it was given when the object was linked
    /// @throws failure  for an object that cannot be linked
    explicit source_map(std::span<const std::uint8_t> object, const entry_point& entry = {})
        : source_map{object, loaded_program{object, entry}} {}
    /// The same of a program that is loaded already; it is only read here.
    source_map(std::span<const std::uint8_t> object, const loaded_program& program)
        : is_object_{is_elf(object)}, tables_{is_object_ ? object : object.first(0)},
          places_{tables_, program}, lines_{object, tables_} {}

    /// The line of the source that the instruction in `slot` came from; line 0 if it is not known.
    source_line at(std::uint32_t slot) const {
        const auto place = places_.of(slot);
        const auto found = place ? lines_.find(place->section, place->offset) : std::nullopt;
        return found.value_or(source_line{});
    }

    /// The calls that the compiler replaced by the code in `slot`, innermost first.
    std::vector<inlined_call> inlined_calls(std::uint32_t slot) const {
        const auto place = places_.of(slot);
        return place ? lines_.inlined_calls(place->section, place->offset)
                     : std::vector<inlined_call>{};
    }

    /// Why a line is not known.
    std::string_view why_unknown() const {
        if (!is_object_) {
            return "only an object has line numbers";
        }
        if (!line_table::is_built_in) {
            return "this femto was built without a reader of line numbers, libdw";
        }
        return lines_.has_lines() ? "the compiler gave this instruction no line"
                                  : "the object has no line numbers; clang's -g adds them";
    }

private:
    bool is_object_;
    object_file tables_;
    text_places places_;
    line_table lines_;
};

} // namespace fc::cli
