// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_parts.hpp>
#include <femto/image/detail/elf_records.hpp>
#include <femto/image/function.hpp>

#include <cstdint>

namespace fc::image {

/// The functions of a loaded object in the order of its symbol table, for a range-for. Borrows the
/// object and the buffer.
class elf_functions {
public:
    struct end_of_table {};

    class iterator {
    public:
        constexpr iterator(const elf_functions& of, std::uint32_t symbol)
            : of_{&of}, symbol_{symbol} {
            skip();
        }
        constexpr function operator*() const {
            const auto at = of_->file_.symbol(symbol_);
            return {
                .name = of_->file_.name(at),
                .slot = (of_->records_.base(at.section) + static_cast<std::uint32_t>(at.value)) / 8,
                .slots = static_cast<std::uint32_t>(at.size / 8),
                .global = at.binding != detail::elf::binding::local,
            };
        }
        constexpr iterator& operator++() {
            ++symbol_;
            skip();
            return *this;
        }
        constexpr bool operator==(end_of_table) const {
            return symbol_ >= of_->file_.symbol_count();
        }

    private:
        constexpr void skip() {
            while (!(*this == end_of_table{}) && !of_->lists(symbol_)) {
                ++symbol_;
            }
        }

        const elf_functions* of_;
        std::uint32_t symbol_;
    };

    constexpr elf_functions() = default;
    constexpr elf_functions(const detail::elf_file& file, const detail::elf_records& records)
        : file_{file}, records_{records} {}

    constexpr iterator begin() const { return {*this, 1}; }
    constexpr end_of_table end() const { return {}; }

private:
    constexpr bool lists(std::uint32_t index) const {
        const auto symbol = file_.symbol(index);
        if (!detail::is_function(symbol) || symbol.section >= file_.section_count() ||
            !records_.reached(symbol.section)) {
            return false;
        }
        const auto holder = file_.section(symbol.section);
        return detail::part_of(holder, false) == detail::part::text && symbol.value < holder.size &&
               symbol.value % 8 == 0;
    }

    detail::elf_file file_{};
    detail::elf_records records_{};
};

} // namespace fc::image
