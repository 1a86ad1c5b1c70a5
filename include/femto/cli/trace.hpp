// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/isa/disassemble.hpp>
#include <femto/isa/instruction.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>

namespace fc::cli {

/// Writes one line per executed instruction: its slot, itself, and the registers it changed.
class tracer {
public:
    using registers = std::span<const std::uint64_t, isa::register_count>;

    tracer(const loaded_program& program, std::ostream& to) : program_{&program}, to_{&to} {}

    /// Called before each instruction. What an instruction did shows in the registers that the next
    /// one finds, so lines are written one instruction late.
    static void step(tracer& self, std::uint32_t slot, registers now) {
        self.write_line(now);
        self.slot_ = slot;
        self.has_line_ = true;
        std::copy(now.begin(), now.end(), self.before_.begin());
    }

    /// Writes the line of the last instruction.
    void finish(registers now) {
        write_line(now);
        has_line_ = false;
    }

private:
    void write_line(registers now) {
        if (!has_line_) {
            return;
        }
        const auto line = isa::disassemble_one(program_->text(), slot_);
        std::string out = std::to_string(slot_);
        out.insert(0, out.size() < number_width ? number_width - out.size() : 0, ' ');
        out.append(": ").append(line.data(), line.size());
        const char* before = changes_begin;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (before_[i] != now[i]) {
                out.resize(std::max(out.size(), changes_column), ' ');
                out.append(before).append("r").append(std::to_string(i));
                out.append(" = ").append(to_hex(now[i]));
                before = ", ";
            }
        }
        // In one piece: stderr is not buffered.
        *to_ << out + '\n';
    }

    static constexpr std::size_t number_width = 5;
    static constexpr std::size_t changes_column = 48;
    // A comment to the assembler: a trace can be cut into a source again.
    static constexpr const char* changes_begin = "; ";

    const loaded_program* program_;
    std::ostream* to_;
    std::array<std::uint64_t, isa::register_count> before_{};
    std::uint32_t slot_ = 0;
    bool has_line_ = false;
};

} // namespace fc::cli
