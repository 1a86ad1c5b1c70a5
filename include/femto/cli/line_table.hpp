// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/object_file.hpp>

#ifdef FEMTO_CLI_LIBDW
#include <femto/cli/dwarf_unit.hpp>
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

// This and dwarf_unit.hpp alone know libdw. Whoever includes this and links libdw defines FEMTO_CLI_LIBDW.

namespace fc::cli {

/// A call that the compiler replaced by what it calls.
struct inlined_call {
    std::string callee;
    source_line at;
};

#ifdef FEMTO_CLI_LIBDW

/// The line numbers of an object: DWARF, read by libdw.
///
/// libdw takes debug sections as they are, and knows no relocations of EM_BPF. So it is given a copy
/// in which they are applied, as if section N had been linked to address N * 2^32: no two sections
/// meet, and no address that was left 0 is taken for code.
class line_table {
public:
    static constexpr bool is_built_in = true;

    line_table(std::span<const std::uint8_t> object, const object_file& tables)
        : copy_{object.begin(), object.end()} {
        std::size_t line_bytes = 0;
        for (const object_file::section& each : tables.sections()) {
            const bool is_debug = each.name.starts_with(".debug_");
            // What is compressed was relocated before; a few bytes of it can be gigabytes.
            if (each.name.starts_with(".zdebug") ||
                (is_debug && (each.flags & object_file::flag_compressed) != 0)) {
                return;
            }
            line_bytes += each.name == ".debug_line" ? each.contents.size() : 0;
            if (each.relocates() && each.info < tables.sections().size() &&
                tables.sections()[each.info].name.starts_with(".debug_")) {
                relocate(tables, each);
            }
        }
        if (line_bytes == 0 || line_bytes > line_bytes_max) {
            return;
        }
        elf_version(EV_CURRENT);
        elf_ = elf_memory(reinterpret_cast<char*>(copy_.data()), copy_.size());
        dwarf_ = elf_ != nullptr ? dwarf_begin_elf(elf_, DWARF_C_READ, nullptr) : nullptr;
    }
    ~line_table() {
        dwarf_end(dwarf_);
        elf_end(elf_);
    }
    line_table(const line_table&) = delete;
    line_table& operator=(const line_table&) = delete;

    /// False for an object that was compiled without -g.
    bool has_lines() const { return dwarf_ != nullptr; }

    /// The line that byte `offset` of a section came from; line 0 where the compiler names but a
    /// file, as of instructions it made of several lines.
    std::optional<source_line> find(std::uint32_t section, std::uint64_t offset) const {
        std::optional<source_line> found;
        each_unit([&](const dwarf_unit& unit) {
            found = unit.line_of(base_of(section) + offset);
            return found.has_value();
        });
        return found;
    }

    /// The calls that were replaced by the code at byte `offset` of a section, innermost first.
    std::vector<inlined_call> inlined_calls(std::uint32_t section, std::uint64_t offset) const {
        std::vector<inlined_call> found;
        each_unit([&](const dwarf_unit& unit) {
            unit.each_inlined_call(base_of(section) + offset,
                                   [&](std::string callee, source_line at) {
                                       found.push_back({std::move(callee), std::move(at)});
                                   });
            return !found.empty();
        });
        return found;
    }

private:
    /// Line tables of the longest programs are a tenth of this; libdw makes 64 bytes of each of it.
    static constexpr std::size_t line_bytes_max = std::size_t{4} << 20;

    /// Calls `visit` with each compilation unit until it returns true.
    template <class Visit>
    void each_unit(Visit&& visit) const {
        Dwarf_Off at = 0;
        Dwarf_Off next = 0;
        std::size_t header_bytes = 0;
        while (dwarf_ != nullptr &&
               dwarf_nextcu(dwarf_, at, &next, &header_bytes, nullptr, nullptr, nullptr) == 0) {
            Dwarf_Die root;
            if (dwarf_offdie(dwarf_, at + header_bytes, &root) != nullptr &&
                visit(dwarf_unit{root})) {
                return;
            }
            if (next <= at) { // a hostile length
                return;
            }
            at = next;
        }
    }

    static Dwarf_Addr base_of(std::uint32_t section) { return Dwarf_Addr{section} << 32; }

    /// @source  LLVM "BPF ELF Relocations": R_BPF_64_ABS64 and R_BPF_64_ABS32
    void relocate(const object_file& tables, const object_file::section& list) {
        constexpr std::uint32_t abs64 = 2;
        constexpr std::uint32_t abs32 = 3;
        const object_file::section& to = tables.sections()[list.info];
        const bool has_addend = list.type == object_file::type_rela;
        const std::size_t row_bytes = has_addend ? 24 : 16;
        for (std::size_t at = 0; at + row_bytes <= list.contents.size(); at += row_bytes) {
            const auto row = list.contents.subspan(at, row_bytes);
            const auto type = object_file::word<std::uint32_t>(row, 8);
            const std::size_t bytes = type == abs64 ? 8 : type == abs32 ? 4 : 0;
            const auto offset = object_file::word<std::uint64_t>(row, 0);
            if (bytes == 0 || !fits<std::uint64_t>(offset, to.contents.size(), bytes)) {
                continue;
            }
            const auto symbol =
                tables.symbol_at(list.link, object_file::word<std::uint32_t>(row, 12));
            const bool is_text = symbol.section < tables.sections().size() &&
                                 tables.sections()[symbol.section].is_text();
            const std::uint64_t value =
                symbol.value + (is_text ? base_of(symbol.section) : Dwarf_Addr{0});
            std::uint8_t* const place = copy_.data() + to.offset + offset;
            if (bytes == 8) {
                store_le(place, value + (has_addend ? object_file::word<std::uint64_t>(row, 16)
                                                    : load_le<std::uint64_t>(place)));
            } else {
                store_le(place, static_cast<std::uint32_t>(value) +
                                    (has_addend ? object_file::word<std::uint32_t>(row, 16)
                                                : load_le<std::uint32_t>(place)));
            }
        }
    }

    std::vector<std::uint8_t> copy_;
    Elf* elf_ = nullptr;
    Dwarf* dwarf_ = nullptr;
};

#else

/// Stands for the reader that this build does not have.
class line_table {
public:
    static constexpr bool is_built_in = false;

    line_table(std::span<const std::uint8_t>, const object_file&) {}
    bool has_lines() const { return false; }
    std::optional<source_line> find(std::uint32_t, std::uint64_t) const { return std::nullopt; }
    std::vector<inlined_call> inlined_calls(std::uint32_t, std::uint64_t) const { return {}; }
};

#endif

} // namespace fc::cli
