// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "differential/generator.hpp"

#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

namespace fc::test {
namespace {

using isa::form;
using isa::instruction;

// Values around which arithmetic goes wrong: ends of the ranges, widths, shift counts.
constexpr std::array<std::int32_t, 30> immediates{
    0,      1,      -1,     2,  3,    7,       8,   15,  16,         31,
    32,     33,     63,     64, 65,   127,     128, 255, 256,        1000,
    0x7FFF, 0x8000, 0xFFFF, -2, -128, -0x8000, -64, -8,  0x7FFFFFFF, -0x7FFFFFFF - 1};
constexpr std::array<std::uint64_t, 22> wides{0,
                                              1,
                                              ~0ULL,
                                              0x80000000,
                                              0x7FFFFFFF,
                                              0xFFFFFFFF,
                                              0x100000000,
                                              0x8000000000000000,
                                              0x7FFFFFFFFFFFFFFF,
                                              0xFFFFFFFF80000000,
                                              0xFFFFFFFF00000000,
                                              0x0123456789ABCDEF,
                                              0x8000000080000000,
                                              0x00FF00FF00FF00FF,
                                              0xFFFFFFFFFFFFFFF8,
                                              0x7FFFFFFFFFFFFFFE,
                                              0x101000000,
                                              0x102000000,
                                              0x7F000000,
                                              0x7F000008,
                                              0x7F000001,
                                              0x1000000000000120};

std::vector<isa::row> rows_of(std::initializer_list<form> wanted) {
    std::vector<isa::row> out;
    for (const isa::row& row : isa::rows) {
        if (std::find(wanted.begin(), wanted.end(), row.operands) != wanted.end()) {
            out.push_back(row);
        }
    }
    return out;
}

/// Each random number is drawn in a statement of its own: the order of arguments is the compiler's,
/// and a seed should mean one program everywhere.
class generator {
public:
    generator(random_numbers& random, std::size_t size) : random_{random}, size_{size} {}

    sample make() {
        surroundings();
        functions_ = 1 + (random_.percent(40) ? random_.below(3) : 0);
        // A Config starts where the image says, which need not be slot 0.
        const bool main_first = random_.percent(80);
        for (std::size_t i = 0; i < functions_; ++i) {
            const bool main = main_first ? i == 0 : i + 1 == functions_;
            if (main) {
                out_.entry = slots();
            }
            function(main, main || functions_ == 1 ? size_ : 1 + size_ / 3);
        }
        resolve();
        for (const instruction& each : code_) {
            const auto bytes = isa::encode(each);
            out_.text.insert(out_.text.end(), bytes.begin(), bytes.end());
        }
        return std::move(out_);
    }

private:
    enum class reach : std::uint8_t { function, program, entries };
    struct jump {
        std::uint32_t slot = 0;
        std::size_t function = 0;
        reach where = reach::function;
    };

    std::uint32_t slots() const { return static_cast<std::uint32_t>(code_.size()); }
    bool full() const { return code_.size() + 12 > sample_slots_max; }

    void surroundings() {
        const auto bytes = [&](std::size_t count) {
            std::vector<std::uint8_t> made(count);
            for (std::uint8_t& each : made) {
                // Zeroes end strings, which helper 5 looks for.
                each = random_.percent(20) ? std::uint8_t{0}
                                           : static_cast<std::uint8_t>(random_.bits());
            }
            return made;
        };
        out_.context = bytes(random_.percent(10) ? 0 : 1 + random_.below(sample_context_max));
        out_.context_is_writable = random_.percent(75);
        if (random_.percent(40)) {
            out_.rodata = bytes(1 + random_.below(40));
        }
        if (random_.percent(40)) {
            out_.data = bytes(random_.below(41));
            out_.bss_bytes = random_.below(sample_data_max - out_.data.size() + 1);
            for (int i = random_.between(0, 2); i > 0 && out_.data.size() >= 8; --i) {
                const auto to = static_cast<relocation::target>(random_.below(3));
                out_.relocations.push_back({random_.below(out_.data.size() - 7), to});
            }
        }
        constexpr std::array<std::uint32_t, 8> budgets{0, 1, 5, 30, 100, 300, 600, 1500};
        out_.budget = random_.percent(50) ? 600 : random_.below(random_.one_of(budgets) + 1);
    }

