// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/source.hpp>
#include <femto/cli/streams.hpp>
#include <femto/image/elf_symbol.hpp>
#include <femto/image/load.hpp>
#include <femto/isa/disassemble.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// Which program of a file is meant; names are empty for what stands first, which no name can be.
struct entry_point {
    std::string section{};
    std::string function{};                // its name, or in an image its number, too
    std::optional<image::layout> layout{}; // what the file is taken for; what it looks like
};

inline bool is_elf(std::span<const std::uint8_t> file) {
    return file.size() >= 4 && file[0] == 0x7F && file[1] == 'E' && file[2] == 'L' &&
           file[3] == 'F';
}

/// A program as it comes from a file, linked but not verified. Owns its bytes.
class loaded_program {
public:
    /// @throws failure
    loaded_program(std::span<const std::uint8_t> file, const entry_point& entry)
        : file_{file.begin(), file.end()}, layout_{entry.layout ? *entry.layout
                                                                : layout_of(file_)} {
        if (layout_ == image::layout::text) {
            load_text(entry);
        } else {
            load_image(entry);
        }
    }
    loaded_program(const loaded_program&) = delete;
    loaded_program& operator=(const loaded_program&) = delete;

    /// What it was loaded from.
    std::span<const std::uint8_t> file() const { return file_; }
    image::layout layout() const { return layout_; }
    /// What its layout says of it beside instructions.
    const image::loaded& contents() const { return contents_; }
    const fc::sections& sections() const { return contents_.sections; }
    std::span<const std::uint8_t> text() const { return sections().text; }

    /// Calls `visit` with the name, cut if it is long, and the slot and slots of each function, up to
    /// as many as the text has slots: a hostile table may give one name to millions.
    /// @return  how many more there are
    template <class Visit>
    std::size_t each_function(Visit&& visit) const {
        const std::size_t most = text().size() / isa::slot_bytes;
        std::size_t count = 0;
        contents_.each_function([&](const image::function& each) {
            if (count < most) {
                visit(text_of(each.name), each.slot, each.slots);
            }
            ++count;
        });
        return count - std::min(count, most);
    }

    /// Whether the image has a list of helpers that lacks this one.
    bool forbids(std::uint32_t helper) const {
        return contents_.lists_helpers &&
               std::ranges::find(contents_.helpers, helper) == contents_.helpers.end();
    }

    /// The name of the function that begins in `slot`, empty if there is none.
    const std::string& function_at(std::size_t slot) const {
        static const std::string none;
        const auto at = std::ranges::lower_bound(functions_, slot, {}, &function::slot);
        if (at != functions_.end() && at->slot == slot) {
            return at->name;
        }
        return none;
    }

    /// "slot 3 in fletcher32": a place in the text.
    std::string slot_and_function(std::uint32_t slot) const {
        std::string out = "slot " + std::to_string(slot);
        for (const function& each : functions_) {
            if (slot >= each.slot && slot - each.slot < each.slots) {
                out += " in " + each.name;
                break;
            }
        }
        return out;
    }
    /// "r0 = 0x0": what stands in `slot`; empty if nothing does.
    std::string instruction_at(std::uint32_t slot) const {
        const auto line = isa::disassemble_one(text(), slot);
        return {line.data(), line.size()};
    }
    /// "slot 3 in fletcher32 (r0 = 0x0)": a place, as a message names it.
    std::string place(std::uint32_t slot) const {
        const std::string instruction = instruction_at(slot);
        return slot_and_function(slot) + (instruction.empty() ? "" : " (" + instruction + ")");
    }

private:
    struct function {
        std::string name;
        std::uint32_t slot;
        std::uint32_t slots;
    };

    static constexpr std::size_t name_bytes_max = 256;

    /// Text unless it begins as images do: then it has to be one.
    static image::layout layout_of(const std::vector<std::uint8_t>& file) {
        const auto found = image::detect(file);
        const bool is_text = found.error() == errc::bad_magic || file.size() < isa::slot_bytes;
        if (!found && !is_text) {
            throw failure{failure::kind::refused, found.error(), byte(found.at()), found.at()};
        }
        return found ? *found : image::layout::text;
    }

