// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/operations.hpp>
#include <femto/verify/detail/rules.hpp>
#include <femto/verify/program.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// Fills cells from a verified text; defined by the executor that runs them.
template <class Semantics>
struct decoder;

/// One pass over the text, each slot looked at once; no state but a few counters.
///
/// Two facts make that enough. The second slot of a 16-byte instruction must have opcode 0, and
/// no instruction has: so a jump target is good exactly when it is inside and its opcode byte is
/// not 0, whether or not the pass has been there. And execution can only leave the text at its
/// end: so the last instruction must be an exit or an unconditional jump.
template <class Semantics>
class verifier {
public:
    template <std::size_t DecodeSlots>
    static constexpr result<program<Semantics, DecodeSlots>>
    run(const sections& parts, helper_set<typename Semantics::helpers> allowed,
        std::uint32_t unknown_frame_bytes) {
        program<Semantics, DecodeSlots> out;
        verifier pass{parts, allowed, unknown_frame_bytes, out};
        if (const errc error = pass.check_all(); error != errc::ok) {
            return {error, pass.at_};
        }
        if constexpr (DecodeSlots != 0) {
            if (!std::is_constant_evaluated() && out.slots() <= DecodeSlots) {
                decoder<Semantics>::decode(out, out.cells_.data());
                out.decoded_ = true;
            }
        }
        return out;
    }

private:
    static constexpr std::uint32_t max_slots = 0xFFFF;

    constexpr verifier(const sections& parts, helper_set<typename Semantics::helpers> allowed,
                       std::uint32_t unknown_frame_bytes, verified<Semantics>& out)
        : out_{out}, text_{parts.text.data()}, unknown_frame_bytes_{unknown_frame_bytes} {
        out.text_ = text_;
        out.slots_ = static_cast<std::uint32_t>(parts.text.size() / isa::slot_bytes);
        out.entry_ = parts.entry;
        out.rodata_ = parts.rodata;
        out.data_ = parts.data;
        out.bss_bytes_ = parts.bss_bytes;
        out.relocations_ = parts.relocations;
        out.allowed_ = allowed;
        length_is_whole_ = parts.text.size() % isa::slot_bytes == 0 &&
                           parts.text.size() / isa::slot_bytes <= max_slots && !parts.text.empty();
    }

    FEMTO_OUTLINE constexpr errc check_all() {
        if (!length_is_whole_) {
            return errc::illegal_length;
        }
        if (!std::is_constant_evaluated() && (reinterpret_cast<std::uintptr_t>(text_) & 3U) != 0) {
            return errc::misaligned_text;
        }
        if (const errc error = check_sections(); error != errc::ok) {
            return error;
        }
        while (at_ < out_.slots_) {
            if (const errc error = check_slot(); error != errc::ok) {
                return error;
            }
        }
        if (can_fall_through_) {
            at_ = out_.slots_ - 1;
            return errc::no_exit;
        }
        if (!is_instruction(out_.entry_)) {
            at_ = out_.entry_;
            return errc::illegal_jump;
        }
        out_.frame_bytes_ = (out_.frame_bytes_ + 7U) & ~7U;
        // Callees start below their callers: with calls, what is reachable is more than one frame.
        if (escapes_ || has_calls_) {
            out_.reach_bytes_ = out_.whole_stack;
        }
        return errc::ok;
    }

    constexpr errc check_sections() const {
        if (out_.data_.size() > max_section_bytes || out_.bss_bytes_ > max_section_bytes) {
            return errc::illegal_section;
        }
        for (const relocation& each : out_.relocations_) {
            if (!fits<std::size_t>(each.offset, out_.data_.size(), sizeof(std::uint64_t))) {
                return errc::illegal_section;
            }
        }
        return errc::ok;
    }
    static constexpr std::size_t max_section_bytes = std::size_t{1} << 30;

