// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/engine/detail/roster.hpp>
#include <femto/engine/detail/window.hpp>
#include <femto/engine/fault.hpp>
#include <femto/engine/rights.hpp>
#include <femto/engine/tenant.hpp>
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
    using typename roster<Config>::firing;
    using typename roster<Config>::guard;
    using typename roster<Config>::hook_type;
    using platform_type = typename Config::platform;
    using caller_type = caller<platform_type>;
    using request = typename caller_type::request_type;
    using machine_type = vm<Config>;

    /// One machine per event that is being handled, those within others last.
    struct levels {
        std::span<machine_type> machines;
        std::uint8_t depth = 0;

        bool is_full() const { return depth == machines.size(); }
    };

    explicit runner(platform_type& platform) : platform_{platform} {}

    /// Runs what is attached to a hook.
    hook_result fire_on(levels& here, hook_type& on, const context& event, request* with) {
        hook_result out{on.about_->default_result};
        if (here.is_full()) {
            out.error = errc::nesting_exceeded;
            return out;
        }
        machine_type& machine = here.machines[here.depth++];
        firing now{on.first_, this->innermost_};
        this->innermost_ = &now;
        ++on.firing_;
        while (now.next != nowhere) {
            const std::uint8_t place = now.next;
            container_type& each = this->containers_[place];
            now.next = each.next;
            if (each.state != container_state::attached) {
                continue;
            }
            const auto r0 = run_one(machine, each, place, on.number_, event, with);
            if (!r0) {
                out.error = r0.error();
                continue;
            }
            ++out.ran;
            out.value = static_cast<std::int64_t>(*r0);
            if (stops(on.about_->policy, out.value)) {
                break;
            }
        }
        this->innermost_ = now.outer;
        --here.depth;
        if (--on.firing_ == 0 && on.has_attaching_) {
            this->settle(on);
        }
        return out;
    }

    result<std::uint64_t> run_one(machine_type& machine, container_type& it, std::uint8_t place,
                                  std::uint8_t hook, const context& event, request* with) {
        const std::uint32_t left = slots_left(it);
        if (left == 0) {
            return errc::tenant_budget_exhausted;
        }
        const container_id id{place, it.generation};
        const bool is_cut = left < it.budget;
        const std::uint32_t budget = is_cut ? left : it.budget;
        caller_type from = caller_for(it, place, with);
        ++it.running;
        auto r0 = it.code->data_bytes() == 0 ? machine.run(*it.code, event, from, budget)
                                             : machine.run(instance_of(it), event, from, budget);
        --it.running;
        ++it.done.runs;
        account(it, machine.instructions());
        if (r0) {
            it.done.faults_in_a_row = 0;
        } else if (is_cut && r0.error() == errc::budget_exhausted) {
            r0 = errc::tenant_budget_exhausted; // not the container's fault
        } else {
            record_fault(it, id, hook, r0.error(), machine.slot(), machine.registers().data());
        }
        this->free_if_done(it);
        return r0;
    }

    caller_type caller_for(const container_type& it, std::uint8_t place, request* with) {
        return {
            platform_, store_, {place, it.tenant, tenants_[it.tenant].rights.store_entries}, with};
    }

    static instance<program_of<Config>> instance_of(const container_type& it) {
        return {*it.code, {it.data, it.code->data_bytes()}};
    }

    std::uint32_t slots_left(const container_type& it) {
        [[maybe_unused]] const guard held{};
        auto& tenant = tenants_[it.tenant];
        const std::uint32_t left = detail::slots_left(tenant, platform_);
        tenant.skipped += left == 0 ? 1 : 0;
        return left;
    }

    void account(container_type& it, std::uint32_t slots) {
        it.done.instructions += slots;
        [[maybe_unused]] const guard held{};
        std::uint32_t& used = tenants_[it.tenant].used_slots;
        used += smaller(slots, std::numeric_limits<std::uint32_t>::max() - used);
    }

    /// @param registers  r0 to r10
    void record_fault(container_type& it, container_id id, std::uint8_t hook, errc cause,
                      std::uint32_t slot, const std::uint64_t* registers) {
        statistics& done = it.done;
        done.faults = static_cast<std::uint16_t>(done.faults + (done.faults < 0xFFFF ? 1 : 0));
        done.faults_in_a_row =
            static_cast<std::uint8_t>(done.faults_in_a_row + (done.faults_in_a_row < 0xFF ? 1 : 0));
        done.last_fault = cause;
        done.last_slot = static_cast<std::uint16_t>(slot);
        if (Config::quarantine_after != 0 && it.state != container_state::leaving &&
            done.faults_in_a_row >= Config::quarantine_after) {
            it.state = container_state::quarantined;
        }
        fault_report report{.container = id,
                            .tenant = it.tenant,
                            .hook = hook,
                            .slot = static_cast<std::uint16_t>(slot),
                            .cause = cause};
        for (std::size_t i = 0; i < report.registers.size(); ++i) {
            report.registers[i] = registers[i];
        }
        [[maybe_unused]] const guard held{};
        faults_.add(report);
    }

    platform_type& platform_;
    std::array<tenant<Config>, Config::tenants> tenants_{};
    std::array<store_entry, Config::store_entries> entries_{};
    typename caller_type::store_type store_{entries_};
    std::array<machine_type, Config::thread_levels> thread_machines_{};
    std::array<machine_type, Config::interrupt_levels> interrupt_machines_{};
    levels threads_{thread_machines_};
    levels interrupts_{interrupt_machines_};
    fault_log<Config::fault_reports> faults_{};

private:
    static bool stops(hook_policy policy, std::int64_t r0) {
        switch (policy) {
        case hook_policy::run_all: break;
        case hook_policy::stop_if_negative: return r0 < 0;
        case hook_policy::stop_if_positive: return r0 > 0;
        case hook_policy::single: return true;
        }
        return false;
    }
};

} // namespace fc::detail
