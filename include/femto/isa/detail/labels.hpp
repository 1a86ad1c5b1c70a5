// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/isa/characters.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::isa {

/// A place in the assembled text. The name stays in the source.
struct label {
    characters name{};
    std::uint32_t line = 0;
    std::uint32_t slot = 0;
};

namespace detail {

/// Labels in storage of the caller. They are sorted between the two passes and then found by
/// bisection: a hash table would be faster on kind sources and quadratic on chosen ones.
class label_table {
public:
    constexpr explicit label_table(std::span<label> storage) : labels_{storage} {}

    /// @return  false when the storage is full
    constexpr bool add(const label& entry) {
        if (size_ == labels_.size()) {
            return false;
        }
        labels_[size_++] = entry;
        return true;
    }

    /// Heapsort: in place, no recursion, and no order of names makes it slow.
    /// @return  the first line that defines a name again; 0 if there is none
    constexpr std::uint32_t sort() {
        for (std::size_t root = size_ / 2; root-- > 0;) {
            sift(root, size_);
        }
        for (std::size_t end = size_; end-- > 1;) {
            swap(0, end);
            sift(0, end);
        }
        std::uint32_t duplicate = 0;
        for (std::size_t i = 1; i < size_; ++i) {
            const bool again = labels_[i].name == labels_[i - 1].name;
            if (again && (duplicate == 0 || labels_[i].line < duplicate)) {
                duplicate = labels_[i].line;
            }
        }
        return duplicate;
    }

    /// After `sort`; a label in line 0 if there is none of that name.
    constexpr label find(characters name) const {
        std::size_t low = 0;
        std::size_t high = size_;
        while (low != high) {
            const std::size_t middle = low + (high - low) / 2;
            const int order = characters::compare(labels_[middle].name, name);
            if (order == 0) {
                return labels_[middle];
            }
            (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
        }
        return {};
    }

private:
    static constexpr bool before(const label& a, const label& b) {
        const int order = characters::compare(a.name, b.name);
        return order < 0 || (order == 0 && a.line < b.line);
    }
    constexpr void swap(std::size_t a, std::size_t b) {
        const label kept = labels_[a];
        labels_[a] = labels_[b];
        labels_[b] = kept;
    }
    constexpr void sift(std::size_t root, std::size_t end) {
        for (std::size_t child = 2 * root + 1; child < end; child = 2 * root + 1) {
            if (child + 1 < end && before(labels_[child], labels_[child + 1])) {
                ++child;
            }
            if (!before(labels_[root], labels_[child])) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    std::span<label> labels_;
    std::size_t size_ = 0;
};

} // namespace detail
} // namespace fc::isa