    // Registers: r6 keeps the context where nothing overwrites it, r7 a pointer, r8 a loop counter.
    unsigned any() { return random_.below(10); }
    unsigned readable() { return random_.percent(3) ? 10 : any(); }
    unsigned scratch() {
        constexpr std::array<unsigned, 12> mostly{0, 1, 2, 3, 4, 5, 0, 1, 2, 9, 9, 8};
        return random_.percent(97) ? random_.one_of(mostly) : any();
    }
    std::int32_t immediate() {
        return random_.percent(85) ? random_.one_of(immediates)
                                   : static_cast<std::int32_t>(random_.bits());
    }

    void emit(unsigned opcode, unsigned dst, unsigned src, std::int32_t offset, std::int32_t imm) {
        starts_.push_back(slots());
        code_.push_back({static_cast<std::uint8_t>(opcode), static_cast<std::uint8_t>(dst),
                         static_cast<std::uint8_t>(src), static_cast<std::int16_t>(offset), imm});
    }
    void emit_wide(unsigned opcode, unsigned dst, unsigned src, std::uint64_t value) {
        emit(opcode, dst, src, 0, static_cast<std::int32_t>(static_cast<std::uint32_t>(value)));
        code_.push_back(
            {.imm = static_cast<std::int32_t>(static_cast<std::uint32_t>(value >> 32))});
    }
    void move_imm(unsigned dst, std::int32_t value) { emit(0xb7, dst, 0, 0, value); }

    void function(bool main, std::size_t items) {
        entries_.push_back(slots());
        first_start_.push_back(starts_.size());
        if (main) {
            emit(0xbf, 6, 1, 0, 0);
            emit(0xbf, 7, 10, 0, 0);
            emit(0x07, 7, 0, 0, -random_.between(16, 80));
            if (random_.percent(15)) {
                pointer(7);
            }
            for (int i = random_.between(0, 3); i > 0; --i) {
                const unsigned dst = scratch();
                emit_wide(0x18, dst, 0, random_.one_of(wides));
            }
        }
        for (std::size_t i = 0; i < items && !full(); ++i) {
            item();
        }
        if (random_.percent(10)) {
            branch_to(0x05, 0, 0, 0, random_.percent(50) ? reach::function : reach::program);
        } else {
            emit(0x95, 0, 0, 0, 0);
        }
        first_start_.push_back(starts_.size());
    }

    void item() {
        const std::uint32_t kind = random_.below(100);
        if (kind < 38) {
            random_.percent(15) ? pair() : arithmetic();
        } else if (kind < 45) {
            const unsigned dst = scratch();
            emit_wide(0x18, dst, 0, random_.percent(80) ? random_.one_of(wides) : random_.bits());
        } else if (kind < 53) {
            pointer(scratch());
        } else if (kind < 75) {
            access();
        } else if (kind < 85) {
            branch();
        } else if (kind < 88) {
            loop();
        } else if (kind < 93) {
            helper_call();
        } else if (kind < 98) {
            local_call();
        } else {
            const unsigned tested = any();
            emit(0x55, tested, 0, 1, immediate());
            emit(0x95, 0, 0, 0, 0);
        }
    }

    void arithmetic() {
        static const std::vector<isa::row> rows = rows_of(
            {form::alu_imm, form::alu_reg, form::negate, form::byte_order, form::byte_swap});
        const isa::row& row = random_.one_of(rows);
        const unsigned src = row.src == isa::src_use::read ? readable() : 0;
        std::int32_t offset = 0;
        std::int32_t imm = row.imm == isa::imm_use::value ? immediate() : 0;
        if (row.off == isa::off_use::signedness) {
            offset = random_.between(0, 1);
        } else if (row.off == isa::off_use::extension32) {
            offset = 8 * random_.between(0, 2);
        } else if (row.off == isa::off_use::extension64) {
            constexpr std::array<std::int32_t, 5> widths{0, 0, 8, 16, 32};
            offset = random_.one_of(widths);
        }
        if (row.imm == isa::imm_use::width) {
            imm = 16 << random_.below(3);
        }
        emit(row.opcode, scratch(), src, offset, imm);
    }

