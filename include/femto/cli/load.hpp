// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/source.hpp>
#include <femto/cli/streams.hpp>
#include <femto/image/elf.hpp>
#include <femto/image/elf_symbol.hpp>
#include <femto/isa/disassemble.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli {

/// Which part of an object is meant; empty for what stands first, which no name can be.
struct entry_point {
    std::string section;
    std::string function;
};

/// What a file is taken for.
enum class file_format : std::uint8_t { detected, text, object };

inline bool is_elf(std::span<const std::uint8_t> file) {
    return file.size() >= 4 && file[0] == 0x7F && file[1] == 'E' && file[2] == 'L' &&
           file[3] == 'F';
}

/// A program as it comes from a file, linked but not verified. Owns its bytes.
class loaded_program {
public:
    /// Reads an ELF object, or bare text if `file` does not begin as ELF does.
    /// @throws failure
    loaded_program(std::span<const std::uint8_t> file, const entry_point& entry,
                   file_format format = file_format::detected)
        : file_{file.begin(), file.end()} {
        if (format == file_format::object || (format == file_format::detected && is_elf(file))) {
            load_object(file, entry);
        } else if (entry.section.empty() && entry.function.empty()) {
            const std::span bytes = allocate(file.size());
            for (std::size_t i = 0; i < file.size(); ++i) {
                bytes[i] = file[i];
            }
            sections_.text = bytes;
        } else {
            throw failure{failure::kind::refused, "bare text has no sections and functions",
                          "unknown_section"};
        }
    }
    loaded_program(const loaded_program&) = delete;
    loaded_program& operator=(const loaded_program&) = delete;

    /// What it was loaded from.
    std::span<const std::uint8_t> file() const { return file_; }
    const fc::sections& sections() const { return sections_; }
    std::span<const std::uint8_t> text() const { return sections_.text; }

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

    [[noreturn]] static void refuse(std::span<const std::uint8_t> object, errc error,
                                    std::uint32_t at, const entry_point& entry) {
        const std::string symbol = text_of(image::symbol_of(object, at));
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
        } else if (at != 0) {
            place = "byte " + std::to_string(at);
        }
        throw failure{failure::kind::refused, error, place, at};
    }

    /// Every symbol may share one name that fills the object.
    static std::string text_of(std::span<const std::uint8_t> name) {
        const auto part = name.first(std::min(name.size(), name_bytes_max));
        return {part.begin(), part.end()};
    }

    void load_object(std::span<const std::uint8_t> object, const entry_point& entry) {
        const auto needs = image::measure_elf(object);
        if (!needs) {
            refuse(object, needs.error(), needs.at(), entry);
        }
        relocations_.resize(needs->relocations);
        const std::span buffer = allocate(needs->bytes);
        const auto loaded = image::load_elf(object, buffer, relocations_,
                                            {.section = entry.section, .function = entry.function});
        if (!loaded) {
            refuse(object, loaded.error(), loaded.at(), entry);
        }
        sections_ = loaded->sections;
        for (const image::function& each : loaded->functions) {
            functions_.push_back({text_of(each.name), each.slot, each.slots});
        }
        // An object may hold as many functions as slots, and a listing asks for each slot.
        std::ranges::stable_sort(functions_, {}, &function::slot);
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
    fc::sections sections_{};
};

/// The program that FILE of a verb names.
/// @throws failure
inline loaded_program load_program(const std::string& path, streams& io, const entry_point& entry) {
    const auto file = read_program(path, io);
    refuse_source(file, path == "-" ? "standard input" : path);
    return loaded_program{file, entry};
}

} // namespace fc::cli
