// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/isa/characters.hpp>
#include <femto/isa/detail/line_writer.hpp>
#include <femto/isa/detail/print.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::isa {

/// The printed form of one instruction, without a line end, and how many bytes of text it covers:
/// 8, 16 for a `wide` form, fewer for the rest of a text that is no multiple of 8.
class instruction_text {
public:
    /// No line is longer [characters].
    static constexpr std::size_t capacity = 64;

    constexpr const char* data() const { return line_.data(); }
    constexpr std::size_t size() const { return line_.size(); }
    /// Covered bytes of text; 0 only past its end.
    constexpr std::size_t bytes() const { return bytes_; }

    /// What @ref disassemble_one returns.
    constexpr instruction_text(std::span<const std::uint8_t> text, std::size_t slot) {
        if (slot >= (text.size() + slot_bytes - 1) / slot_bytes) {
            return;
        }
        const std::span rest = text.subspan(slot * slot_bytes);
        if (rest.size() >= slot_bytes) {
            const instruction in = decode(rest.data());
            const row& entry = table[in.opcode];
            const bool wide = entry.operands == form::wide;
            if (detail::printable(entry, in) && (!wide || has_second_half(rest))) {
                const std::int32_t high = wide ? decode(&rest[slot_bytes]).imm : 0;
                detail::print(line_, entry, in, high);
                bytes_ = wide ? 2 * slot_bytes : slot_bytes;
                return;
            }
        }
        bytes_ = rest.size() < slot_bytes ? rest.size() : slot_bytes;
        const char* before = ".byte ";
        for (const std::uint8_t byte : rest.first(bytes_)) {
            line_.put(before).hex(byte, 2);
            before = ", ";
        }
    }

private:
    static constexpr bool has_second_half(std::span<const std::uint8_t> rest) {
        return rest.size() >= 2 * slot_bytes &&
               decode(&rest[slot_bytes]) == instruction{.imm = decode(&rest[slot_bytes]).imm};
    }

    detail::line_writer<capacity> line_;
    std::size_t bytes_ = 0;
};

/// Prints the instruction in one slot, as `llvm-objdump-19 -d --no-show-raw-insn` does; README.md
/// of this folder lists the few differences. Bytes that are no instruction, or have something in a
/// field their instruction does not use, print as `.byte`. fc::isa::assemble reads all of it back
/// to the same bytes.
///
/// @param text  any bytes, of any length and alignment
/// @param slot  0 for the first 8 bytes; past the end the line is empty and covers no bytes
/// @cost        no heap; 80 bytes of stack
constexpr instruction_text disassemble_one(std::span<const std::uint8_t> text, std::size_t slot) {
    return {text, slot};
}

/// Prints a whole text.
/// @param sink  called as `sink(slot, line)` for each instruction in order: the slot it starts in,
///              and an `instruction_text` that dies with the call
template <std::invocable<std::size_t, const instruction_text&> Sink>
constexpr void disassemble(std::span<const std::uint8_t> text, Sink&& sink) {
    for (std::size_t slot = 0; slot * slot_bytes < text.size();) {
        const instruction_text line = disassemble_one(text, slot);
        sink(slot, line);
        slot += (line.bytes() + slot_bytes - 1) / slot_bytes;
    }
}

/// Prints a whole text into a buffer, each instruction followed by '\n'.
/// @return  characters written
/// @errors  errc::buffer_too_small (`at` = slot of the first instruction that does not fit; the
///          lines before it are in `out`)
constexpr result<std::size_t> disassemble(std::span<const std::uint8_t> text, std::span<char> out) {
    std::size_t written = 0;
    for (std::size_t slot = 0; slot * slot_bytes < text.size();) {
        const instruction_text line = disassemble_one(text, slot);
        if (out.size() - written <= line.size()) {
            return {errc::buffer_too_small, static_cast<std::uint32_t>(slot)};
        }
        for (const char c : characters{line}) {
            out[written++] = c;
        }
        out[written++] = '\n';
        slot += (line.bytes() + slot_bytes - 1) / slot_bytes;
    }
    return written;
}

} // namespace fc::isa
