// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fc::posix {

/// A display of characters that is not there. Text ends at the end of its row.
template <std::size_t Rows = 2, std::size_t Columns = 16>
class simulated_display {
    static_assert(Rows >= 1 && Rows <= 255 && Columns >= 1 && Columns <= 255,
                  "a display has 1 to 255 rows and columns");

public:
    simulated_display() { wipe(); }

    /// What is shown in a row, blanks included; nothing for a row too many.
    std::string_view display_row(std::size_t row) const {
        return row < Rows ? std::string_view{rows_[row].data(), Columns} : std::string_view{};
    }
    /// Takes the display off, or plugs it in again.
    void plug_display(bool in) { is_there_ = in; }

    bool start_display() const { return is_there_; }
    bool clear_display() {
        if (is_there_) {
            wipe();
        }
        return is_there_;
    }
    /// @return  false when not all of it fits the row; what does is shown
    bool show_text(std::span<const char> text) {
        if (!is_there_) {
            return false;
        }
        for (const char each : text) {
            if (column_ == Columns) {
                return false;
            }
            rows_[row_][column_++] = each;
        }
        return true;
    }
    bool move_cursor(std::uint8_t row, std::uint8_t column) {
        if (!is_there_ || row >= Rows || column >= Columns) {
            return false;
        }
        row_ = row;
        column_ = column;
        return true;
    }

private:
    void wipe() {
        for (auto& row : rows_) {
            row.fill(' ');
        }
        row_ = 0;
        column_ = 0;
    }

    std::array<std::array<char, Columns>, Rows> rows_{};
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    bool is_there_ = true;
};

} // namespace fc::posix
