// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/operations.hpp>
#include <femto/verify/cell.hpp>
#include <femto/verify/detail/rules.hpp>
#include <femto/verify/program.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc::detail {

/// One pass over the text, each slot looked at once; no state but a few counters.
///
/// Two facts make that enough. The second slot of a 16-byte instruction must have opcode 0, and
/// no instruction has: so a jump target is good exactly when it is inside and its opcode byte is
/// not 0, whether or not the pass has been there. And execution can only leave the text at its
/// end: so the last instruction must be an exit or an unconditional jump.
template <class Semantics>
class verifier {
    using helpers = typename Semantics::helpers;

public:
    template <std::size_t DecodeSlots>
    static constexpr result<program<Semantics, DecodeSlots>>
    run(const sections& parts, helper_set<helpers> allowed, std::uint32_t unknown_frame_bytes) {
        result<program<Semantics, DecodeSlots>> out{program<Semantics, DecodeSlots>{}};
        std::uint32_t at = 0;
        const errc error = check(*out, parts, allowed, unknown_frame_bytes, at);
        if (error != errc::ok) {
            out = {error, at};
        } else if constexpr (DecodeSlots != 0) {
            if (!std::is_constant_evaluated() && out->slots() <= DecodeSlots) {
                decoder<Semantics>::decode(*out, out->cells_.data());
                out->decoded_ = true;
            }
        }
        return out;
    }

private:
    static constexpr std::uint32_t max_slots = 0xFFFF;

    FEMTO_OUTLINE static constexpr errc check(verified<Semantics>& out, const sections& parts,
                                              helper_set<helpers> allowed,
                                              std::uint32_t unknown_frame_bytes,
                                              std::uint32_t& at) {
        const std::uint8_t* const text = parts.text.data();
        const std::size_t length = parts.text.size();
        if (length % isa::slot_bytes != 0 || length - 1 >= max_slots * isa::slot_bytes) {
            return errc::illegal_length;
        }
        if (!std::is_constant_evaluated() && (reinterpret_cast<std::uintptr_t>(text) & 3U) != 0) {
            return errc::misaligned_text;
        }
        out.parts_ = parts;
        out.allowed_ = allowed;

        const auto slots = static_cast<std::uint32_t>(length / isa::slot_bytes);
        std::uint32_t run = 0; // slots since the budget was last looked at
        std::uint32_t longest_run = 0;
        std::int32_t frame = 0;    // lowest offset from r10 that is used
        bool falls_through = true; // behind the instruction that was last
        bool escapes = false;      // r10 got where its trace is lost
        const std::int32_t unknown_access = -static_cast<std::int32_t>(unknown_frame_bytes);
        errc error = errc::ok;
        std::uint32_t next = 0;
        std::uint32_t i = 0;
        while (next < slots) {
            i = next++;
            const std::uint8_t* slot = aligned_text(text + std::size_t{i} * isa::slot_bytes);
            const auto head = load_le<std::uint32_t>(slot);
            const auto imm = load_le<std::int32_t>(slot + 4);
            const rule rules = rule_book<Semantics::groups>::of(head & 0xFFU);
            const unsigned dst = head >> 8 & 15U;
            const unsigned src = head >> 12 & 15U;
            const std::int32_t offset = static_cast<std::int16_t>(head >> 16);
            if (dst > rules.max_dst()) {
                error = bad_register(dst, rules.max_dst());
                break;
            }
            if (src > rules.max_src()) {
                error = bad_register(src, rules.max_src());
                break;
            }
            const std::int32_t mask = rules.offset_mask();
            if ((offset & ~mask) != 0 || (mask > 0 && (offset & (offset - 1)) != 0) ||
                (imm != 0 && !rules.uses_imm())) {
                error = errc::reserved_field;
                break;
            }
            const bool from_frame = src == isa::frame_pointer;
            std::uint32_t target = i; // where execution can go on, beside the next slot
            std::int32_t access = 0;  // offset from r10, where that is the base
            ++run;
            falls_through = true;
            switch (rules.special()) {
            case check::illegal: error = errc::illegal_instruction; break;
            case check::missing_group: error = errc::missing_group; break;
            case check::packet: error = errc::packet_access; break;
            case check::load: access = from_frame ? offset : 0; break;
            case check::atomic:
                if constexpr (!Semantics::groups.has(group::atomic32)) {
                    __builtin_unreachable();
                }
                error = check_atomic(static_cast<std::uint32_t>(imm), from_frame);
                [[fallthrough]];
            case check::store:
                access = dst == isa::frame_pointer ? offset : 0;
                if (from_frame) {
                    escapes = true;
                    access = access < unknown_access ? access : unknown_access;
                }
                break;
            case check::move:
                if (from_frame && next < slots) {
                    access = local_offset(slot + isa::slot_bytes, dst);
                }
                [[fallthrough]];
            case check::nothing:
                if (from_frame) {
                    escapes = true;
                    access = access != 0 ? access : unknown_access;
                }
                break;
            case check::width:
                if (imm <= 0 || (imm & ~(16 | 32 | 64)) != 0 || (imm & (imm - 1)) != 0) {
                    error = errc::reserved_field;
                } else if (!Semantics::groups.has(group::base64) && imm == 64) {
                    error = errc::missing_group;
                }
                break;
            case check::wide:
                if (next == slots || load_le<std::uint32_t>(slot + isa::slot_bytes) != 0) {
                    error = errc::incomplete_lddw;
                } else if (src != 0) {
                    error = check_reference(src, slot);
                    target = next + static_cast<std::uint32_t>(imm);
                }
                ++run;
                ++next;
                break;
            case check::branch: target = next + static_cast<std::uint32_t>(offset); break;
            case check::call:
                if (src == isa::call_helper) {
                    if (!allowed.contains(helpers::find(static_cast<std::uint32_t>(imm)))) {
                        error = errc::illegal_call;
                    }
                } else if (src == isa::call_local) {
                    target = next + static_cast<std::uint32_t>(imm);
                } else {
                    error =
                        src == isa::call_btf ? errc::unsupported_reference : errc::reserved_field;
                }
                // Callees start below their callers: all of the stack is in reach.
                escapes |= src != isa::call_helper;
                break;
            case check::callx:
                if constexpr (!Semantics::groups.has(group::callx)) {
                    __builtin_unreachable();
                }
                if (static_cast<std::uint32_t>(imm) > (dst != 0 ? 0 : isa::frame_pointer)) {
                    error = dst != 0 ? errc::reserved_field : errc::illegal_register;
                }
                escapes = true;
                break;
            case check::jump:
            case check::jump_long:
                target = next +
                         static_cast<std::uint32_t>(rules.special() == check::jump ? offset : imm);
                [[fallthrough]];
            case check::exit: falls_through = false; break;
            }
            // The second slot of a 16-byte instruction has opcode 0. A sum that wrapped is far
            // outside: an index is below 65536 and what was added is within 31 bits of it.
            if (error == errc::ok && target != i &&
                (target >= slots || text[std::size_t{target} * isa::slot_bytes] == 0)) {
                error = rules.special() == check::call ? errc::illegal_call : errc::illegal_jump;
            }
            if (error != errc::ok) {
                break;
            }
            if (access < frame) {
                frame = access;
            }
            if (run > longest_run) {
                longest_run = run;
            }
            if (rules.special() >= check::jump && rules.special() != check::branch) {
                run = 0; // charged whatever happens
            }
        }
        if (error == errc::ok) {
            if (falls_through) {
                error = errc::no_exit;
            } else if (parts.entry >= slots ||
                       text[std::size_t{parts.entry} * isa::slot_bytes] == 0) {
                i = parts.entry;
                error = errc::illegal_jump;
            }
        }
        at = i;
        const auto frame_bytes = static_cast<std::uint32_t>(-frame);
        out.frame_bytes_ = (frame_bytes + 7U) & ~7U;
        out.reach_bytes_ = escapes ? verified<Semantics>::whole_stack : out.frame_bytes_;
        out.longest_straight_run_ = longest_run;
        return error;
    }