    static std::string byte(std::uint32_t at) { return "byte " + std::to_string(at); }

    [[noreturn]] void refuse(errc error, std::uint32_t at, const entry_point& entry) const {
        const bool is_object = layout_ == image::layout::elf;
        const std::string symbol = is_object ? text_of(image::symbol_of(file_, at)) : std::string{};
        if (error == errc::undefined_symbol && !symbol.empty()) {
            throw failure{failure::kind::refused,
                          symbol +
                              " is used but not defined: it is no function or variable of this "
                              "object, and helpers are called through a firmware's header",
                          describe(error).name, at};
        }
        std::string place;
        if (error == errc::unknown_section) {
            place = entry.section;
        } else if (error == errc::unknown_function) {
            place = entry.function;
        } else if (error == errc::unsupported_reference && !symbol.empty()) {
            place = symbol;
        } else if (at != 0 || !is_object) {
            place = byte(at);
        }
        throw failure{failure::kind::refused, error, place, at};
    }

    /// Every symbol may share one name that fills the object.
    static std::string text_of(std::span<const std::uint8_t> name) {
        const auto part = name.first(std::min(name.size(), name_bytes_max));
        return {part.begin(), part.end()};
    }

    void load_text(const entry_point& entry) {
        if (!entry.section.empty() || !entry.function.empty()) {
            throw failure{failure::kind::refused, "bare text has no sections and functions",
                          "unknown_section"};
        }
        // Not even its length is looked at: a listing shows what there is, and `verify` refuses.
        contents_.sections.text = file_;
    }

    void load_image(const entry_point& entry) {
        const auto needs = image::measure(file_, layout_);
        if (!needs) {
            refuse(needs.error(), needs.at(), entry);
        }
        relocations_.resize(needs->relocations);
        const bool is_object = layout_ == image::layout::elf;
        const auto loaded = image::load(
            file_, layout_, allocate(needs->bytes), relocations_,
            {.section = entry.section, .function = is_object ? entry.function : std::string{}});
        if (!loaded) {
            refuse(loaded.error(), loaded.at(), entry);
        }
        contents_ = *loaded;
        if (!is_object && !entry.function.empty()) {
            start_at(entry);
        }
        each_function([&](std::string name, std::uint32_t slot, std::uint32_t slots) {
            functions_.push_back({std::move(name), slot, slots});
        });
        // An object may hold as many functions as slots, and a listing asks for each slot.
        std::ranges::stable_sort(functions_, {}, &function::slot);
        if (!is_object) {
            extend_functions();
        }
    }

    /// Starts an image with the function of this name or number.
    void start_at(const entry_point& entry) {
        auto parts = contents_.starting_at(image::name{entry.function});
        const auto number = parse_number<std::uint32_t>(entry.function);
        if (!parts && number) {
            parts = contents_.starting_at(*number);
        }
        if (!parts) {
            refuse(parts.error(), 0, entry);
        }
        contents_.sections = *parts;
    }

    /// An image does not say how long its functions are: each ends where another begins.
    void extend_functions() {
        auto end = static_cast<std::uint32_t>(text().size() / isa::slot_bytes);
        for (auto each = functions_.rbegin(); each != functions_.rend(); ++each) {
            each->slots = end - each->slot;
            const bool begins_with_next =
                std::next(each) != functions_.rend() && std::next(each)->slot == each->slot;
            end = begins_with_next ? end : each->slot;
        }
    }

    /// Words, because a text must start on a 4-byte boundary.
    std::span<std::uint8_t> allocate(std::size_t bytes) {
        words_.resize((bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
        return {reinterpret_cast<std::uint8_t*>(words_.data()), bytes};
    }

    std::vector<std::uint8_t> file_;
    std::vector<std::uint64_t> words_;
    std::vector<relocation> relocations_;
    std::vector<function> functions_;
    image::layout layout_;
    image::loaded contents_{};
};

/// The program that FILE of a verb names.
/// @throws failure
inline loaded_program load_program(const std::string& path, streams& io, const entry_point& entry) {
    const auto file = read_program(path, io);
    refuse_source(file, path == "-" ? "standard input" : path);
    return loaded_program{file, entry};
}

} // namespace fc::cli
