// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/snapshot.hpp>
#include <femto/cli/failure_text.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/uuid_text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fc::cli::device {

namespace detail {

inline std::string json_text_or_null(std::string_view text) {
    return text.empty() ? "null" : json_string(text);
}

/// `"name": [...]`, with an object for each.
template <class List, class Object>
std::string json_list(const char* name, const List& list, const Object& object) {
    std::string out;
    for (const auto& each : list) {
        out += (out.empty() ? "" : ",\n  ") + object(each);
    }
    return json_string(name) + ": [" + out + "]";
}

inline std::string json_of(const snapshot::container& of) {
    std::string last = "null";
    if (of.done.faults != 0) {
        last = "{\"error\": " + json_string(describe(of.done.last_fault).name) +
               ", \"slot\": " + std::to_string(of.done.last_slot) +
               (of.last_fault == nullptr ? "" : cli::json_of(of.last_fault->told.source())) + "}";
    }
    return "{\"name\": " + json_string(of.name) + ", \"tenant\": " + json_string(of.tenant) +
           ", \"hook\": " + json_text_or_null(of.hook) + ", \"state\": " + json_string(of.state) +
           ", \"runs\": " + std::to_string(of.done.runs) +
           ", \"instructions\": " + std::to_string(of.done.instructions) +
           ", \"faults\": " + std::to_string(of.done.faults) + ", \"last_fault\": " + last + "}";
}

inline std::string json_of(const explained_fault& of) {
    std::string registers;
    for (const std::uint64_t each : of.report.registers) {
        registers += (registers.empty() ? "" : ", ") + json_string(to_hex(each));
    }
    return "{\"container\": " + json_string(of.container) +
           ", \"tenant\": " + json_string(of.tenant) + ", \"hook\": " + json_text_or_null(of.hook) +
           ", \"times\": " + std::to_string(of.times) +
           ", \"slot\": " + std::to_string(of.report.slot) +
           ", \"error\": " + json_string(describe(of.report.cause).name) +
           ", \"message\": " + json_string(of.told.message()) + cli::json_of(of.told.source()) +
           ", \"registers\": [" + registers + "]}";
}

} // namespace detail

/// A snapshot for programs: one object.
inline std::string json_of(const snapshot& of) {
    std::size_t number = 0;
    const auto hook = [&](const hook_record& each) {
        const known_hook& known = known_hooks[number++];
        return "{\"name\": " + json_string(known.word) +
               ", \"uuid\": " + json_string(uuid_text(known.id)) +
               ", \"events\": " + std::to_string(each.events) +
               ", \"ran\": " + std::to_string(each.ran) +
               ", \"last\": " + detail::json_text_or_null(each.last) + "}";
    };
    const auto tenant = [](const snapshot::tenant& each) {
        return "{\"name\": " + json_string(each.name) +
               ", \"skipped\": " + std::to_string(each.skipped) +
               ", \"store_entries\": " + std::to_string(each.entries) +
               ", \"store_quota\": " + std::to_string(each.quota) + "}";
    };
    const auto entry = [](const snapshot::entry& each) {
        return "{\"scope\": " + json_string(each.scope) +
               ", \"owner\": " + detail::json_text_or_null(each.owner) +
               ", \"key\": " + std::to_string(each.key) +
               ", \"value\": " + std::to_string(each.value) + "}";
    };
    const auto container = [](const snapshot::container& each) { return detail::json_of(each); };
    const auto fault = [](const explained_fault& each) { return detail::json_of(each); };
    return "{\"rounds\": " + std::to_string(of.rounds) +
           ", \"simulated_ms\": " + std::to_string(of.simulated_ms) + ",\n " +
           detail::json_list("hooks", of.hooks, hook) + ",\n " +
           detail::json_list("tenants", of.tenants, tenant) + ",\n " +
           detail::json_list("containers", of.containers, container) + ",\n " +
           detail::json_list("store", of.store, entry) + ",\n " +
           detail::json_list("display", of.display,
                             [](const std::string& row) { return json_string(row); }) +
           ",\n \"fault_count\": " + std::to_string(of.faults->count()) + ", " +
           detail::json_list("faults", of.faults->faults(), fault) + "}\n";
}

} // namespace fc::cli::device
