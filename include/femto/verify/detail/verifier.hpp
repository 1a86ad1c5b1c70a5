// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/operations.hpp>
#include <femto/verify/cell.hpp>
#include <femto/verify/detail/rules.hpp>
#include <femto/verify/program.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

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
    using book = rule_book<Semantics::groups>;

public:
    template <std::size_t DecodeSlots>
    static constexpr result<program<Semantics, DecodeSlots>>
    run(const sections& parts, helper_set<helpers> allowed, std::uint32_t unknown_frame_bytes) {
        result<program<Semantics, DecodeSlots>> out{std::in_place, parts, allowed};
        const outcome of_text = check_all(*out, -static_cast<std::int32_t>(unknown_frame_bytes));
        if (const auto error = static_cast<std::uint32_t>(of_text); error != 0) {
            out.fail(errc_of(static_cast<errc_byte>(error)),
                     static_cast<std::uint32_t>(of_text >> 32));
        } else if constexpr (DecodeSlots != 0) {
            if (!std::is_constant_evaluated() && out->slots() <= DecodeSlots) {
                decoder<Semantics>::decode(*out, out->cells_.data() + cells_before);
                out->decoded_ = true;
            }
        }
        return out;
    }

private:
    static constexpr std::uint32_t max_slots = 0xFFFF;

    /// An error, and its slot in the upper half: the one pair that comes back in registers.
    using outcome = std::uint64_t;

    FEMTO_COLD static constexpr outcome check_all(verified<Semantics>& out,
                                                  std::int32_t unknown_frame) {
        std::uint32_t at = 0;
        const errc_byte error = check_text(out, unknown_frame, at);
        return std::uint64_t{at} << 32 | static_cast<std::uint8_t>(error);
    }

    /// While it runs, `out.frame_bytes_` is the lowest offset from r10 that is used, and
    /// `out.reach_bytes_` is 0 until r10 gets where its trace is lost, or calls move it.
    /// @param unknown_frame  the offset to assume there
    /// @param at             becomes the slot of the error
    FEMTO_INLINE static constexpr errc_byte
    check_text(verified<Semantics>& out, std::int32_t unknown_frame, std::uint32_t& at) {
        const sections& parts = out.parts_;
        if (!Semantics::has_sections &&
            (parts.rodata.size() | parts.data.size() | parts.bss_bytes) != 0) {
            return byte_of(errc::missing_group);
        }
        const std::uint8_t* const text = parts.text.data();
        // What does not fill a slot becomes the topmost bits, and so too many of them.
        const std::size_t whole = std::rotr(parts.text.size(), 3);
        static_assert(isa::slot_bytes == 8);
        if (whole - 1 >= max_slots) {
            return byte_of(errc::illegal_length);
        }
        if (!std::is_constant_evaluated() && (reinterpret_cast<std::uintptr_t>(text) & 3U) != 0) {
            return byte_of(errc::misaligned_text);
        }
        const auto slots = static_cast<std::uint32_t>(whole);
        std::uint32_t run = 0; // slot where the budget was last looked at, whatever was executed
        for (at = 0; at < slots; ++at) {
            const std::uint32_t next = at + 1;
            const std::uint8_t* const slot = aligned_text(text + std::size_t{at} * isa::slot_bytes);
            const auto head = load_le<std::uint32_t>(slot);
            const auto imm = load_le<std::int32_t>(slot + 4);
            const rule rules = book::of(head & 0xFFU);
            const unsigned dst = head >> 8 & 15U;
            const unsigned src = head >> 12 & 15U;
            if (dst > rules.max_dst()) {
                return bad_register(dst, rules.max_dst());
            }
            if (src > rules.max_src()) {
                return bad_register(src, rules.max_src());
            }
            const std::int32_t offset = static_cast<std::int16_t>(head >> 16);
            if ((offset != 0 && !book::takes_offset(rules, offset)) ||
                (imm != 0 && !rules.uses_imm())) {
                return byte_of(errc::reserved_field);
            }
            const bool from_frame = src == isa::frame_pointer;
            std::int32_t distance = offset;
            const check special = rules.special();
            switch (special) {
            case check::illegal: return byte_of(errc::illegal_instruction);
            case check::missing_group: return byte_of(errc::missing_group);
            case check::packet: return byte_of(errc::packet_access);
            case check::load:
                if (from_frame) {
                    note_access(out, offset);
                }
                continue;
            case check::atomic:
                if constexpr (Semantics::groups.has(group::atomic32)) {
                    const errc_byte error =
                        check_atomic(static_cast<std::uint32_t>(imm), from_frame);
                    if (error != errc_byte::ok) {
                        return error;
                    }
                }
                [[fallthrough]];
            case check::store:
                if (dst == isa::frame_pointer) {
                    note_access(out, offset);
                }
                if (from_frame) {
                    note_escape(out, unknown_frame);
                }
                continue;
            case check::move:
            case check::nothing:
                if (from_frame) {
                    note_escape(out, special == check::move && next < slots
                                         ? local_offset(slot + isa::slot_bytes, dst, unknown_frame)
                                         : unknown_frame);
                }
                continue;
            case check::width:
                if (imm <= 0 || (imm & ~(16 | 32 | 64)) != 0 || (imm & (imm - 1)) != 0) {
                    return byte_of(errc::reserved_field);
                }
                if (!Semantics::groups.has(group::base64) && imm == 64) {
                    return byte_of(errc::missing_group);
                }
                continue;
            case check::wide:
                if (next == slots || load_le<std::uint32_t>(slot + isa::slot_bytes) != 0) {
                    return byte_of(errc::incomplete_lddw);
                }
                distance = to_itself;
                if (src != 0) {
                    const errc_byte error = check_reference(src, slot);
                    if (error != errc_byte::ok) {
                        return error;
                    }
                    distance = imm;
                }
                break;
            case check::call:
                distance = imm;
                if (src != isa::call_local) {
                    if (src != isa::call_helper) {
                        return byte_of(src == isa::call_btf ? errc::unsupported_reference
                                                            : errc::reserved_field);
                    }
                    if (!out.may_call(helpers::find(static_cast<std::uint32_t>(imm)))) {
                        return byte_of(errc::illegal_call);
                    }
                    distance = to_itself;
                } else {
                    out.reach_bytes_ = out.whole_stack; // a callee starts below its caller
                }
                break;
            case check::callx:
                if constexpr (Semantics::groups.has(group::callx)) {
                    if (static_cast<std::uint32_t>(imm) > (dst != 0 ? 0 : isa::frame_pointer)) {
                        return byte_of(dst != 0 ? errc::reserved_field : errc::illegal_register);
                    }
                    out.reach_bytes_ = out.whole_stack;
                }
                [[fallthrough]];
            case check::exit: distance = to_itself; break;
            case check::jump_long: distance = imm; break;
            case check::branch:
            case check::jump: break;
            }
            // The second slot of a 16-byte instruction has opcode 0. A sum that wraps is far
            // outside: an index is below 65536 and a distance within 31 bits.
            const std::uint32_t target = next + static_cast<std::uint32_t>(distance);
            if (target >= slots || text[std::size_t{target} * isa::slot_bytes] == 0) {
                return byte_of(special == check::call ? errc::illegal_call : errc::illegal_jump);
            }
            if (special == check::wide) {
                ++at;
            } else if (special != check::branch) {
                // The budget is looked at here whatever happens.
                if (next - run > out.longest_straight_run_) {
                    out.longest_straight_run_ = next - run;
                }
                run = next;
            }
        }
        // The last slot cannot be the second half of anything: that has opcode 0.
        const std::uint8_t last = text[std::size_t{slots - 1} * isa::slot_bytes];
        if (!ends_function(last)) {
            at = slots - (last != 0 ? 1 : 2);
            return byte_of(errc::no_exit);
        }
        at = parts.entry;
        if (at >= slots || text[std::size_t{at} * isa::slot_bytes] == 0) {
            return byte_of(errc::illegal_jump);
        }
        // In whole words, so that r10 stays aligned.
        out.frame_bytes_ = (0U - out.frame_bytes_ + 7U) & ~7U;
        out.reach_bytes_ |= out.frame_bytes_;
        if constexpr (Semantics::has_sections) {
            out.context_only_ =
                out.reach_bytes_ == 0 && !parts.has_data() && !std::is_constant_evaluated();
        }
        return errc_byte::ok;
    }

    /// The distance from behind an instruction to it: a target that is always good.
    static constexpr std::int32_t to_itself = -1;

    /// An access at an offset from r10; below it, that is so much of a frame.
    FEMTO_INLINE static constexpr void note_access(verified<Semantics>& out, std::int32_t offset) {
        if (offset < static_cast<std::int32_t>(out.frame_bytes_)) {
            out.frame_bytes_ = static_cast<std::uint32_t>(offset);
        }
    }

    /// r10 got where its trace is lost: all of the stack is in reach, and so much of it is a frame.
    FEMTO_COLD static constexpr void note_escape(verified<Semantics>& out, std::int32_t offset) {
        note_access(out, offset);
        out.reach_bytes_ = out.whole_stack;
    }

    static constexpr errc_byte bad_register(unsigned number, unsigned highest) {
        return highest == 0                   ? byte_of(errc::reserved_field)
               : number == isa::frame_pointer ? byte_of(errc::frame_pointer_write)
                                              : byte_of(errc::illegal_register);
    }

    static constexpr errc_byte check_atomic(std::uint32_t imm, bool from_frame) {
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
            return byte_of(errc::reserved_field);
        }
        // Compare-and-exchange alone fetches into r0.
        return byte_of(fetches && from_frame && imm != 0xF1 ? errc::frame_pointer_write : errc::ok);
    }

    /// LDDW with src not 0: what the low half refers to.
    static constexpr errc_byte check_reference(unsigned src, const std::uint8_t* slot) {
        if (src > 6) {
            return byte_of(errc::reserved_field);
        }
        if (src != isa::lddw_code_address) {
            return byte_of(errc::unsupported_reference);
        }
        if (!Semantics::groups.has(group::callx)) {
            return byte_of(errc::missing_group);
        }
        return byte_of(load_le<std::int32_t>(slot + isa::slot_bytes + 4) == 0
                           ? errc::ok
                           : errc::reserved_field);
    }

    /// Compilers take a local's address by a move of r10 and an addition right behind it: that
    /// local is as deep as the frame goes there. Any other use of r10 tells nothing.
    static constexpr std::int32_t local_offset(const std::uint8_t* next, unsigned dst,
                                               std::int32_t unknown_frame) {
        const auto imm = load_le<std::int32_t>(next + 4);
        const bool adds = (load_le<std::uint32_t>(next) & 0xFFFU) == (0x07U | dst << 8);
        return adds && imm < 0 && imm > -0x10000 ? imm : unknown_frame;
    }
};

} // namespace fc::detail
