// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>

// Only where line_table.hpp finds FEMTO_CLI_LIBDW defined; empty for those who lack libdw.
#ifdef FEMTO_CLI_LIBDW

#include <dwarf.h>
#include <elfutils/libdw.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace fc::cli {

/// One compilation unit of DWARF. libdw's own searches follow a hostile tree as deep as it goes; the
/// walk here does not.
class dwarf_unit {
public:
    explicit dwarf_unit(const Dwarf_Die& root) : root_{root} {}

    /// The line that the code at `wanted` came from.
    std::optional<source_line> line_of(Dwarf_Addr wanted) const {
        Dwarf_Die root = root_;
        Dwarf_Lines* lines = nullptr;
        std::size_t count = 0;
        if (dwarf_getsrclines(&root, &lines, &count) != 0) {
            return std::nullopt;
        }
        // Rows rise; of those with one address the last one holds.
        Dwarf_Line* holds = nullptr;
        for (std::size_t i = 0; i < count; ++i) {
            Dwarf_Line* const row = dwarf_onesrcline(lines, i);
            Dwarf_Addr address = 0;
            bool ends = false;
            if (dwarf_lineaddr(row, &address) != 0 || dwarf_lineendsequence(row, &ends) != 0) {
                return std::nullopt;
            }
            if (address > wanted) {
                return holds != nullptr ? line_of_row(holds) : std::nullopt;
            }
            holds = ends || address >> 32 != wanted >> 32 ? nullptr : row;
        }
        return std::nullopt;
    }

    /// Calls `visit` with the name of each function that was inlined into the code at `address`, and
    /// where it was called, innermost first.
    template <class Visit>
    void each_inlined_call(Dwarf_Addr address, Visit&& visit) const {
        std::size_t left = entries_max;
        walk(root_, address, 0, left, visit);
    }

private:
    static constexpr std::size_t depth_max = 64;
    static constexpr std::size_t entries_max = std::size_t{1} << 20;

    std::optional<source_line> line_of_row(Dwarf_Line* row) const {
        int line = 0;
        const char* const name = dwarf_linesrc(row, nullptr, nullptr);
        if (name == nullptr || dwarf_lineno(row, &line) != 0 || line < 0) {
            return std::nullopt;
        }
        return source_line{.file = whole_path(name), .line = static_cast<std::uint32_t>(line)};
    }

    /// `name` as seen from where the compiler ran.
    std::string whole_path(const char* name) const {
        Dwarf_Die root = root_;
        Dwarf_Attribute attribute;
        const char* const folder = dwarf_formstring(dwarf_attr(&root, DW_AT_comp_dir, &attribute));
        const std::filesystem::path path{name};
        return (folder != nullptr ? folder / path : path).lexically_normal().string();
    }

    static std::optional<Dwarf_Word> number(Dwarf_Die& of, unsigned name) {
        Dwarf_Attribute attribute;
        Dwarf_Word value = 0;
        return dwarf_formudata(dwarf_attr(&of, name, &attribute), &value) == 0
                   ? std::optional{value}
                   : std::nullopt;
    }

    source_line call_of(Dwarf_Die& inlined) const {
        const auto file = number(inlined, DW_AT_call_file);
        const auto line = number(inlined, DW_AT_call_line);
        Dwarf_Die root = root_;
        Dwarf_Files* files = nullptr;
        std::size_t count = 0;
        if (!file || !line || dwarf_getsrcfiles(&root, &files, &count) != 0) {
            return {};
        }
        const char* const name =
            dwarf_filesrc(files, static_cast<std::size_t>(*file), nullptr, nullptr);
        return name == nullptr ? source_line{}
                               : source_line{.file = whole_path(name),
                                             .line = static_cast<std::uint32_t>(*line)};
    }

    /// @return  whether `address` was found below `parent`
    template <class Visit>
    bool walk(Dwarf_Die parent, Dwarf_Addr address, std::size_t depth, std::size_t& left,
              Visit& visit) const {
        Dwarf_Die child;
        if (depth == depth_max || dwarf_child(&parent, &child) != 0) {
            return false;
        }
        do {
            if (left-- == 0) {
                left = 0;
                return false;
            }
            const int tag = dwarf_tag(&child);
            const bool is_code = tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block ||
                                 tag == DW_TAG_inlined_subroutine;
            if (is_code ? dwarf_haspc(&child, address) == 1
                        : tag == DW_TAG_namespace && walk(child, address, depth + 1, left, visit)) {
                if (is_code) {
                    walk(child, address, depth + 1, left, visit);
                }
                if (tag == DW_TAG_inlined_subroutine) {
                    Dwarf_Attribute attribute;
                    const char* const name =
                        dwarf_formstring(dwarf_attr_integrate(&child, DW_AT_name, &attribute));
                    visit(std::string{name != nullptr ? name : "code"}, call_of(child));
                }
                return true;
            }
        } while (dwarf_siblingof(&child, &child) == 0);
        return false;
    }

    Dwarf_Die root_;
};

} // namespace fc::cli

#endif
