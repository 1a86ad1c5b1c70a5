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
    using machine_type = vm<Config>;

    using typename roster<Config>::level;
    using roster<Config>::tenants_;

    explicit runner(platform_type& platform) : platform_{platform} {}

    /// Runs what is attached to a hook.
    /// @param machines  `levels` of them: one for each level there can be; no span of them, of which
    ///                  GCC for ARM tells that it was passed otherwise before version 7.1
    hook_result fire_on(machine_type* machines, std::size_t levels, level& depth, hook_type& on,
                        const context& event, request* with) {
        hook_result out{on.about_->default_result};
        if (depth == levels) {
            out.error = errc::nesting_exceeded;
            return out;
        }
        machine_type& machine = machines[depth++];
        // Events of interrupts are over before a thread goes on, so no thread needs to know of them.
        const bool is_of_thread = &depth == &this->thread_level_;
        firing now{on.first_, nullptr};
        if (is_of_thread) {
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
            const auto r0 = run_one(machine, each, place, on.number_, event, with, !is_of_thread);
            if (!r0) {
                out.error = r0.error();
                if (on.about_->policy == hook_policy::only_first) {
                    break;
                }
                continue;
            }
            ++out.ran;
            out.value = static_cast<std::int64_t>(*r0);
            if (stops(on.about_->policy, out.value)) {
                break;
            }
        }
        if (is_of_thread) {
            this->innermost_ = now.outer;
        }
        --depth;
        if (--on.firing_ == 0 && on.has_waiting_) {
            this->settle(on);
        }
        return out;
    }

    result<std::uint64_t> run_one(machine_type& machine, container_type& it, std::uint8_t place,
                                  std::uint8_t hook, const context& event, request* with,
                                  bool in_interrupt = false) {
        const allowance given = set_aside(it, it.budget, in_interrupt);
        if (given.slots == 0) {
            return errc::tenant_budget_exhausted;
        }
        const container_id id{place, it.generation};
        caller_type from = caller_for(it, place, with);
        ++it.running;
        auto r0 = machine.run(instance_of(it), event, from, given.slots);
        const bool was_cut = given.is_cut && r0.error() == errc::budget_exhausted;
        if (was_cut) {
            r0 = errc::tenant_budget_exhausted;
        }
        it.done.runs += machine.has_begun() ? 1U : 0U;
        conclude(it, given, machine.instructions(), r0.error(),
                 fate_of(machine, id, hook, machine.has_begun() && !was_cut));
        return r0;
    }

    caller_type caller_for(const container_type& it, std::uint8_t place, request* with) {
        return {
            platform_, store_, {place, it.tenant, tenants_[it.tenant].rights.store_entries}, with};
    }

    static instance<program_of<Config>> instance_of(const container_type& it) {
        return {*it.code, {it.data, it.code->data_bytes()}};
    }

    /// What a run may execute. It counts as used while the run lasts, so that runs within it cannot
    /// use the same once more.
    struct allowance {
        std::uint32_t slots = 0;    // 0 when the tenant has none left
        std::uint32_t reserved = 0; // of the tenant's window
        bool is_cut = false;        // less than was wanted
    };
    allowance set_aside(const container_type& it, std::uint32_t wanted, bool in_interrupt = false) {
        auto& owner = tenants_[it.tenant];
        if (owner.rights.window_slots == 0) {
            return {wanted, 0, false};
        }
        // Only some clocks may be read from interrupts. Where this one may not, no interrupt begins
        // a window, and no guard is held while it is read.
        if constexpr (platform::millisecond_clock<platform_type> &&
                      platform::clock_in_interrupts<platform_type>) {
            [[maybe_unused]] const guard held{};
            pass_time(owner, platform_.now_ms());
        } else if constexpr (platform::millisecond_clock<platform_type>) {
            if (!in_interrupt) {
                const std::uint32_t now = platform_.now_ms();
                [[maybe_unused]] const guard held{};
                pass_time(owner, now);
            }
        }
        [[maybe_unused]] const guard held{};
        const std::uint32_t left = slots_left(owner);
        if (left == 0) {
            ++owner.skipped;
            return {};
        }
        const std::uint32_t slots = smaller(wanted, left);
        owner.reserved_slots += slots;
        return {slots, slots, left < wanted};
    }

    /// Of whom and where a run or slice ended.
    struct fate {
        std::uint32_t slot;
        const std::uint64_t* registers; // r0 to r10
        container_id of;
        std::uint8_t hook;
        bool is_verdict; // says something of the container: not when its tenant's slots ended
    };
    template <class Machine>
    static fate fate_of(const Machine& machine, container_id id, std::uint8_t hook,
                        bool is_verdict) {
        return {machine.slot(), machine.registers().data(), id, hook, is_verdict};
    }

    /// Writes down how a run or slice ended, whose container then may be gone.
    /// @param slots  that it executed
    void conclude(container_type& it, const allowance& given, std::uint32_t slots, errc outcome,
                  const fate& at) {
        {
            [[maybe_unused]] const guard held{};
            --it.running;
            it.done.instructions += slots;
            auto& owner = tenants_[it.tenant];
            owner.reserved_slots -= given.reserved;
            if (owner.rights.window_slots != 0) {
                std::uint32_t& used = owner.used_slots;
                used += smaller(slots, std::numeric_limits<std::uint32_t>::max() - used);
            }
            if (at.is_verdict) {
                if (outcome == errc::ok) {
                    it.done.faults_in_a_row = 0;
                } else {
                    record_fault(it, outcome, at);
                }
            }
        }
        free_if_done(it, at.of.index);
    }

    void record_fault(container_type& it, errc cause, const fate& at) {
        statistics& done = it.done;
        done.faults = static_cast<std::uint16_t>(done.faults + (done.faults < 0xFFFF ? 1 : 0));
        done.faults_in_a_row =
            static_cast<std::uint8_t>(done.faults_in_a_row + (done.faults_in_a_row < 0xFF ? 1 : 0));
        done.last_fault = cause;
        done.last_slot = static_cast<std::uint16_t>(at.slot);
        if (Config::quarantine_after != 0 && it.state != container_state::leaving &&
            done.faults_in_a_row >= Config::quarantine_after) {
            it.state = container_state::quarantined;
        }
        // Filled in where it stays: the stack an interrupt runs on has no room for two.
        fault_report& report = this->faults_.next();
        report.container = at.of;
        report.tenant = it.tenant;
        report.hook = at.hook;
        report.slot = static_cast<std::uint16_t>(at.slot);
        report.cause = cause;
        for (std::size_t i = 0; i < report.registers.size(); ++i) {
            report.registers[i] = at.registers[i];
        }
    }

    /// An unloaded container's place is free when its run has ended, with all it stored until then.
    void free_if_done(container_type& it, std::uint8_t place) {
        if (it.state == container_state::leaving && it.running == 0) {
            store_.clear_local(place);
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
