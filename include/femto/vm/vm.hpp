// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/config/check.hpp>
#include <femto/vm/context.hpp>
#include <femto/vm/detail/execute.hpp>
#include <femto/vm/instance.hpp>
#include <femto/vm/suspended.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

namespace fc {

/// Where a started program stands after a slice.
class progress {
public:
    constexpr progress(bool done, std::uint64_t r0, bool waits = false)
        : r0_{r0}, done_{done}, waits_{waits} {}
    /// True when the program has exited.
    constexpr bool done() const { return done_; }
    /// True when a helper ended the slice that must wait: see `errc::would_block`.
    constexpr bool waits() const { return waits_; }
    /// What it returned; 0 while it is not done.
    constexpr std::uint64_t r0() const { return r0_; }

private:
    std::uint64_t r0_;
    bool done_;
    bool waits_;
};

/// Runs verified programs, one at a time, isolated from everything but what they are given.
///
/// Holds the guest's registers, stack and regions and nothing else: `sizeof` is the whole RAM
/// cost. Not reentrant and not for two threads at once; programs may be shared, vms may not.
///
/// @tparam Config  derived from `fc::defaults`
template <vm_config Config>
class vm {
    static_assert(detail::checked<Config>::value);

public:
    using semantics = semantics_of<Config>;
    using environment = typename Config::environment;

    constexpr vm() = default;
    // The region table points into the vm itself.
    vm(const vm&) = delete;
    vm& operator=(const vm&) = delete;

    /// Runs `code` to its end on a clean stack.
    /// @param ctx     bytes the program finds at r1, their number in r2
    /// @param budget  slots it may execute, at most `budget_max`
    /// @return        r0; or the fault, `at()` being the slot of the instruction that caused it
    /// @errors        misaligned_text (of a program the compiler verified), illegal_memory,
    ///                budget_exhausted (after `budget` slots, overdrawn by at most
    ///                `code.longest_straight_run()`), stack_exhausted, call_depth_exceeded,
    ///                illegal_call (callx), missing_data, regions_full, region_too_large, or what
    ///                a helper returned
    /// @cost          O(budget) and clearing the stack the program can reach; no heap
    template <class Code>
    constexpr result<std::uint64_t>
    run(const Code& code, context ctx = {},
        std::uint32_t budget = Config::budget) requires(!semantics::has_environment) {
        environment none{};
        return run(code, ctx, none, budget);
    }
    /// The same for a Config with an environment, which helpers that ask for it receive.
    template <class Code>
    constexpr result<std::uint64_t> run(const Code& code, context ctx, environment& env,
                                        std::uint32_t budget = Config::budget) {
        if (const errc refused = prepare(code, ctx, env, stack_, nullptr); refused != errc::ok)
            [[unlikely]] {
            return refused;
        }
        const errc outcome = complete(budget);
        if (outcome != errc::ok) [[unlikely]] {
            return {outcome, machine_.slot};
        }
        return machine_.registers[0];
    }

    /// Prepares a run without executing anything; what was running is abandoned. The program, the
    /// context and the environment must outlive the run.
    /// @errors  misaligned_text, missing_data, regions_full, region_too_large
    template <class Code>
    constexpr result<progress> start(const Code& code,
                                     context ctx = {}) requires(!semantics::has_environment) {
        environment none{};
        return start(code, ctx, none);
    }
    template <class Code>
    constexpr result<progress> start(const Code& code, context ctx, environment& env) {
        return start(code, ctx, env, {}, nullptr);
    }
    /// The same on a stack elsewhere, or from where a run was suspended.
    /// @param stack  its length one that `Config::stack_bytes` may have, aligned to 8; empty for the
    ///               vm's own
    /// @param from   a run of the same program with the same context, data and stack, which `resume`
    ///               goes on with; null to begin. `instructions()` counts from here.
    template <class Code>
    constexpr result<progress> start(const Code& code, context ctx, environment& env,
                                     std::span<std::uint8_t> stack,
                                     const suspended_run<Config::call_depth>* from = nullptr) {
        const errc error = prepare(code, ctx, env, stack.empty() ? std::span{stack_} : stack, from);
        if (error != errc::ok) {
            return error;
        }
        return progress{false, 0};
    }

    /// Runs what was started to its end, or until `budget` slots are used up; then it is abandoned.
    /// With `start` before it, `run` in two steps: here for callers that are short of C stack.
    /// @return  ok of a program that exited, and r0 is `registers()[0]`; or the fault, at `slot()`
    /// @errors  not_running, and those of `run`
    FEMTO_INLINE constexpr errc finish(std::uint32_t budget) {
        return machine_.code == nullptr ? errc::not_running : complete(budget);
    }

    /// Takes a program that was started and is not done off this vm, which then is free for others;
    /// `start` puts it back, here or on another vm of the same Config.
    constexpr void suspend(suspended_run<Config::call_depth>& to) {
        to.registers = machine_.registers;
        to.credit = machine_.credit;
        to.return_slots = return_slots_;
        to.slot = machine_.slot;
        to.depth = machine_.depth;
        machine_.code = nullptr;
    }

