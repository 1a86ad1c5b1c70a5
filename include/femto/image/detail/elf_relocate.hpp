// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/elf_layout.hpp>
#include <femto/image/sections.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>

#include <cstdint>
#include <span>

namespace fc::image::detail {

/// Writes the final numbers into the parts, after each section was copied to its place.
class elf_relocator {
public:
    constexpr elf_relocator(const elf_file& file, const elf_records& records,
                            const elf_layout& layout, std::span<std::uint8_t> buffer,
                            std::span<relocation> words)
        : file_{file}, records_{records}, layout_{layout}, buffer_{buffer}, words_{words} {}

    /// Applies every relocation of the reached section `index`.
    constexpr result<done> apply(std::uint32_t index) {
        for (std::uint32_t r = records_.relocations(index); r != 0; r = records_.relocations(r)) {
            const section list = file_.section(r);
            const bool has_addend = list.type == elf::section_type::rela;
            for (std::uint32_t k = 0; k < list.size; k += list.relocation_bytes()) {
                at_ = list.offset + k;
                const auto entry = elf::read_relocation(file_.data() + at_, has_addend);
                if (entry.type == elf::relocation_type::none) {
                    continue;
                }
                if (const auto applied = apply(index, entry, has_addend); !applied) {
                    return applied;
                }
            }
        }
        return done{};
    }

    /// How many words of data hold addresses.
    constexpr std::uint32_t word_count() const { return word_count_; }

private:
    /// A place in a part, or with `part::none` a number that is no address. Wraps as addresses do:
    /// clang folds `table[i - 1]` into an offset before the table.
    struct address {
        part where = part::none;
        std::uint64_t offset = 0;
    };

    constexpr result<done> apply(std::uint32_t index, const elf::relocation_entry& entry,
                                 bool has_addend) {
        const part where = part_of(file_, records_, index);
        const std::uint32_t size = file_.section(index).size;
        if (where == part::text && entry.type == elf::relocation_type::bpf_64_64) {
            return inside(entry, size, 16, 8) ? load(index, entry, has_addend) : bad();
        }
        if (where == part::text && entry.type == elf::relocation_type::bpf_64_32) {
            return inside(entry, size, 8, 8) ? branch(index, entry, has_addend) : bad();
        }
        if (where == part::data && entry.type == elf::relocation_type::bpf_64_abs64) {
            return inside(entry, size, 8, 1) ? word(index, entry, has_addend) : bad();
        }
        return {errc::unsupported_relocation, at_};
    }

    static constexpr bool inside(const elf::relocation_entry& entry, std::uint32_t size,
                                 std::uint32_t bytes, std::uint32_t alignment) {
        return fits<std::uint64_t>(entry.offset, size, bytes) && entry.offset % alignment == 0;
    }

    /// LDDW: the number is split over the two slots.
    constexpr result<done> load(std::uint32_t index, const elf::relocation_entry& entry,
                                bool has_addend) {
        const std::uint32_t place = records_.base(index) + static_cast<std::uint32_t>(entry.offset);
        std::uint8_t* const slot = buffer_.data() + place;
        if (slot[0] != isa::opcode::lddw ||
            slot[1] >= 16) { // another instruction, or resolved already
            return bad();
        }
        const auto low = load_le<std::uint32_t>(slot + 4);
        const auto high = load_le<std::uint32_t>(slot + 12);
        const auto target =
            resolve(entry.symbol, has_addend ? entry.addend : split_addend(low, high));
        if (!target) {
            return {target.error(), target.at()};
        }
        std::uint64_t value = target->offset;
        switch (target->where) {
        case part::none: break;
        case part::rodata: slot[0] = isa::opcode::lddw_rodata; break;
        case part::data:
        case part::bss: slot[0] = isa::opcode::lddw_data; break;
        case part::text:
            if (!is_slot(value)) {
                return bad();
            }
            slot[1] = static_cast<std::uint8_t>(slot[1] | (isa::lddw_code_address << 4));
            store_le(slot + 4, distance(value, place));
            store_le(slot + 12, std::uint32_t{0});
            return done{};
        }
        store_le(slot + 4, static_cast<std::uint32_t>(value));
        store_le(slot + 12, static_cast<std::uint32_t>(value >> 32));
        return done{};
    }