    FEMTO_INLINE constexpr errc check_slot() {
        const std::uint8_t* slot = text_ + at_ * isa::slot_bytes;
        const auto head = load_le<std::uint32_t>(slot);
        const auto imm = load_le<std::int32_t>(slot + 4);
        const rule rules = rule_book<Semantics::groups>::of(head & 0xFF);
        const unsigned dst = head >> 8 & 15U;
        const unsigned src = head >> 12 & 15U;
        const auto offset = static_cast<std::int16_t>(head >> 16);
        if (dst > rules.max_dst()) {
            return bad_register(dst, rules.max_dst());
        }
        if (src > rules.max_src()) {
            return bad_register(src, rules.max_src());
        }
        if ((offset != 0 && !rules.uses_offset()) || (imm != 0 && !rules.uses_imm())) {
            return errc::reserved_field;
        }
        ++straight_run_;
        if (straight_run_ > out_.longest_straight_run_) {
            out_.longest_straight_run_ = straight_run_;
        }
        can_fall_through_ = true;
        std::uint32_t next = at_ + 1;
        switch (rules.special()) {
        case check::nothing:
            if (src == isa::frame_pointer) {
                note_escape();
            }
            break;
        case check::illegal: return errc::illegal_instruction;
        case check::missing_group: return errc::missing_group;
        case check::packet: return errc::packet_access;
        case check::load:
            if (src == isa::frame_pointer) {
                note_access(offset);
            }
            break;
        case check::atomic: {
            const bool fetches = (imm & 1) != 0;
            const bool is_cas = imm == 0xF1;
            const auto code = static_cast<unsigned>(imm) & ~1U;
            if (!is_cas && imm != 0xE1 && code != 0 && code != 0x40 && code != 0x50 &&
                code != 0xA0) {
                return errc::reserved_field;
            }
            if (fetches && !is_cas && src == isa::frame_pointer) {
                return errc::frame_pointer_write;
            }
            [[fallthrough]];
        }
        case check::store:
            if (dst == isa::frame_pointer) {
                note_access(offset);
            }
            if (src == isa::frame_pointer) {
                note_escape();
            }
            break;
        case check::division:
            if ((offset & ~1) != 0) {
                return errc::reserved_field;
            }
            if (src == isa::frame_pointer) {
                note_escape();
            }
            break;
        case check::move:
        case check::extension32:
            if (offset != 0 && offset != 8 && offset != 16 &&
                (offset != 32 || rules.special() == check::extension32)) {
                return errc::reserved_field;
            }
            if (src == isa::frame_pointer) {
                note_escape();
                note_local_address(dst);
            }
            break;
        case check::width64_missing:
            if (imm == 64) {
                return errc::missing_group;
            }
            [[fallthrough]];
        case check::width:
            if (imm != 16 && imm != 32 && imm != 64) {
                return errc::reserved_field;
            }
            break;
        case check::wide:
        case check::section:
            if (const errc error = check_wide(rules.special(), src, imm); error != errc::ok) {
                return error;
            }
            ++straight_run_;
            ++next;
            break;
        case check::branch:
            if (!is_instruction(next + static_cast<std::uint32_t>(offset))) {
                return errc::illegal_jump;
            }
            break;
        case check::jump:
        case check::jump_long:
            if (!is_instruction(next + static_cast<std::uint32_t>(
                                           rules.special() == check::jump ? offset : imm))) {
                return errc::illegal_jump;
            }
            can_fall_through_ = false;
            straight_run_ = 0;
            break;
        case check::call:
            if (const errc error = check_call(src, imm); error != errc::ok) {
                return error;
            }
            straight_run_ = 0;
            break;
        case check::callx:
            if (imm != 0 && (dst != 0 || static_cast<std::uint32_t>(imm) > isa::frame_pointer)) {
                return dst != 0 ? errc::reserved_field : errc::illegal_register;
            }
            has_calls_ = true;
            straight_run_ = 0;
            break;
        case check::exit:
            can_fall_through_ = false;
            straight_run_ = 0;
            break;
        }
        at_ = next;
        return errc::ok;
    }