    static constexpr errc bad_register(unsigned number, unsigned highest) {
        return highest == 0                   ? errc::reserved_field
               : number == isa::frame_pointer ? errc::frame_pointer_write
                                              : errc::illegal_register;
    }

    static constexpr errc check_atomic(std::uint32_t imm, bool from_frame) {
        const auto set = [](auto... codes) {
            return (0U | ... | (1U << static_cast<unsigned>(codes)));
        };
        using isa::atomic_code;
        constexpr std::uint32_t always =
            set(atomic_code::add, atomic_code::bit_or, atomic_code::bit_and, atomic_code::bit_xor);
        constexpr std::uint32_t fetching =
            always | set(atomic_code::exchange, atomic_code::compare_exchange);
        const bool fetches = (imm & 1U) != 0;
        if ((imm & ~0xF1U) != 0 || ((fetches ? fetching : always) >> (imm >> 4) & 1U) == 0) {
            return errc::reserved_field;
        }
        // Compare-and-exchange alone fetches into r0.
        return fetches && from_frame && imm != 0xF1 ? errc::frame_pointer_write : errc::ok;
    }

    /// LDDW with src not 0: what the low half refers to.
    static constexpr errc check_reference(unsigned src, const std::uint8_t* slot) {
        if (src > 6) {
            return errc::reserved_field;
        }
        if (src != isa::lddw_code_address) {
            return errc::unsupported_reference;
        }
        if (!Semantics::groups.has(group::callx)) {
            return errc::missing_group;
        }
        return load_le<std::int32_t>(slot + isa::slot_bytes + 4) == 0 ? errc::ok
                                                                      : errc::reserved_field;
    }

    /// Compilers take a local's address by a move of r10 and an addition right behind it: that
    /// local is as deep as the frame goes there. 0 if the slot is no such addition.
    static constexpr std::int32_t local_offset(const std::uint8_t* slot, unsigned dst) {
        const auto imm = load_le<std::int32_t>(slot + 4);
        const bool adds = (load_le<std::uint32_t>(slot) & 0xFFFU) == (0x07U | dst << 8);
        return adds && imm < 0 && imm > -0x10000 ? imm : 0;
    }
};

} // namespace fc::detail