    /// CALL of a function: the number counts slots from the next one.
    constexpr result<done> branch(std::uint32_t index, const elf::relocation_entry& entry,
                                  bool has_addend) {
        const std::uint32_t place = records_.base(index) + static_cast<std::uint32_t>(entry.offset);
        std::uint8_t* const slot = buffer_.data() + place;
        if (slot[0] != isa::opcode::call || slot[1] >> 4 != isa::call_local) {
            return bad();
        }
        const std::int64_t slots = std::int64_t{load_le<std::int32_t>(slot + 4)} + 1;
        const auto target = resolve(
            entry.symbol, has_addend ? entry.addend : static_cast<std::uint64_t>(slots * 8));
        if (!target) {
            return {target.error(), target.at()};
        }
        if (target->where == part::none) { // a weak function nobody defined
            return {errc::undefined_symbol, at_};
        }
        if (target->where != part::text || !is_slot(target->offset)) {
            return bad();
        }
        store_le(slot + 4, distance(target->offset, place));
        return done{};
    }

    /// A word of data: an instance adds where the part lies.
    constexpr result<done> word(std::uint32_t index, const elf::relocation_entry& entry,
                                bool has_addend) {
        const std::uint32_t offset =
            records_.base(index) + static_cast<std::uint32_t>(entry.offset);
        std::uint8_t* const bytes = buffer_.data() + layout_.data_at() + offset;
        const auto target =
            resolve(entry.symbol, has_addend ? entry.addend : load_le<std::uint64_t>(bytes));
        if (!target) {
            return {target.error(), target.at()};
        }
        store_le(bytes, target->offset);
        if (target->where == part::none) {
            return done{};
        }
        if (target->where == part::text && !is_slot(target->offset)) {
            return bad();
        }
        if (word_count_ == words_.size()) {
            return {errc::buffer_too_small, at_};
        }
        words_[word_count_] = {.offset = offset, .to = relocation_target(target->where)};
        ++word_count_;
        return done{};
    }

    constexpr result<address> resolve(std::uint32_t symbol_index, std::uint64_t addend) const {
        const auto holder = referenced(file_, records_, symbol_index, at_);
        if (!holder) {
            return {holder.error(), holder.at()};
        }
        const elf::symbol symbol = file_.symbol(symbol_index);
        if (symbol.section == elf::common) {
            return address{part::bss,
                           records_.common(records_.index_of_common(symbol_index)) + addend};
        }
        if (*holder == 0) { // absolute, or weak and undefined, which counts as 0
            const std::uint64_t value = symbol.section == elf::absolute ? symbol.value : 0;
            return address{part::none, value + addend};
        }
        return address{part_of(file_, records_, *holder),
                       records_.base(*holder) + symbol.value + addend};
    }

    /// The addend in an LDDW. clang writes 64 bits; one that fits the low half may come alone, and
    /// no part is as large as 2 GiB, so a high bit without a high half is a sign.
    static constexpr std::uint64_t split_addend(std::uint32_t low, std::uint32_t high) {
        if (high == 0) {
            return static_cast<std::uint64_t>(
                static_cast<std::int64_t>(static_cast<std::int32_t>(low)));
        }
        return (std::uint64_t{high} << 32) | low;
    }

    constexpr bool is_slot(std::uint64_t offset) const {
        return offset < layout_.text && offset % 8 == 0;
    }

    /// Slots from the one after `from` to `to`, both byte offsets in text.
    static constexpr std::int32_t distance(std::uint64_t to, std::uint32_t from) {
        return static_cast<std::int32_t>(to / 8) - static_cast<std::int32_t>(from / 8) - 1;
    }

    static constexpr relocation::target relocation_target(part where) {
        switch (where) {
        case part::text: return relocation::target::text;
        case part::rodata: return relocation::target::rodata;
        default: return relocation::target::data;
        }
    }

    constexpr result<done> bad() const { return {errc::bad_structure, at_}; }

    const elf_file& file_;
    const elf_records& records_;
    const elf_layout& layout_;
    std::span<std::uint8_t> buffer_;
    std::span<relocation> words_;
    std::uint32_t word_count_ = 0;
    std::uint32_t at_ = 0; // the relocation at hand, in the file
};

} // namespace fc::image::detail
