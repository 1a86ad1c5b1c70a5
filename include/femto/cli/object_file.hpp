// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fc::cli {

/// The tables of an ELF64 object, for what its loader leaves behind: symbols, and sections that are
/// no part of the program. Borrows the bytes; whatever those are, nothing outside of them is read.
/// @source  System V ABI chapter 4
class object_file {
public:
    struct section {
        std::string_view name;
        std::uint32_t type = 0;
        std::uint64_t flags = 0;
        std::size_t offset = 0;
        std::span<const std::uint8_t> contents{}; // none of a section without bytes in the file
        std::uint32_t link = 0;
        std::uint32_t info = 0;

        bool is_text() const {
            return type == type_progbits && (flags & flag_alloc) != 0 &&
                   (flags & flag_execute) != 0;
        }
        bool relocates() const { return type == type_rel || type == type_rela; }
    };

    struct symbol {
        std::string_view name;
        std::uint32_t section = 0;
        std::uint64_t value = 0;
    };

    static constexpr std::uint32_t type_progbits = 1;
    static constexpr std::uint32_t type_symbols = 2;
    static constexpr std::uint32_t type_rela = 4;
    static constexpr std::uint32_t type_nobits = 8;
    static constexpr std::uint32_t type_rel = 9;
    static constexpr std::uint64_t flag_alloc = 2;
    static constexpr std::uint64_t flag_execute = 4;
    static constexpr std::uint64_t flag_compressed = 0x800;

    explicit object_file(std::span<const std::uint8_t> bytes) : bytes_{bytes} {
        if (bytes.size() < header_bytes) {
            return;
        }
        const auto table = word<std::uint64_t>(bytes, 40);
        const std::size_t count = word<std::uint16_t>(bytes, 60);
        const std::size_t names = word<std::uint16_t>(bytes, 62);
        const auto rows = slice(table, count * section_bytes);
        for (std::size_t at = 0; at < rows.size(); at += section_bytes) {
            sections_.push_back(read_section(rows.subspan(at)));
        }
        for (section& each : sections_) {
            const auto at = static_cast<std::size_t>(&each - sections_.data()) * section_bytes;
            each.name = string(names, word<std::uint32_t>(rows, at));
        }
    }

    const std::vector<section>& sections() const { return sections_; }

    /// Symbol `index` of the symbol table `table`, both by number; an empty one if there is none.
    symbol symbol_at(std::uint32_t table, std::uint32_t index) const {
        if (table >= sections_.size() || sections_[table].type != type_symbols) {
            return {};
        }
        const section& from = sections_[table];
        const std::size_t at = std::size_t{index} * symbol_bytes;
        if (at + symbol_bytes > from.contents.size()) {
            return {};
        }
        return {.name = string(from.link, word<std::uint32_t>(from.contents, at)),
                .section = word<std::uint16_t>(from.contents, at + 6),
                .value = word<std::uint64_t>(from.contents, at + 8)};
    }
    /// All symbols of all tables.
    std::vector<symbol> symbols() const {
        std::vector<symbol> out;
        for (std::uint32_t table = 0; table < sections_.size(); ++table) {
            const section& each = sections_[table];
            const std::size_t count = each.contents.size() / symbol_bytes;
            for (std::uint32_t i = 0; each.type == type_symbols && i < count; ++i) {
                out.push_back(symbol_at(table, i));
            }
        }
        return out;
    }

    /// The number at byte `at` of `from`, which has it.
    template <class Unsigned>
    static Unsigned word(std::span<const std::uint8_t> from, std::size_t at) {
        return load_le<Unsigned>(from.data() + at);
    }

private:
    static constexpr std::size_t header_bytes = 64;
    static constexpr std::size_t section_bytes = 64;
    static constexpr std::size_t symbol_bytes = 24;
    /// Every symbol may share one name that fills the object.
    static constexpr std::size_t name_bytes_max = 256;

    std::span<const std::uint8_t> slice(std::uint64_t offset, std::uint64_t size) const {
        const bool fits = offset <= bytes_.size() && size <= bytes_.size() - offset;
        return fits ? bytes_.subspan(static_cast<std::size_t>(offset),
                                     static_cast<std::size_t>(size))
                    : std::span<const std::uint8_t>{};
    }

    section read_section(std::span<const std::uint8_t> row) const {
        section out{.name = {},
                    .type = word<std::uint32_t>(row, 4),
                    .flags = word<std::uint64_t>(row, 8),
                    .link = word<std::uint32_t>(row, 40),
                    .info = word<std::uint32_t>(row, 44)};
        if (out.type != type_nobits) {
            out.contents = slice(word<std::uint64_t>(row, 24), word<std::uint64_t>(row, 32));
            out.offset = static_cast<std::size_t>(out.contents.data() - bytes_.data());
        }
        return out;
    }

    std::string_view string(std::size_t table, std::size_t offset) const {
        if (table >= sections_.size() || offset >= sections_[table].contents.size()) {
            return {};
        }
        const auto rest = sections_[table].contents.subspan(offset);
        const auto most = rest.first(std::min(rest.size(), name_bytes_max));
        const auto end = std::ranges::find(most, std::uint8_t{0});
        return {reinterpret_cast<const char*>(most.data()),
                static_cast<std::size_t>(end - most.begin())};
    }

    std::span<const std::uint8_t> bytes_;
    std::vector<section> sections_;
};

} // namespace fc::cli