    /// A started program is borrowed: one that dies with this expression cannot be started.
    template <class Code>
    result<progress> start(const Code&& code, context ctx = {}) = delete;
    template <class Code>
    result<progress> start(const Code&& code, context ctx, environment& env) = delete;
    template <class Code>
    result<progress> start(const Code&& code, context ctx, environment& env,
                           std::span<std::uint8_t> stack,
                           const suspended_run<Config::call_depth>* from = nullptr) = delete;

    /// Grants `budget` more slots and runs on until the program exits, faults or has used up all
    /// it was granted since the start: slices of any size add up to the same run. Stops as well
    /// where a helper fails with `errc::would_block`, and calls that helper again the next time.
    /// @param budget  slots; the account holds at most 134217727
    /// @errors        not_running, and those of `run` but budget_exhausted
    constexpr result<progress> resume(std::uint32_t budget) {
        if (machine_.code == nullptr) {
            return errc::not_running;
        }
        const errc outcome = proceed(budget);
        if (outcome == errc::would_block) { // what is left of the slice is no credit for the next
            machine_.granted -= static_cast<std::uint32_t>(machine_.credit);
            machine_.credit = 0;
            return progress{false, 0, true};
        }
        if (outcome == errc::budget_exhausted) {
            return progress{false, 0};
        }
        machine_.code = nullptr;
        if (outcome != errc::ok) {
            return {outcome, machine_.slot};
        }
        return progress{true, machine_.registers[0]};
    }

    /// Lets programs reach more memory than their own, until `revoke`.
    /// @return  its guest address; 0 for an empty region, as for an empty context: it takes no place
    /// @errors  regions_full, region_too_large
    constexpr result<std::uint64_t> grant(region bytes) { return machine_.memory.grant(bytes); }
    /// Takes back all that was granted.
    constexpr void revoke() { machine_.memory.revoke(); }

    /// Slots executed since the start, and what helpers cost: what the budget was charged.
    constexpr std::uint32_t instructions() const {
        return machine_.granted - static_cast<std::uint32_t>(machine_.credit);
    }
    /// False when the last run was refused before its first instruction: the call was wrong, not the
    /// program. Its error alone does not tell, since a helper may fail with any.
    constexpr bool has_begun() const { return machine_.granted != 0; }
    /// r0 to r10 as the last run left them.
    constexpr std::span<const std::uint64_t, isa::register_count> registers() const {
        return machine_.registers;
    }
    /// Slot of the instruction that comes next, or that was last.
    constexpr std::uint32_t slot() const { return machine_.slot; }

private:
    using section = fc::memory::section;
    // Where size comes first, one way to map serves all programs.
    static constexpr bool is_small = std::same_as<typename semantics::dispatch, dispatch::compact>;

    template <std::size_t DecodeSlots>
    constexpr errc prepare(const program<semantics, DecodeSlots>& code, const context& ctx,
                           environment& env, std::span<std::uint8_t> stack,
                           const suspended_run<Config::call_depth>* from) {
        if (semantics::has_sections && (is_small || !code.context_only()) && code.data_bytes() != 0)
            [[unlikely]] {
            machine_.code = nullptr; // what was running is abandoned all the same
            machine_.credit = 0;
            machine_.granted = 0;
            return errc::missing_data;
        }
        return prepare(code, {}, ctx, env, stack, from);
    }
    template <std::size_t DecodeSlots>
    constexpr errc prepare(const instance<program<semantics, DecodeSlots>>& code,
                           const context& ctx, environment& env, std::span<std::uint8_t> stack,
                           const suspended_run<Config::call_depth>* from) {
        return prepare(code.code(), code.data(), ctx, env, stack, from);
    }
    /// What cannot run is told why in one sentence. The names keep the types out of it.
    template <class Given>
    constexpr errc prepare(const Given&, const context&, environment&, std::span<std::uint8_t>,
                           const suspended_run<Config::call_depth>*) {
        constexpr bool checked = !detail::is_result<Given>;
        static_assert(checked, "this is a fc::result: check it, then pass *program");
        constexpr bool same_semantics = !detail::is_program<Given>;
        static_assert(same_semantics, "this program was verified for another Config: those of "
                                      "fc::verify and fc::vm may differ in sizes only");
        constexpr bool verified = !checked || !same_semantics;
        static_assert(verified,
                      "a vm runs what fc::verify makes: a fc::program, or a fc::instance of one");
        return errc::not_running;
    }

