// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/load.hpp>
#include <femto/cli/object_file.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// Where the instructions of a linked text stood in their object.
///
/// A text is some of the object's executable sections, one behind the other in an order the linker
/// found. Of each instruction linking changes the immediate at most, and of LDDW and of open calls
/// what tells whither: so what stands at a place says which section was put there, and where two
/// say the same, the function that begins there.
class text_places {
public:
    struct place {
        std::uint32_t section; // its number in the object
        std::uint64_t offset;
    };

    text_places(const object_file& object, const loaded_program& program) {
        std::multimap<std::uint32_t, std::string_view> starts;
        for (const object_file::symbol& each : object.symbols()) {
            if (each.value == 0) {
                starts.emplace(each.section, each.name);
            }
        }
        const auto text = program.text();
        std::vector<bool> is_placed(object.sections().size());
        std::size_t tries = 0;
        while (end_ < text.size()) {
            const std::string& name = program.function_at(end_ / isa::slot_bytes);
            std::uint32_t found = none;
            bool is_named = false;
            for (std::uint32_t i = 0; i < object.sections().size() && !is_named; ++i) {
                // An object of thousands of sections that are alike is no compiler's.
                if (++tries > tries_max) {
                    return;
                }
                if (is_placed[i] || !stands_at(object.sections()[i], text.subspan(end_), tries)) {
                    continue;
                }
                const auto [first, last] = starts.equal_range(i);
                is_named =
                    std::any_of(first, last, [&](const auto& each) { return each.second == name; });
                found = is_named || found == none ? i : found;
            }
            if (found == none) { // the exit that closes a text
                return;
            }
            is_placed[found] = true;
            pieces_.push_back({end_, found});
            end_ += object.sections()[found].contents.size();
        }
    }

    std::optional<place> of(std::uint32_t slot) const {
        const std::size_t at = std::size_t{slot} * isa::slot_bytes;
        const auto next = std::ranges::upper_bound(pieces_, at, {}, &piece::begin);
        if (at >= end_ || next == pieces_.begin()) {
            return std::nullopt;
        }
        const piece& from = *std::prev(next);
        return place{from.section, at - from.begin};
    }

private:
    struct piece {
        std::size_t begin;
        std::uint32_t section;
    };
    static constexpr std::size_t tries_max = std::size_t{1} << 24;
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    /// Whether `text` begins with the instructions of `from`.
    static bool stands_at(const object_file::section& from, std::span<const std::uint8_t> text,
                          std::size_t& tries) {
        const auto code = from.contents;
        if (!from.is_text() || code.empty() || code.size() > text.size() ||
            code.size() % isa::slot_bytes != 0) {
            return false;
        }
        for (std::size_t at = 0; at < code.size(); at += isa::slot_bytes) {
            ++tries;
            const isa::instruction before = isa::decode(&code[at]);
            const isa::instruction after = isa::decode(&text[at]);
            const bool becomes_reference =
                before.opcode == isa::opcode::lddw && isa::opcode::takes_two_slots(after.opcode);
            if ((before.opcode != after.opcode && !becomes_reference) || before.dst != after.dst ||
                before.offset != after.offset) {
                return false;
            }
        }
        return true;
    }

    std::vector<piece> pieces_;
    std::size_t end_ = 0;
};

} // namespace fc::cli