    /// Two instructions on one register, as compilers write them one behind the other: a move and an
    /// operation on what was moved, or shifts there and back. Jumps may go to the second.
    void pair() {
        static const std::vector<isa::row> operations = rows_of({form::alu_imm, form::alu_reg});
        constexpr std::array<unsigned, 6> mostly{0x0F, 0x07, 0x0C, 0x54, 0x1F, 0x04};
        const unsigned dst = scratch();
        if (random_.percent(25)) {
            const std::int32_t by = random_.percent(80) ? 32 : random_.between(0, 63);
            emit(0x67, dst, 0, 0, by);
            emit(random_.percent(80) ? 0x77 : 0xC7, random_.percent(90) ? dst : scratch(), 0, 0,
                 random_.percent(90) ? by : 32);
            return;
        }
        const unsigned moved = readable();
        emit(random_.percent(60) ? 0xBF : 0xBC, dst, moved, random_.percent(90) ? 0 : 8, 0);
        const isa::row& row =
            random_.percent(80) ? isa::table[random_.one_of(mostly)] : random_.one_of(operations);
        const unsigned src = row.src != isa::src_use::read ? 0
                             : random_.percent(20)         ? dst
                                                           : readable();
        emit(row.opcode, random_.percent(90) ? dst : scratch(), src, 0,
             row.imm == isa::imm_use::value ? immediate() : 0);
    }

    /// Puts an address into a register.
    void pointer(unsigned dst) {
        const std::uint64_t region = std::uint64_t{random_.below(9)} << 24;
        switch (random_.below(8)) {
        case 0:
        case 1:
            emit(random_.percent(90) ? 0xbf : 0xbc, dst, 10, 0, 0);
            if (random_.percent(80)) {
                emit(0x07, dst, 0, 0, -random_.between(1, 80));
            }
            break;
        case 2: emit(0xbf, dst, 6, 0, 0); break;
        case 3: emit_wide(0xb8, dst, 0, random_.below(40)); break;
        case 4: emit_wide(0xd8, dst, 0, random_.below(24)); break;
        case 5: // a literal address: the regions lie where the documentation says
            emit_wide(0x18, dst, 0, region + random_.below(600));
            break;
        case 6:
            move_imm(dst, -random_.between(1, 80));
            emit(0x0f, dst, 10, 0, 0);
            break;
        default:
            emit_wide(0x18, dst, 0, region + static_cast<std::uint64_t>(random_.between(-9, 9)));
        }
    }

    struct place {
        unsigned base = 0;
        std::int32_t offset = 0;
    };
    place somewhere() {
        const std::uint32_t kind = random_.below(100);
        if (kind < 60) {
            return {10, random_.percent(97) ? -random_.between(8, 72) : random_.between(-540, 8)};
        }
        const auto size = static_cast<std::int32_t>(out_.context.size());
        if (kind < 88 && size >= 8) {
            return {6, random_.percent(95) ? random_.between(0, size - 8)
                                           : random_.between(-9, size + 9)};
        }
        if (kind < 96) {
            return {7, random_.between(0, 8)};
        }
        return {any(), random_.percent(50) ? 0 : random_.between(-0x8000, 0x7FFF)};
    }

    void access() {
        static const std::vector<isa::row> rows =
            rows_of({form::load, form::load, form::load_signed, form::store_imm, form::store_reg,
                     form::atomic});
        const isa::row& row = random_.one_of(rows);
        const place at = somewhere();
        switch (row.operands) {
        case form::store_imm: emit(row.opcode, at.base, 0, at.offset, immediate()); break;
        case form::store_reg: emit(row.opcode, at.base, readable(), at.offset, 0); break;
        case form::atomic: {
            constexpr std::array<std::int32_t, 10> kinds{0x00, 0x01, 0x40, 0x41, 0x50,
                                                         0x51, 0xA0, 0xA1, 0xE1, 0xF1};
            const unsigned src = any();
            emit(row.opcode, at.base, src, at.offset, random_.one_of(kinds));
            break;
        }
        default: emit(row.opcode, scratch(), at.base, at.offset, 0);
        }
    }

    void branch_to(unsigned opcode, unsigned dst, unsigned src, std::int32_t imm, reach where) {
        jumps_.push_back({slots(), entries_.size() - 1, where});
        emit(opcode, dst, src, 0, imm);
    }

    void branch() {
        static const std::vector<isa::row> rows = rows_of({form::branch_imm, form::branch_reg});
        const reach where = random_.percent(95) ? reach::function : reach::program;
        const std::uint32_t kind = random_.below(20);
        if (kind == 0) {
            branch_to(0x05, 0, 0, 0, where);
        } else if (kind == 1) {
            branch_to(0x06, 0, 0, 0, where);
        } else {
            const isa::row& row = random_.one_of(rows);
            const bool reg = row.operands == form::branch_reg;
            const unsigned dst = readable();
            const unsigned src = reg ? readable() : 0;
            branch_to(row.opcode, dst, src, reg ? 0 : immediate(), where);
        }
    }

