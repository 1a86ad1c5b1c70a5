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
        out->parts_ = parts;
        out->allowed_ = allowed;
        verifier pass{*out, unknown_frame_bytes};
        const errc error = pass.check_all();
        if (error != errc::ok) {
            out.fail(error, pass.at_);
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

    constexpr verifier(verified<Semantics>& out, std::uint32_t unknown_frame_bytes)
        : out_{out}, unknown_frame_{-static_cast<std::int32_t>(unknown_frame_bytes)} {}

    FEMTO_COLD constexpr errc check_all() {
        if (!Semantics::has_sections && out_.parts_.has_data()) {
            return errc::missing_group;
        }
        const std::uint8_t* const text = out_.parts_.text.data();
        const std::size_t length = out_.parts_.text.size();
        if (length % isa::slot_bytes != 0 || length - 1 >= max_slots * isa::slot_bytes) {
            return errc::illegal_length;
        }
        if (!std::is_constant_evaluated() && (reinterpret_cast<std::uintptr_t>(text) & 3U) != 0) {
            return errc::misaligned_text;
        }
        const auto slots = static_cast<std::uint32_t>(length / isa::slot_bytes);
        std::uint32_t run = 0; // slot where the budget was last looked at, whatever was executed
        for (std::uint32_t next = 0; next < slots;) {
            const std::uint32_t i = next++;
            at_ = i;
            const std::uint8_t* const slot = aligned_text(text + std::size_t{i} * isa::slot_bytes);
            const auto head = load_le<std::uint32_t>(slot);
            const auto imm = load_le<std::int32_t>(slot + 4);
            const rule rules = rule_book<Semantics::groups>::of(head & 0xFFU);
            const unsigned dst = head >> 8 & 15U;
            const unsigned src = head >> 12 & 15U;
            if (dst > rules.max_dst()) {
                return bad_register(dst, rules.max_dst());
            }
            if (src > rules.max_src()) {
                return bad_register(src, rules.max_src());
            }
            const std::int32_t offset = static_cast<std::int16_t>(head >> 16);
            if ((offset != 0 && !rules.takes_offset(offset)) || (imm != 0 && !rules.uses_imm())) {
                return errc::reserved_field;
            }
            const bool from_frame = src == isa::frame_pointer;
            std::int32_t distance = offset;
            switch (rules.special()) {
            case check::illegal: return errc::illegal_instruction;
            case check::missing_group: return errc::missing_group;
            case check::packet: return errc::packet_access;
            case check::load:
                if (from_frame) {
                    note_access(offset);
                }
                continue;
            case check::atomic:
                if constexpr (Semantics::groups.has(group::atomic32)) {
                    const errc error = check_atomic(static_cast<std::uint32_t>(imm), from_frame);
                    if (error != errc::ok) {
                        return error;
                    }
                }
                [[fallthrough]];
            case check::store:
                if (dst == isa::frame_pointer) {
                    note_access(offset);
                }
                if (from_frame) {
                    note_escape(unknown_frame_);
                }
                continue;
            case check::move:
            case check::nothing:
                if (from_frame) {
                    note_escape(rules.special() == check::move && next < slots
                                    ? local_offset(slot + isa::slot_bytes, dst)
                                    : unknown_frame_);
                }
                continue;
            case check::width:
                if (imm <= 0 || (imm & ~(16 | 32 | 64)) != 0 || (imm & (imm - 1)) != 0) {
                    return errc::reserved_field;
                }
                if (!Semantics::groups.has(group::base64) && imm == 64) {
                    return errc::missing_group;
                }
                continue;
            case check::wide:
                if (next == slots || load_le<std::uint32_t>(slot + isa::slot_bytes) != 0) {
                    return errc::incomplete_lddw;
                }
                distance = to_itself;
                if (src != 0) {
                    const errc error = check_reference(src, slot);
                    if (error != errc::ok) {
                        return error;
                    }
                    distance = imm;
                }
                break;
            case check::call:
                distance = imm;
                if (src != isa::call_local) {
                    if (src != isa::call_helper) {
                        return src == isa::call_btf ? errc::unsupported_reference
                                                    : errc::reserved_field;
                    }
                    if (!out_.may_call(helpers::find(static_cast<std::uint32_t>(imm)))) {
                        return errc::illegal_call;
                    }
                    distance = to_itself;
                } else {
                    escapes_ = true; // a callee starts below its caller
                }
                break;
            case check::callx:
                if constexpr (Semantics::groups.has(group::callx)) {
                    if (static_cast<std::uint32_t>(imm) > (dst != 0 ? 0 : isa::frame_pointer)) {
                        return dst != 0 ? errc::reserved_field : errc::illegal_register;
                    }
                }
                escapes_ = true;
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
                return rules.special() == check::call ? errc::illegal_call : errc::illegal_jump;
            }
            if (rules.special() == check::wide) {
                ++next;
            } else if (rules.special() != check::branch) {
                // The budget is looked at here whatever happens.
                if (next - run > out_.longest_straight_run_) {
                    out_.longest_straight_run_ = next - run;
                }
                run = next;
            }
        }
        // The last slot cannot be the second half of anything: that has opcode 0.
        if (!ends_function(text[length - isa::slot_bytes])) {
            return errc::no_exit;
        }
        at_ = out_.parts_.entry;
        if (at_ >= slots || text[std::size_t{at_} * isa::slot_bytes] == 0) {
            return errc::illegal_jump;
        }
        const auto frame_bytes = static_cast<std::uint32_t>(-frame_);
        out_.frame_bytes_ = (frame_bytes + 7U) & ~7U;
        // In whole words, so that r10 stays aligned.
        out_.reach_bytes_ = escapes_ ? verified<Semantics>::whole_stack : out_.frame_bytes_;
        if constexpr (Semantics::has_sections) {
            out_.context_only_ = out_.reach_bytes_ == 0 && !out_.parts_.has_data();
        }
        return errc::ok;
    }
    /// The distance from behind an instruction to it: a target that is always good.
    static constexpr std::int32_t to_itself = -1;

    /// An access at an offset from r10; below it, that is so much of a frame.
    FEMTO_COLD constexpr void note_access(std::int32_t offset) {
        if (offset < frame_) {
            frame_ = offset;
        }
    }

    /// r10 got where its trace is lost: all of the stack is in reach, and so much of it is a frame.
    constexpr void note_escape(std::int32_t offset) {
        note_access(offset);
        escapes_ = true;
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
    /// local is as deep as the frame goes there. Any other use of r10 tells nothing.
    constexpr std::int32_t local_offset(const std::uint8_t* next, unsigned dst) const {
        const auto imm = load_le<std::int32_t>(next + 4);
        const bool adds = (load_le<std::uint32_t>(next) & 0xFFFU) == (0x07U | dst << 8);
        return adds && imm < 0 && imm > -0x10000 ? imm : unknown_frame_;
    }

    verified<Semantics>& out_;
    std::uint32_t at_ = 0;
    std::int32_t frame_ = 0; // lowest offset from r10 that is used
    std::int32_t unknown_frame_;
    bool escapes_ = false; // r10 got where its trace is lost, or calls move it
};

} // namespace fc::detail
