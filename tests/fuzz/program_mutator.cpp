// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Changes that leave most programs valid, drawn from the opcode table: flipped bits alone would
// test the refusals of `verify` and little behind it.
#include "differential/helpers.hpp"
#include "differential/random.hpp"
#include "program_input.hpp"

#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/table.hpp>
#include <femto/verify/verify.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t max);

namespace fc::fuzz {
namespace {

using isa::dst_use;
using isa::form;
using isa::imm_use;
using isa::instruction;
using isa::off_use;
using isa::src_use;
using test::random_numbers;

constexpr std::int64_t edges[] = {0,
                                  1,
                                  2,
                                  7,
                                  8,
                                  16,
                                  31,
                                  32,
                                  63,
                                  64,
                                  -1,
                                  -8,
                                  -16,
                                  -64,
                                  127,
                                  32767,
                                  -32768,
                                  0x7FFFFFFF,
                                  -0x80000000LL,
                                  0x01000000,
                                  0x02000000,
                                  0x03000000};

/// A text as slots, which can be changed without moving the targets of its jumps.
class editor {
public:
    editor(random_numbers& random, std::span<const std::uint8_t> text) : random_{random} {
        for (std::size_t at = 0; at + isa::slot_bytes <= text.size(); at += isa::slot_bytes) {
            slots_.push_back(isa::decode(&text[at]));
        }
    }

    void change() {
        switch (random_.below(8)) {
        case 0:
        case 1:
        case 2: insert(starting_slot(), valid_instruction()); break;
        case 3: replace(); break;
        case 4: remove(); break;
        default: tweak();
        }
    }
    /// A program must not run off its end.
    void close() {
        const bool open = slots_.empty() || (slots_.back().opcode != exit_opcode &&
                                             slots_.back().opcode != jump_opcode);
        if (open && !random_.percent(10)) {
            slots_.push_back({.opcode = exit_opcode});
        }
    }
    std::vector<std::uint8_t> bytes() const {
        std::vector<std::uint8_t> out;
        for (const instruction& each : slots_) {
            const auto slot = isa::encode(each);
            out.insert(out.end(), slot.begin(), slot.end());
        }
        return out;
    }

private:
    static constexpr std::uint8_t exit_opcode = 0x95;
    static constexpr std::uint8_t jump_opcode = 0x05;

    static bool is_wide(const instruction& in) {
        return isa::table[in.opcode].operands == form::wide;
    }
    std::uint8_t any_register(unsigned below) {
        return static_cast<std::uint8_t>(random_.below(below));
    }
    std::int64_t any_number() {
        return random_.percent(60) ? edges[random_.below(std::size(edges))]
                                   : random_.between(-256, 255);
    }

    /// Any slot an instruction starts in, or the end.
    std::size_t starting_slot() {
        const std::size_t at = random_.below(slots_.size() + 1);
        return at > 0 && at <= slots_.size() && is_wide(slots_[at - 1]) ? at - 1 : at;
    }
    std::int64_t distance_from(std::size_t at) {
        return static_cast<std::int64_t>(starting_slot()) - static_cast<std::int64_t>(at) - 1;
    }

    /// An instruction without a word against it in its row, its jump as if it stood at slot 0.
    instruction valid_instruction() {
        const isa::row* row = nullptr;
        do {
            row = &isa::table[random_.below(isa::table.size())];
        } while (row->operands == form::illegal || row->operands == form::packet);
        instruction in{.opcode = row->opcode};
        if (row->dst != dst_use::none) {
            // Memory is mostly reached through r10 and r1.
            const bool address = row->dst == dst_use::read && row->off == off_use::memory;
            in.dst = address ? pointer() : any_register(row->dst == dst_use::read ? 11 : 10);
        }
        if (row->src == src_use::read || row->src == src_use::atomic) {
            in.src = row->operands == form::load || row->operands == form::load_signed
                         ? pointer()
                         : any_register(row->src == src_use::read ? 11 : 10);
        } else if (row->src == src_use::callee) {
            in.src = static_cast<std::uint8_t>(random_.below(2));
        } else if (row->src == src_use::wide && random_.percent(20)) {
            in.src = 4;
        }
        fill_offset(in, *row);
        fill_imm(in, *row);
        return in;
    }
    std::uint8_t pointer() {
        constexpr std::uint8_t likely[] = {10, 10, 10, 1, 1, 6};
        return random_.percent(80) ? likely[random_.below(std::size(likely))] : any_register(11);
    }

    void fill_offset(instruction& in, const isa::row& row) {
        constexpr std::int16_t extensions[] = {0, 8, 16, 32};
        switch (row.off) {
        case off_use::none: break;
        case off_use::memory:
            in.offset = static_cast<std::int16_t>(random_.between(-64, 15));
            break;
        case off_use::jump: in.offset = static_cast<std::int16_t>(distance_from(0)); break;
        case off_use::signedness: in.offset = static_cast<std::int16_t>(random_.below(2)); break;
        case off_use::extension32: in.offset = extensions[random_.below(3)]; break;
        case off_use::extension64: in.offset = extensions[random_.below(4)]; break;
        }
    }
    void fill_imm(instruction& in, const isa::row& row) {
        constexpr std::int32_t widths[] = {16, 32, 64};
        constexpr std::int32_t atomics[] = {0x00, 0x01, 0x40, 0x41, 0x50,
                                            0x51, 0xA0, 0xA1, 0xE1, 0xF1};
        switch (row.imm) {
        case imm_use::none: break;
        case imm_use::value:
        case imm_use::wide: in.imm = static_cast<std::int32_t>(any_number()); break;
        case imm_use::width: in.imm = widths[random_.below(3)]; break;
        case imm_use::atomic: in.imm = atomics[random_.below(std::size(atomics))]; break;
        case imm_use::jump: in.imm = static_cast<std::int32_t>(distance_from(0)); break;
        case imm_use::callee:
            in.imm = in.src == 0 ? static_cast<std::int32_t>(test::sample_helper_ids[random_.below(
                                       std::size(test::sample_helper_ids))])
                                 : static_cast<std::int32_t>(distance_from(0));
            break;
        case imm_use::register_: in.dst = any_register(11); break;
        }
    }