    template <std::size_t DecodeSlots>
    constexpr errc prepare(const program<semantics, DecodeSlots>& code,
                           std::span<std::uint8_t> data, const context& ctx, environment& env,
                           std::span<std::uint8_t> stack,
                           const suspended_run<Config::call_depth>* from) {
        if constexpr (Config::decode_slots != 0 && DecodeSlots != 0) {
            cells_.set(code.cells());
        } else {
            cells_.set(nullptr);
        }
        machine_.environment.set(env);
        machine_.slot = static_cast<std::uint16_t>(code.entry());
        const errc error = !is_small && code.context_only() && data.empty()
                               ? map({.context = ctx.bytes()})
                               : map_all(code, data, ctx.bytes(), stack, from == nullptr);
        machine_.credit = 0;
        machine_.granted = 0;
        machine_.depth = 0;
        if (error != errc::ok) [[unlikely]] {
            machine_.code = nullptr;
            return error;
        }
        machine_.code = &code;
        if (from != nullptr) [[unlikely]] {
            take_up(*from);
            return errc::ok;
        }
        clear_registers();
        if (ctx.bytes().length != 0) [[likely]] {
            machine_.registers[1] = machine_.memory.address_of(section::context);
            machine_.registers[2] = ctx.bytes().length;
        }
        return errc::ok;
    }

    constexpr void take_up(const suspended_run<Config::call_depth>& from) {
        machine_.registers = from.registers;
        machine_.credit = from.credit;
        machine_.granted = static_cast<std::uint32_t>(from.credit);
        return_slots_ = from.return_slots;
        machine_.slot = from.slot;
        machine_.depth = from.depth;
    }

    /// Maps what a program that is not `context_only` has. The others get constants, no looks.
    template <class Code>
    constexpr errc map_all(const Code& code, std::span<std::uint8_t> data, const region& ctx,
                           std::span<std::uint8_t> stack, bool is_fresh) {
        // The compiler, where it verified the program, could not see where its text would lie.
        if (!std::is_constant_evaluated() &&
            (reinterpret_cast<std::uintptr_t>(code.text()) & 3U) != 0) {
            return errc::misaligned_text;
        }
        memory::layout places{.stack = reachable(stack, code.reach_bytes()), .context = ctx};
        if (is_fresh) {
            clear(places.stack);
        }
        if constexpr (semantics::has_sections) {
            places.data = data;
            places.rodata = code.rodata();
        }
        return map(places);
    }

    /// Gives the run its memory, and r10 the end of the stack.
    FEMTO_INLINE constexpr errc map(const memory::layout& places) {
        auto& regions = machine_.memory;
        const errc error = regions.assign(places);
        machine_.registers[isa::frame_pointer] =
            regions.address_of(section::stack) + places.stack.size();
        return error;
    }

    /// r0 to r9; `map` has set r10.
    constexpr void clear_registers() {
        constexpr std::size_t count = isa::frame_pointer;
        std::uint64_t* const registers = machine_.registers.data();
#if defined(__OPTIMIZE_SIZE__)
        // Pairs, with the test behind them, and no memset: four instructions per pair on ARM.
        static_assert(count % 2 == 0);
        std::uint64_t* to = registers;
        do {
            to[0] = detail::hidden(std::uint64_t{0});
            to[1] = detail::hidden(std::uint64_t{0});
            to += 2;
        } while (to != registers + count);
#else
        [&]<std::size_t... I>(std::index_sequence<I...>) { ((registers[I] = 0), ...); }
        (std::make_index_sequence<count>{});
#endif
    }

    constexpr errc proceed(std::uint32_t budget) {
        grant_budget(budget);
        return detail::execute(machine_, {return_slots_.data(), Config::call_depth}, cells_);
    }

    constexpr errc complete(std::uint32_t budget) {
        const errc outcome = proceed(budget);
        machine_.code = nullptr;
        return outcome;
    }

    /// The part of a stack that a program can reach. The rest is not mapped, since it is not cleared:
    /// an address that is no copy of r10 can point anywhere.
    static constexpr std::span<std::uint8_t> reachable(std::span<std::uint8_t> stack,
                                                       std::uint32_t reach_bytes) {
        return stack.last(reach_bytes < stack.size() ? reach_bytes : stack.size());
    }
    /// A program reads no byte of its stack that it did not write, except as 0.
    static constexpr void clear(std::span<std::uint8_t> part) {
        constexpr std::size_t word = sizeof(std::uint64_t);
        std::uint8_t* to = part.data();
        if (!std::is_constant_evaluated()) {
            to = static_cast<std::uint8_t*>(__builtin_assume_aligned(to, word));
        }
        for (const std::uint8_t* const end = to + part.size(); to != end; to += word) {
            store_le(to, std::uint64_t{0});
        }
    }

    constexpr void grant_budget(std::uint32_t slots) {
        // So many cells of 12 bytes, and a helper's cost, are within the signed half of 32 bits.
        constexpr std::int32_t most = 0x7FFFFFF;
        const auto room = static_cast<std::uint32_t>(most - machine_.credit);
        const std::uint32_t given = slots < room ? slots : room;
        machine_.credit += static_cast<std::int32_t>(given);
        machine_.granted += given;
    }

    detail::machine<semantics> machine_{};
    [[no_unique_address]] detail::cells_slot<(Config::decode_slots != 0)> cells_{};
    std::array<std::uint16_t, Config::call_depth> return_slots_{};
    alignas(8) std::array<std::uint8_t, Config::stack_bytes> stack_{};
};

} // namespace fc
