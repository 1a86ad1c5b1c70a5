// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/isa/characters.hpp>
#include <femto/isa/detail/cursor.hpp>
#include <femto/isa/detail/labels.hpp>
#include <femto/isa/detail/operands.hpp>
#include <femto/isa/detail/parse.hpp>
#include <femto/isa/detail/syntax.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::isa {

namespace detail {

/// Two passes over one source. The first finds every error but those of labels, and the size; only
/// then does the second write.
class assembler {
public:
    constexpr assembler(characters source, std::span<std::uint8_t> out, std::span<label> labels)
        : source_{source}, out_{out}, labels_{labels} {}

    constexpr result<std::size_t> run() {
        for (writing_ = false;; writing_ = true) {
            at_ = 0;
            line_ = 0;
            for (std::size_t next = 0; next < source_.size();) {
                ++line_;
                const errc error = one_line(take_line(next));
                if (error != errc::ok) {
                    return {error, line_};
                }
            }
            if (writing_) {
                return at_;
            }
            const std::uint32_t duplicate = labels_.sort();
            if (duplicate != 0) {
                return {errc::bad_operand, duplicate};
            }
        }
    }

private:
    constexpr characters take_line(std::size_t& next) const {
        const std::size_t first = next;
        while (next < source_.size() && source_[next] != '\n') {
            ++next;
        }
        return {source_.data() + first, next++ - first};
    }

    constexpr std::uint32_t slot() const { return static_cast<std::uint32_t>(at_ / slot_bytes); }

    constexpr errc one_line(characters line) {
        cursor text{line};
        characters name;
        text.skip_listing_columns(name);
        do {
            if (!name.empty() && at_ % slot_bytes != 0) {
                return errc::illegal_length;
            }
            if (!name.empty() && !writing_ && !labels_.add({name, line_, slot()})) {
                return errc::buffer_too_small;
            }
        } while (accept_label(text, name));
        if (text.finished()) {
            return errc::ok;
        }
        return text.accept_word(".byte") ? bytes(text) : statement_line(text);
    }

    /// `name:`
    static constexpr bool accept_label(cursor& text, characters& name) {
        cursor ahead = text;
        name = ahead.accept_name();
        if (name.empty() || !ahead.accept(':')) {
            return false;
        }
        text = ahead;
        return true;
    }

    /// The values of `.byte`, then the end of the line.
    constexpr errc bytes(cursor& text) {
        operand_reader read{text};
        do {
            const number value = read.any_number({0, 255});
            const errc error = read.error();
            if (error != errc::ok) {
                return error;
            }
            const auto byte = static_cast<std::uint8_t>(value.bits());
            if (!put(std::span{&byte, 1})) {
                return errc::buffer_too_small;
            }
        } while (text.accept(','));
        return text.finished() ? errc::ok : errc::bad_operand;
    }

    constexpr errc statement_line(cursor& text) {
        statement read;
        errc error = parser{text, read}.read();
        if (error != errc::ok) {
            return error;
        }
        characters annotation;
        text.accept_annotation(annotation);
        if (!text.finished()) {
            return errc::bad_operand;
        }
        if (at_ % slot_bytes != 0) {
            return errc::illegal_length;
        }
        if (writing_ && !read.target.empty()) {
            error = resolve(read);
            if (error != errc::ok) {
                return error;
            }
        }
        if (!put(encode(read.in))) {
            return errc::buffer_too_small;
        }
        const bool wide = table[read.in.opcode].operands == form::wide;
        return wide && !put(encode({.imm = read.high})) ? errc::buffer_too_small : errc::ok;
    }

    /// Distances count from the next instruction (RFC 9669 section 4.3).
    constexpr errc resolve(statement& read) const {
        const label target = labels_.find(read.target);
        if (target.line == 0) {
            return errc::unknown_label;
        }
        const std::int64_t distance =
            static_cast<std::int64_t>(target.slot) - static_cast<std::int64_t>(slot()) - 1;
        if (table[read.in.opcode].off == off_use::jump) {
            read.in.offset = static_cast<std::int16_t>(distance);
            return read.in.offset == distance ? errc::ok : errc::value_out_of_range;
        }
        read.in.imm = static_cast<std::int32_t>(distance);
        return read.in.imm == distance ? errc::ok : errc::value_out_of_range;
    }

    constexpr bool put(std::span<const std::uint8_t> bytes) {
        if (out_.size() - at_ < bytes.size()) {
            return false;
        }
        for (const std::uint8_t byte : bytes) {
            if (writing_) {
                out_[at_] = byte;
            }
            ++at_;
        }
        return true;
    }

    characters source_;
    std::span<std::uint8_t> out_;
    label_table labels_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 0;
    bool writing_ = false;
};

} // namespace detail

/// The room that a source of so many bytes may take: no line is shorter than half its instruction,
/// but `r0=1 ll`, when no end of line follows, lacks one byte of that.
constexpr std::size_t text_bytes_max(std::size_t source_bytes) {
    return (2 * source_bytes + 2 + slot_bytes - 1) / slot_bytes * slot_bytes;
}

/// Assembles what @ref disassemble prints and `llvm-objdump -d` too, with labels; README.md of this
/// folder has the language. Nothing is checked that fc::verify would: a program that writes r10 or
/// jumps out of itself can be written down.
///
/// @param source  any bytes; lines end in '\n' or "\r\n"
/// @param out     receives the text: 8 bytes per instruction, 16 with `ll`, and 1 per value of
///                `.byte`; text_bytes_max of the size of the source always suffices
/// @param labels  scratch, one per label of the source
/// @return        bytes written; after an error `out` holds nothing of use
/// @errors        errc::unknown_mnemonic, bad_operand (also a label defined twice),
///                illegal_register, value_out_of_range, unknown_label, buffer_too_small (`out` or
///                `labels`), illegal_length (an instruction or label behind `.byte`s that do not
///                fill their slot); `at` = 1-based line. Errors of labels come last.
/// @cost          O(n log n) in the length of the source; no heap, no recursion
constexpr result<std::size_t> assemble(characters source, std::span<std::uint8_t> out,
                                       std::span<label> labels) {
    return detail::assembler{source, out, labels}.run();
}

/// The same, with scratch for `Labels` labels on the stack [24 bytes each on a 64-bit host].
template <std::size_t Labels = 64>
constexpr result<std::size_t> assemble(characters source, std::span<std::uint8_t> out) {
    std::array<label, Labels> labels{};
    return assemble(source, out, labels);
}

} // namespace fc::isa
