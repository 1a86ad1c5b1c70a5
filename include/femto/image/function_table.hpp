// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/format.hpp>
#include <femto/image/function.hpp>
#include <femto/image/name.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// The functions of an image with a header, by index. Borrows the image.
class function_table {
public:
    /// How names end: the original packer writes a NUL; micro-bpf's writes none, and the next name
    /// follows at once.
    enum class ends : std::uint8_t { at_nul, at_next };

    class iterator {
    public:
        constexpr iterator(const function_table& of, std::uint32_t index)
            : of_{&of}, index_{index} {}
        constexpr function operator*() const { return (*of_)[index_]; }
        constexpr iterator& operator++() {
            ++index_;
            return *this;
        }
        constexpr bool operator==(const iterator& other) const { return index_ == other.index_; }

    private:
        const function_table* of_;
        std::uint32_t index_;
    };

    constexpr function_table() = default;
    /// @param entries  whole entries, each known to point into rodata and text
    constexpr function_table(std::span<const std::uint8_t> entries,
                             std::span<const std::uint8_t> rodata, ends names)
        : entries_{entries}, rodata_{rodata}, names_{names} {}

    constexpr std::uint32_t size() const {
        return narrowed<std::uint32_t>(entries_.size() / function_entry::bytes);
    }
    constexpr bool empty() const { return entries_.empty(); }

    /// @param index  below size()
    constexpr function operator[](std::uint32_t index) const {
        const std::uint8_t* const entry = entry_of(index);
        return {.name = name_of(index),
                .slot = static_cast<std::uint32_t>(get(entry, function_entry::location.at) / 8)};
    }

    /// The index of the first function of this name.
    /// @errors  unknown_function
    constexpr result<std::uint32_t> find(const name& wanted) const {
        for (std::uint32_t i = 0; i < size(); ++i) {
            if (wanted == name_of(i)) {
                return i;
            }
        }
        return errc::unknown_function;
    }

    constexpr iterator begin() const { return {*this, 0}; }
    constexpr iterator end() const { return {*this, size()}; }

private:
    constexpr const std::uint8_t* entry_of(std::uint32_t index) const {
        return entries_.data() + std::size_t{index} * function_entry::bytes;
    }
    constexpr std::size_t name_offset(std::uint32_t index) const {
        return narrowed<std::size_t>(get(entry_of(index), function_entry::name.at));
    }

    constexpr std::span<const std::uint8_t> name_of(std::uint32_t index) const {
        const std::size_t from = name_offset(index);
        std::size_t room = rodata_.size() - from;
        if (names_ == ends::at_next && index + 1 < size() && name_offset(index + 1) > from) {
            room = name_offset(index + 1) - from;
        }
        std::size_t length = 0;
        while (length < room && length < max_name_bytes && rodata_[from + length] != 0) {
            ++length;
        }
        return rodata_.subspan(from, length);
    }

    std::span<const std::uint8_t> entries_{};
    std::span<const std::uint8_t> rodata_{};
    ends names_ = ends::at_nul;
};

} // namespace fc::image