    /// Calls `change` with each distance in the text that is counted in slots.
    template <class Change>
    static void on_distance(instruction& in, Change change) {
        const isa::row& row = isa::table[in.opcode];
        if (row.off == off_use::jump) {
            in.offset = static_cast<std::int16_t>(change(in.offset));
        } else if (row.imm == imm_use::jump ||
                   (row.imm == imm_use::callee && in.src == isa::call_local)) {
            in.imm = static_cast<std::int32_t>(change(in.imm));
        }
    }
    /// Lets jumps keep their targets when `slots` slots appear (or, below 0, vanish) at `at`.
    void make_room(std::size_t at, std::int64_t slots) {
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            on_distance(slots_[i], [&](std::int64_t distance) {
                const auto from = static_cast<std::int64_t>(i);
                const auto to = from + 1 + distance;
                const auto edge = static_cast<std::int64_t>(at);
                return distance + (to > edge ? slots : 0) - (from >= edge ? slots : 0);
            });
            i += is_wide(slots_[i]) ? 1 : 0;
        }
    }
    void insert(std::size_t at, instruction in) {
        const bool wide = is_wide(in);
        on_distance(in, [&](std::int64_t to) { return to - static_cast<std::int64_t>(at); });
        make_room(at, wide ? 2 : 1);
        const auto before = slots_.begin() + static_cast<std::ptrdiff_t>(at);
        const auto second = slots_.insert(before, in) + 1;
        if (wide) {
            slots_.insert(
                second, {.imm = static_cast<std::int32_t>(random_.percent(70) ? 0 : any_number())});
        }
    }
    void remove() {
        const std::size_t at = starting_slot();
        if (at >= slots_.size()) {
            return;
        }
        const bool wide = is_wide(slots_[at]) && at + 1 < slots_.size();
        const std::ptrdiff_t slots = wide ? 2 : 1;
        const auto first = slots_.begin() + static_cast<std::ptrdiff_t>(at);
        slots_.erase(first, first + slots);
        make_room(at, -slots);
    }
    void replace() {
        remove();
        insert(starting_slot(), valid_instruction());
    }
    void tweak() {
        if (slots_.empty()) {
            return;
        }
        const std::size_t at = random_.below(slots_.size());
        instruction& in = slots_[at];
        switch (random_.below(6)) {
        case 0: in.dst = any_register(11); break;
        case 1: in.src = any_register(11); break;
        case 2: in.offset = static_cast<std::int16_t>(in.offset + random_.between(-1, 1)); break;
        case 3: in.offset = static_cast<std::int16_t>(any_number()); break;
        case 4: in.imm = static_cast<std::int32_t>(any_number()); break;
        default: on_distance(in, [&](std::int64_t) { return distance_from(at); });
        }
    }

    random_numbers& random_;
    std::vector<instruction> slots_{};
};

struct judge : defaults {
    using helpers = test::sample_helpers;
};

bool is_valid(std::span<const std::uint8_t> text, std::uint32_t entry) {
    return static_cast<bool>(fc::verify<judge>(sections{.text = text, .entry = entry}));
}

/// A changed text. One in four may be anything; the others are tried again while they are refused,
/// since what is refused tests nothing behind `verify`.
std::vector<std::uint8_t> changed(random_numbers& random, std::span<const std::uint8_t> text,
                                  std::uint32_t entry) {
    const bool anything = random.percent(25);
    for (unsigned attempt = 0; attempt < 8; ++attempt) {
        editor edit{random, text};
        for (unsigned changes = 1 + random.below(4); changes > 0; --changes) {
            edit.change();
        }
        edit.close();
        std::vector<std::uint8_t> out = edit.bytes();
        if (anything || is_valid(out, entry)) {
            return out;
        }
    }
    return test::random_program(random, 1 + random.below(16)).text;
}

} // namespace
} // namespace fc::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max, unsigned seed) {
    using fc::fuzz::program_input;
    fc::test::random_numbers random{seed};
    if (size < program_input::head_bytes || random.percent(10)) {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    const std::span<const std::uint8_t> input{bytes, size};
    const std::size_t text_bytes = program_input{input}.text_bytes();
    const std::vector<std::uint8_t> text = fc::fuzz::changed(
        random, input.subspan(program_input::head_bytes, text_bytes), bytes[program_input::entry]);
    const auto behind = input.subspan(program_input::head_bytes + text_bytes);
    std::vector<std::uint8_t> out(bytes, bytes + program_input::head_bytes);
    if (random.percent(10)) {
        out[random.below(out.size())] = static_cast<std::uint8_t>(random.below(256));
    }
    out.insert(out.end(), text.begin(), text.end());
    out.insert(out.end(), behind.begin(), behind.end());
    const std::size_t length = std::min(out.size(), max);
    std::memcpy(bytes, out.data(), length);
    return length;
}