    constexpr errc check_wide(check special, unsigned src, std::int32_t imm) const {
        if (at_ + 1 == out_.slots_) {
            return errc::incomplete_lddw;
        }
        const std::uint8_t* second = text_ + (at_ + 1) * isa::slot_bytes;
        if (load_le<std::uint32_t>(second) != 0) {
            return errc::incomplete_lddw;
        }
        if (src == 0) {
            return errc::ok;
        }
        if (special == check::section || src > 6) {
            return errc::reserved_field;
        }
        if (src != isa::lddw_code_address) {
            return errc::unsupported_reference;
        }
        if (!Semantics::groups.has(group::callx)) {
            return errc::missing_group;
        }
        if (load_le<std::int32_t>(second + 4) != 0) {
            return errc::reserved_field;
        }
        return is_instruction(at_ + 1 + static_cast<std::uint32_t>(imm)) ? errc::ok
                                                                         : errc::illegal_jump;
    }

    constexpr errc check_call(unsigned src, std::int32_t imm) {
        switch (src) {
        case isa::call_helper: {
            using helpers = typename Semantics::helpers;
            return out_.may_call(helpers::find(static_cast<std::uint32_t>(imm)))
                       ? errc::ok
                       : errc::illegal_call;
        }
        case isa::call_local:
            has_calls_ = true;
            return is_instruction(at_ + 1 + static_cast<std::uint32_t>(imm)) ? errc::ok
                                                                             : errc::illegal_call;
        case isa::call_btf: return errc::unsupported_reference;
        default: return errc::reserved_field;
        }
    }

    /// True when an instruction starts at slot `index`. Sums that wrap end up far outside: an index
    /// is below 65536 and an offset within 31 bits of it.
    constexpr bool is_instruction(std::uint32_t index) const {
        return index < out_.slots_ && text_[index * isa::slot_bytes] != 0;
    }

    static constexpr errc bad_register(unsigned number, unsigned highest) {
        if (highest == 0) {
            return errc::reserved_field;
        }
        return number == isa::frame_pointer ? errc::frame_pointer_write : errc::illegal_register;
    }

    constexpr void note_frame(std::uint32_t bytes) {
        if (bytes > out_.frame_bytes_) {
            out_.frame_bytes_ = bytes;
        }
    }

    constexpr void note_access(std::int16_t offset) {
        if (offset < 0) {
            const auto bytes = static_cast<std::uint32_t>(-offset);
            note_frame(bytes);
            if (bytes > out_.reach_bytes_) {
                out_.reach_bytes_ = bytes;
            }
        }
    }

    /// r10 got into another register or into memory: from there all of the stack is in reach.
    constexpr void note_escape() { escapes_ = true; }

    /// Compilers take a local's address by a move of r10 and an addition right behind it; that
    /// local is as deep as the frame goes there. Any other use of r10 tells nothing.
    constexpr void note_local_address(unsigned dst) {
        if (at_ + 1 < out_.slots_) {
            const isa::instruction next = isa::decode(text_ + (at_ + 1) * isa::slot_bytes);
            if (next.opcode == 0x07 && next.dst == dst && next.imm < 0 && next.imm > -0x10000) {
                note_frame(static_cast<std::uint32_t>(-next.imm));
                return;
            }
        }
        note_frame(unknown_frame_bytes_);
    }

    verified<Semantics>& out_;
    const std::uint8_t* text_;
    std::uint32_t at_ = 0;
    std::uint32_t straight_run_ = 0;
    std::uint32_t unknown_frame_bytes_;
    bool length_is_whole_ = false;
    bool can_fall_through_ = true;
    bool escapes_ = false;
    bool has_calls_ = false;
};

} // namespace fc::detail