    void loop() {
        move_imm(8, random_.between(1, 9));
        const std::uint32_t top = slots();
        for (int i = random_.between(1, 4); i > 0 && !full(); --i) {
            random_.percent(50) ? arithmetic() : access();
        }
        emit(0x07, 8, 0, 0, -1);
        emit(random_.percent(50) ? 0x55 : 0x56, 8, 0,
             static_cast<std::int32_t>(top) - static_cast<std::int32_t>(slots()) - 1, 0);
    }

    void helper_call() {
        const std::uint32_t id = random_.one_of(std::span{sample_helper_ids});
        if (random_.percent(70)) {
            if (random_.percent(50)) {
                pointer(1);
            } else {
                emit(0xbf, 1, 6, 0, 0);
            }
            move_imm(2, random_.percent(85) ? random_.between(0, 8) : immediate());
        }
        if (random_.percent(85)) {
            emit(0x85, 0, 0, 0, static_cast<std::int32_t>(id));
        } else {
            move_imm(3, random_.percent(90) ? static_cast<std::int32_t>(id) : immediate());
            callx(3);
        }
    }

    void callx(unsigned through) {
        if (random_.percent(50)) {
            emit(0x8d, through, 0, 0, 0);
        } else {
            emit(0x8d, 0, 0, 0, static_cast<std::int32_t>(through));
        }
    }

    void local_call() {
        if (random_.percent(60)) {
            branch_to(0x85, 0, 1, 0, random_.percent(90) ? reach::entries : reach::program);
            return;
        }
        const unsigned through = scratch();
        jumps_.push_back(
            {slots(), entries_.size() - 1, random_.percent(80) ? reach::entries : reach::program});
        emit_wide(0x18, through, isa::lddw_code_address, 0);
        if (random_.percent(5)) {
            emit(0x07, through, 0, 0, random_.between(-9, 9));
        }
        callx(through);
    }

    void resolve() {
        for (const jump& each : jumps_) {
            std::uint32_t target = 0;
            if (each.where == reach::entries) {
                target = random_.one_of(entries_);
            } else if (each.where == reach::program) {
                target = random_.one_of(starts_);
            } else {
                const std::size_t first = first_start_[2 * each.function];
                const std::size_t last = first_start_[2 * each.function + 1];
                target = starts_[first + random_.below(last - first)];
                // Mostly forward: programs that do nothing but spin teach little.
                for (int i = 0; i < 3 && target <= each.slot; ++i) {
                    target = starts_[first + random_.below(last - first)];
                }
            }
            instruction& from = code_[each.slot];
            const auto distance =
                static_cast<std::int32_t>(target) - static_cast<std::int32_t>(each.slot) - 1;
            const bool in_imm = from.opcode == 0x06 || from.opcode == 0x85 || from.opcode == 0x18;
            if (in_imm) {
                from.imm = distance;
            } else {
                from.offset = static_cast<std::int16_t>(distance);
            }
        }
    }

    random_numbers& random_;
    std::size_t size_;
    sample out_{};
    std::size_t functions_ = 1;
    std::vector<instruction> code_{};
    std::vector<std::uint32_t> starts_{};    // slot of each instruction
    std::vector<std::uint32_t> entries_{};   // first slot of each function
    std::vector<std::size_t> first_start_{}; // pairs: range of each function in starts_
    std::vector<jump> jumps_{};
};

} // namespace

sample random_program(random_numbers& random, std::size_t size) {
    return generator{random, size}.make();
}

void mutate(random_numbers& random, sample& of) {
    std::vector<std::uint8_t>& text = of.text;
    for (int i = random.between(1, 3); i > 0; --i) {
        switch (random.below(8)) {
        case 0: { // one slot over another
            const std::size_t from = random.below(text.size() / 8) * std::size_t{8};
            const std::size_t to = random.below(text.size() / 8) * std::size_t{8};
            std::copy_n(std::vector<std::uint8_t>(&text[from], &text[from] + 8).begin(), 8,
                        &text[to]);
            break;
        }
        case 1: text[random.below(text.size())] = static_cast<std::uint8_t>(random.bits()); break;
        case 2: of.entry = random.below(text.size() / 8 + 1); break;
        case 3: // an opcode of the table: most other changes of this byte are refused at once
            text[random.below(text.size() / 8) * std::size_t{8}] = random.one_of(isa::rows).opcode;
            break;
        default:
            text[random.below(text.size())] ^= static_cast<std::uint8_t>(1U << random.below(8));
        }
    }
}

} // namespace fc::test
