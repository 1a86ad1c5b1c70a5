// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/resource/visitor.hpp>
#include <femto/update/updates.hpp>

#include <cstdint>
#include <span>

namespace fc::update::resource::detail {

/// Which reports a peer may see: of its own containers, and of a tenant not those from before the list
/// of tenants was changed, when the same number may have been another's.
template <class Config>
struct visible_faults {
    const updates<Config>& of;
    const visitor& to_whom;
    std::uint32_t before; ///< of the first report under this list

    bool has(const fault_report& it) const {
        return to_whom.is_administrator ||
               (it.number > before && it.tenant == of.tenant(to_whom.tenant).index);
    }
    /// The name of whose container it was; empty where that is not known any more.
    std::span<const std::uint8_t> tenant_of(const fault_report& it) const {
        const auto place = static_cast<std::uint32_t>(it.tenant - of.tenant(0).index);
        const key_set& list = of.tenants();
        return it.number > before && place < list.tenant_count() ? list.tenant(place).name
                                                                 : std::span<const std::uint8_t>{};
    }
};

/// The report with a number, which is one of those that are kept.
template <class Config>
const fault_report& report_at(const engine<Config>& host, std::uint32_t number) {
    return host.faults().kept()[(number - 1) % Config::fault_reports];
}

template <class Config>
void tell_fault(updates<Config>& of, const fault_report& it, std::span<const std::uint8_t> tenant,
                items& to) {
    const std::size_t slot = of.slot_of(it.container);
    const uuid* hook = nullptr;
    of.host().each_hook(
        [&](const auto& each) { hook = each.number() == it.hook ? &each.about().id : hook; });
    to.map(std::size_t{4} + (slot != Config::slots ? 1 : 0) + (tenant.empty() ? 0 : 1) +
           (hook != nullptr ? 1 : 0));
    if (slot != Config::slots) {
        to.put(key::slot, slot);
    }
    if (!tenant.empty()) {
        to.put_text(key::tenant, tenant);
    }
    if (hook != nullptr) {
        to.put(key::hook, hook->bytes);
    }
    to.put(key::error, it.cause);
    to.put(key::at, std::uint64_t{it.slot});
    to.put(key::number, it.number);
    to.put_array(key::registers, it.registers.size());
    for (const std::uint64_t each : it.registers) {
        to.number(each);
    }
}

/// The reports that are kept, the oldest first.
template <class Config>
void tell_faults(updates<Config>& of, const visible_faults<Config>& which, items& to) {
    const auto& host = of.host();
    const std::uint32_t end = host.faults().count();
    const auto kept = static_cast<std::uint32_t>(host.faults().kept().size());
    std::size_t count = 0;
    std::uint32_t last = 0;
    for (std::uint32_t i = end - kept + 1; i != end + 1; ++i) {
        if (which.has(report_at<Config>(host, i))) {
            ++count;
            last = i;
        }
    }
    to.map(2);
    to.put_array(key::faults, count);
    for (std::uint32_t i = end - kept + 1; i != end + 1; ++i) {
        const fault_report& it = report_at<Config>(host, i);
        if (which.has(it)) {
            tell_fault(of, it, which.tenant_of(it), to);
        }
    }
    to.put(key::number, last);
}

} // namespace fc::update::resource::detail
