// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/engine/detail/roster.hpp>
#include <femto/engine/detail/window.hpp>
#include <femto/engine/fault.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/tenant.hpp>
#include <femto/platform/clock.hpp>
#include <femto/vm/vm.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace fc::detail {

/// Runs containers, charges their tenants, and keeps account of what they do.
template <class Config>
class runner : protected roster<Config> {
protected:
    using typename roster<Config>::container_type;
    using typename roster<Config>::guard;
    using typename roster<Config>::hook_type;
    using platform_type = typename Config::platform;
    using caller_type = caller<platform_type>;
    using request = typename caller_type::request_type;
    using worker_type = worker<Config>;

    using roster<Config>::tenants_;

    explicit runner(platform_type& platform) : platform_{platform} {}

    /// Runs what is attached to a hook.
    hook_result fire_on(hook_type& on, const occasion<Config>& event) {
        const bool by_interrupt = on.about_->where == fired_from::interrupts;
        hook_result out{on.about_->default_result};
        worker_type* const taken = take_worker(by_interrupt, on.number_, event.with);
        if (taken == nullptr) {
            out.error = errc::nesting_exceeded;
            return out;
        }
        worker_type& by = *taken;
        // Events of interrupts are over before a thread goes on, so no thread needs to know of them.
        firing now{on.first_, nullptr};
        if (!by_interrupt) {
            now.outer = this->innermost_;
            this->innermost_ = &now;
        }
        ++on.firing_;
        while (now.next != nowhere) {
            const std::uint8_t place = now.next;
            container_type& each = this->containers_[place];
            now.next = each.next;
            if (each.state != container_state::attached || each.waits) {
                ++out.unasked;
                continue;
            }
            const errc outcome = run_one(by, place, event.about);
            if (outcome != errc::ok) {
                out.error = outcome;
                if (on.about_->policy == hook_policy::only_first) {
                    break;
                }
                continue;
            }
            ++out.ran;
            out.value = static_cast<std::int64_t>(by.machine.registers()[0]);
            if (stops(on.about_->policy, out.value)) {
                break;
            }
        }
        if (!by_interrupt) {
            this->innermost_ = now.outer;
        }
        give_back(by);
        if (--on.firing_ == 0 && on.has_waiting_) {
            this->settle(on);
        }
        return out;
    }

    /// For the next event, or the next slice; null when there are too many, one within the other.
    /// @param hook  its number, or `nowhere`
    worker_type* take_worker(bool in_interrupt, std::uint8_t hook, request* with) {
        auto& depth = this->levels_[in_interrupt ? 1 : 0];
        if (depth == (in_interrupt ? Config::interrupt_levels : Config::thread_levels)) {
            return nullptr;
        }
        worker_type& by = this->workers_[(in_interrupt ? Config::thread_levels : 0) + depth];
        ++depth;
        settle_order(); // or an interrupt here would be given the same worker
        by.request = with;
        by.hook = hook;
        by.in_interrupt = in_interrupt;
        return &by;
    }
    /// What it found out is to be read before.
    void give_back(const worker_type& by) {
        settle_order();
        --this->levels_[by.in_interrupt ? 1 : 0];
    }

    /// Interrupts of this core see what stands before it done before what stands behind it.
    static void settle_order() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

    /// Runs a container; r0 is in its worker. Little is on the C stack while it runs: what comes before
    /// and after has frames of its own, and those that hold little are one.
    FEMTO_FLAT errc run_one(worker_type& by, std::uint8_t place, const context& event) {
        if (!set_aside(by, place, this->containers_[place].budget)) {
            return errc::tenant_budget_exhausted;
        }
        errc outcome = begin(by, place, event);
        if (outcome == errc::ok) {
            outcome = by.machine.finish(by.given.slots);
        }
        return end(by, place, outcome);
    }

    /// @param of  the task whose slice it is; null for an event
    FEMTO_FLAT errc begin(worker_type& by, std::uint8_t place, const context& about,
                          task<Config>* of = nullptr) {
        container_type& it = this->containers_[place];
        by.from = {platform_,
                   store_,
                   {place, it.tenant, tenants_[it.tenant].rights.store_entries},
                   by.request};
        ++it.running;
        const instance<program_of<Config>> code{*it.code, {it.data, it.code->data_bytes()}};
        std::span<std::uint8_t> stack;
        const suspended_run<Config::call_depth>* from = nullptr;
        if (of != nullptr) {
            stack = of->stack;
            from = of->now == task<Config>::phase::waiting ? &of->run : nullptr;
        }
        return by.machine.start(code, about, by.from, stack, from).error();
    }

