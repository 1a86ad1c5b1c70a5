// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/image/detail/elf_format.hpp>
#include <femto/isa/instruction.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Writes the ELF objects that no compiler here makes: other forms of what is allowed, and wrong
/// ones. Fields are public so that a test can spoil any of them before build().
namespace building {

namespace elf = fc::image::detail::elf;
using bytes = std::vector<std::uint8_t>;

template <class T>
void append(bytes& to, T value) {
    to.resize(to.size() + sizeof(T));
    fc::store_le(to.data() + to.size() - sizeof(T), value);
}

struct section {
    std::string name;
    elf::section_type type = elf::section_type::progbits;
    std::uint64_t flags = elf::flag_alloc;
    bytes contents{};
    std::uint64_t alignment = 8;
    std::uint64_t size = 0; // of nobits
    std::uint32_t link = 0;
    std::uint32_t info = 0;
    std::uint64_t entry_bytes = 0;
};

struct symbol {
    std::string name;
    std::uint16_t section = elf::undefined;
    std::uint64_t value = 0;
    elf::symbol_type type = elf::symbol_type::none;
    elf::binding binding = elf::binding::global;
    std::uint64_t size = 0;
};

inline bytes code(const std::vector<fc::isa::instruction>& instructions) {
    bytes out;
    for (const auto& each : instructions) {
        const auto slot = fc::isa::encode(each);
        out.insert(out.end(), slot.begin(), slot.end());
    }
    return out;
}

class object {
public:
    std::vector<section> sections{
        {.name = ""},
        {.name = ".symtab",
         .type = elf::section_type::symtab,
         .flags = 0,
         .link = 2,
         .entry_bytes = elf::symbol_bytes},
        {.name = ".strtab", .type = elf::section_type::strtab, .flags = 0, .alignment = 1},
    };
    std::vector<symbol> symbols{{.name = "", .binding = elf::binding::local}};

    object() { sections[0].type = elf::section_type::null, sections[0].flags = 0; }

    std::uint16_t add(section what) {
        sections.push_back(std::move(what));
        return static_cast<std::uint16_t>(sections.size() - 1);
    }
    std::uint16_t add_text(const std::string& name,
                           const std::vector<fc::isa::instruction>& instructions) {
        return add({.name = name,
                    .flags = elf::flag_alloc | elf::flag_execute,
                    .contents = code(instructions)});
    }
    std::uint32_t add(symbol what) {
        symbols.push_back(std::move(what));
        return static_cast<std::uint32_t>(symbols.size() - 1);
    }

    /// A relocation section of its own with one entry, SHT_REL.
    std::uint16_t relocate(std::uint16_t target, std::uint64_t offset, elf::relocation_type type,
                           std::uint32_t symbol) {
        bytes entry;
        append(entry, offset);
        append(entry, static_cast<std::uint32_t>(type));
        append(entry, symbol);
        return add({.name = ".rel" + sections[target].name,
                    .type = elf::section_type::rel,
                    .flags = 0,
                    .contents = entry,
                    .link = 1,
                    .info = target,
                    .entry_bytes = elf::rel_bytes});
    }
    /// The same as SHT_RELA, which carries its addend.
    std::uint16_t relocate(std::uint16_t target, std::uint64_t offset, elf::relocation_type type,
                           std::uint32_t symbol, std::int64_t addend) {
        const std::uint16_t index = relocate(target, offset, type, symbol);
        append(sections[index].contents, addend);
        sections[index].type = elf::section_type::rela;
        sections[index].entry_bytes = elf::rela_bytes;
        return index;
    }

    /// Where the header of section `index` lies in what the last build() returned.
    std::uint32_t header_of(std::uint32_t index) const {
        return elf::header_bytes + index * elf::section_header_bytes;
    }
    /// Where the contents of section `index` lie in what the last build() returned.
    std::uint32_t contents_of(std::uint32_t index) const { return places_[index]; }

    bytes build() {
        section& names = sections[2];
        names.contents = {0};
        const auto name = [&](const std::string& text) {
            const auto at = static_cast<std::uint32_t>(names.contents.size());
            names.contents.insert(names.contents.end(), text.begin(), text.end());
            names.contents.push_back(0);
            return at;
        };
        bytes& table = sections[1].contents;
        table.clear();
        for (const symbol& each : symbols) {
            append(table, name(each.name));
            append(table, static_cast<std::uint8_t>(static_cast<unsigned>(each.binding) << 4 |
                                                    static_cast<unsigned>(each.type)));
            append(table, std::uint8_t{0});
            append(table, each.section);
            append(table, each.value);
            append(table, each.size);
        }
        std::vector<std::uint32_t> section_names;
        for (const section& each : sections) {
            section_names.push_back(name(each.name));
        }

        bytes out{0x7F, 'E', 'L', 'F', elf::class_64, elf::little_endian, 1};
        out.resize(16);
        append(out, elf::relocatable);
        append(out, elf::machine_bpf);
        append(out, std::uint32_t{1});
        append(out, std::uint64_t{0}); // entry
        append(out, std::uint64_t{0}); // program headers
        append(out, std::uint64_t{elf::header_bytes});
        append(out, std::uint32_t{0}); // flags
        append(out, std::uint16_t{elf::header_bytes});
        append(out, std::uint32_t{0}); // no program headers
        append(out, std::uint16_t{elf::section_header_bytes});
        append(out, static_cast<std::uint16_t>(sections.size()));
        append(out, std::uint16_t{2});

        auto place =
            static_cast<std::uint32_t>(out.size() + sections.size() * elf::section_header_bytes);
        places_.clear();
        for (std::size_t i = 0; i < sections.size(); ++i) {
            const section& each = sections[i];
            places_.push_back(place);
            append(out, section_names[i]);
            append(out, static_cast<std::uint32_t>(each.type));
            append(out, each.flags);
            append(out, std::uint64_t{0}); // address
            append(out, std::uint64_t{place});
            append(out, each.type == elf::section_type::nobits
                            ? each.size
                            : std::uint64_t{each.contents.size()});
            append(out, each.link);
            append(out, each.info);
            append(out, each.alignment);
            append(out, each.entry_bytes);
            place += static_cast<std::uint32_t>(each.contents.size());
        }
        for (const section& each : sections) {
            out.insert(out.end(), each.contents.begin(), each.contents.end());
        }
        return out;
    }

private:
    std::vector<std::uint32_t> places_;
};

} // namespace building
