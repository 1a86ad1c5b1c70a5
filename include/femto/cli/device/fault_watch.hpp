// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/simulated_device.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/fault.hpp>
#include <femto/cli/report.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::device {

/// A fault of a container, with its line of the source. The same fault again is counted and not
/// explained again.
struct explained_fault {
    fault_report report;
    std::string container;
    std::string tenant;
    std::string hook; // empty for a run in slices
    failure told;     // as `run --report` tells it
    std::uint32_t times = 1;
};

/// Looks for faults after each event, while it is known what their containers could reach.
class fault_watch {
public:
    explicit fault_watch(const simulated_device& on) : on_{on} {}

    /// Calls `tell(fault)` with each that is new.
    /// @param had  what the containers that ran since the last call could reach
    template <class Tell>
    void look(const reported_memory& had, const Tell& tell) {
        const auto& log = on_.engine().faults();
        std::vector<fault_report> fresh;
        for (const fault_report& each : log.kept()) {
            if (each.number > seen_) {
                fresh.push_back(each);
            }
        }
        seen_ = log.count();
        std::ranges::sort(fresh, {}, &fault_report::number);
        for (const fault_report& each : fresh) {
            const auto known = std::ranges::find_if(faults_, [&](const explained_fault& other) {
                return other.report.container == each.container && other.report.slot == each.slot &&
                       other.report.cause == each.cause;
            });
            if (known != faults_.end()) {
                ++known->times;
            } else if (faults_.size() < faults_max) {
                faults_.push_back(explain(each, had));
                tell(faults_.back());
            }
        }
    }

    const std::vector<explained_fault>& faults() const { return faults_; }
    /// All of them, those that were alike included.
    std::uint32_t count() const { return seen_; }

private:
    /// What is different enough to be told apart: a container of loops can fail in many places.
    static constexpr std::size_t faults_max = 256;

    explained_fault explain(const fault_report& report, const reported_memory& had) const {
        const auto it =
            std::ranges::find(on_.containers(), report.container, &hosted_container::id);
        const reported_fault fault{.slot = report.slot,
                                   .cause = report.cause,
                                   .registers = {report.registers.begin(), report.registers.end()}};
        return {.report = report,
                .container = it->name,
                .tenant = on_.tenants()[report.tenant].name,
                .hook = report.hook < hook_count ? known_hooks[report.hook].word : "",
                .told = with_source(stop_of(*it->program, fault, had), *it->program, true)};
    }

    const simulated_device& on_;
    std::vector<explained_fault> faults_;
    std::uint32_t seen_ = 0;
};

} // namespace fc::cli::device