    FEMTO_OUTLINE errc end(worker_type& by, std::uint8_t place, errc outcome) {
        const bool was_cut = by.given.is_cut && outcome == errc::budget_exhausted;
        if (was_cut) {
            outcome = errc::tenant_budget_exhausted;
        }
        const bool has_begun = by.machine.has_begun();
        this->containers_[place].done.runs += has_begun ? 1U : 0U;
        conclude(by, place, outcome, has_begun && !was_cut);
        return outcome;
    }

    /// @return  false when the tenant has no slots left
    FEMTO_OUTLINE bool set_aside(worker_type& by, std::uint8_t place, std::uint32_t wanted) {
        auto& owner = tenants_[this->containers_[place].tenant];
        if (owner.rights.window_slots == 0) {
            by.given = {wanted, 0, false};
            return true;
        }
        // Only some clocks may be read from interrupts. Where this one may not, no interrupt begins
        // a window, and no guard is held while it is read.
        if constexpr (platform::millisecond_clock<platform_type> &&
                      platform::clock_in_interrupts<platform_type>) {
            [[maybe_unused]] const guard held{};
            pass_time(owner, platform_.now_ms());
        } else if constexpr (platform::millisecond_clock<platform_type>) {
            if (!by.in_interrupt) {
                const std::uint32_t now = platform_.now_ms();
                [[maybe_unused]] const guard held{};
                pass_time(owner, now);
            }
        }
        [[maybe_unused]] const guard held{};
        const std::uint32_t left = slots_left(owner);
        if (left == 0) {
            ++owner.skipped;
            return false;
        }
        const std::uint32_t slots = smaller(wanted, left);
        owner.reserved_slots += slots;
        by.given = {slots, slots, left < wanted};
        return true;
    }

    /// Writes down how a run or slice ended, whose container then may be gone.
    /// @param is_verdict  it says something of the container: not when its tenant's slots ended
    void conclude(const worker_type& by, std::uint8_t place, errc outcome, bool is_verdict) {
        container_type& it = this->containers_[place];
        {
            [[maybe_unused]] const guard held{};
            const std::uint32_t slots = by.machine.instructions();
            --it.running;
            it.done.instructions += slots;
            auto& owner = tenants_[it.tenant];
            owner.reserved_slots -= by.given.reserved;
            if (owner.rights.window_slots != 0) {
                std::uint32_t& used = owner.used_slots;
                used += smaller(slots, std::numeric_limits<std::uint32_t>::max() - used);
            }
            if (is_verdict) {
                if (outcome == errc::ok) {
                    it.done.faults_in_a_row = 0;
                } else {
                    record_fault(by, place, outcome);
                }
            }
        }
        free_if_done(it, place);
    }

    void record_fault(const worker_type& by, std::uint8_t place, errc cause) {
        container_type& it = this->containers_[place];
        const auto slot = static_cast<std::uint16_t>(by.machine.slot());
        statistics& done = it.done;
        done.faults = static_cast<std::uint16_t>(done.faults + (done.faults < 0xFFFF ? 1 : 0));
        done.faults_in_a_row =
            static_cast<std::uint8_t>(done.faults_in_a_row + (done.faults_in_a_row < 0xFF ? 1 : 0));
        done.last_fault = cause;
        done.last_slot = slot;
        if (Config::quarantine_after != 0 && it.state != container_state::leaving &&
            done.faults_in_a_row >= Config::quarantine_after) {
            it.state = container_state::quarantined;
        }
        // Filled in where it stays: the stack an interrupt runs on has no room for two.
        fault_report& report = this->faults_.next();
        report.container = {place, it.generation};
        report.tenant = it.tenant;
        report.hook = by.hook;
        report.slot = slot;
        report.cause = cause;
        for (std::size_t i = 0; i < report.registers.size(); ++i) {
            report.registers[i] = by.machine.registers()[i];
        }
    }

    /// An unloaded container's place is free when its run has ended, with all it stored until then.
    FEMTO_OUTLINE void free_if_done(container_type& it, std::uint8_t place) {
        if (it.state == container_state::leaving && it.running == 0) {
            store_.clear_local(place);
            ++it.generation; // not before: until now it is named, by the report of a fault
            it.state = container_state::free;
        }
    }

    platform_type& platform_;
    typename caller_type::store_type store_{this->entries_};

private:
    static bool stops(hook_policy policy, std::int64_t r0) {
        switch (policy) {
        case hook_policy::run_all: break;
        case hook_policy::stop_if_negative: return r0 < 0;
        case hook_policy::stop_if_positive: return r0 > 0;
        case hook_policy::single:
        case hook_policy::only_first: return true;
        }
        return false;
    }
};

} // namespace fc::detail
