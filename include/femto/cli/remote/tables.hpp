// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/table.hpp>
#include <femto/cli/remote/value.hpp>
#include <femto/cli/remote/words.hpp>

#include <string>
#include <utility>
#include <vector>

// Answers of devices for people.

namespace fc::cli::remote {

namespace detail {

/// What became of the last update of a slot, which was given up: the one before is there again, it is
/// there itself, stopped, or none is.
inline const char* end_of_trial(const value& slot) {
    const bool is_itself = slot[key::sequence].number == slot[key::newest].number;
    return !slot[key::size] ? "refused" : is_itself ? "given up" : "rolled back";
}

/// What is special about a slot: "on trial, stopped".
inline std::string remark_on(const value& slot) {
    std::string out;
    const auto add = [&](const std::string& words) { out += (out.empty() ? "" : ", ") + words; };
    if (slot[key::on_trial].number != 0) {
        add("on trial");
    }
    if (slot[key::stopped].number != 0) {
        add("stopped");
    }
    if (slot[key::rolled_back].number != 0) {
        add(end_of_trial(slot));
    }
    if (slot[key::error]) {
        add(row_of_error(slot[key::error]).name);
    }
    return out;
}

inline std::string row(const char* name, const std::string& what) {
    const std::string label{name};
    return label + std::string(14 - label.size(), ' ') + what + "\n";
}

} // namespace detail

/// "0 1 2", "all", "none": the slots whose bits are set.
inline std::string granted_of(const value& slots) {
    constexpr std::uint64_t all = 0xFFFFFFFF;
    std::string out;
    for (unsigned i = 0; i < 32; ++i) {
        const bool is_granted = (slots.number >> i & 1U) != 0;
        out += is_granted ? (out.empty() ? "" : " ") + std::to_string(i) : "";
    }
    return slots.number == all ? "all" : out.empty() ? "none" : out;
}

/// "installed, 412 bytes", "refused: the slot has ..."
inline std::string sentence_of_update(const value& update) {
    std::string out = name_of_update(update[key::state]);
    if (update[key::error]) {
        return out + ": " + why_refused(update);
    }
    if (update[key::state].number != 0) {
        out += ", " + number_of(update[key::size]) + " bytes";
    }
    return out;
}

/// `femto list`
inline std::string slots_of(const value& all) {
    device::columns out{
        {">slot", "name", "tenant", "hook", "state", ">sequence", ">bytes", "remarks"}};
    for (const value& each : all[key::slots].items) {
        const bool is_there = static_cast<bool>(each[key::size]);
        out.add({number_of(each[key::slot]), text_of(each[key::name]), text_of(each[key::tenant]),
                 name_of_hook(each[key::hook]), is_there ? state_of_slot(each) : "empty",
                 number_of(each[is_there ? key::sequence : key::newest]),
                 number_of(each[key::size]), detail::remark_on(each)});
    }
    return out.text() + "last update: " + sentence_of_update(all[key::update]) + "\n";
}

/// `femto stats`
inline std::string runs_of(const value& all) {
    device::columns out{{">slot", "name", ">runs", ">instructions", ">faults", "last fault"}};
    for (const value& each : all[key::slots].items) {
        if (!each[key::size]) {
            continue;
        }
        const bool has_failed = each[key::faults].number != 0;
        out.add({number_of(each[key::slot]), text_of(each[key::name]), number_of(each[key::runs]),
                 number_of(each[key::instructions]), number_of(each[key::faults]),
                 has_failed ? "instruction " + number_of(each[key::last_at]) + ": " +
                                  row_of_error(each[key::last_fault]).name
                            : ""});
    }
    return out.text();
}
inline std::string counts_of(const value& counts) {
    return detail::row("requests", number_of(counts[key::requests])) +
           detail::row("installed", number_of(counts[key::installed])) +
           detail::row("refused", number_of(counts[key::refused])) +
           detail::row("store", number_of(counts[key::store_used]) + " of " +
                                    number_of(counts[key::store_entries]) + " entries");
}

/// `femto faults`
/// @param slots  which say what the containers are called that are still there
inline std::string faults_of(const value& all, const value& slots) {
    device::columns out{{">number", ">slot", "name", "tenant", "hook", ">instruction", "fault"}};
    for (const value& each : all[key::faults].items) {
        const auto& of = slots[key::slots].items;
        const value& slot = each[key::slot];
        out.add({number_of(each[key::number]), number_of(slot),
                 slot && slot.number < of.size() ? text_of(of[slot.number][key::name]) : "-",
                 text_of(each[key::tenant]), name_of_hook(each[key::hook]),
                 number_of(each[key::at]), row_of_error(each[key::error]).sentence});
    }
    const std::string rows = out.text();
    return rows.empty() ? "no faults\n" : rows.substr(0, rows.size() - 1);
}

/// `femto access`
inline std::string access_of(const value& all) {
    device::columns out{{"tenant", "slots", ">budget", ">per window", ">skipped", "store"}};
    for (const value& each : all.items) {
        const std::uint64_t window = each[key::window_slots].number;
        out.add({text_of(each[key::name]), granted_of(each[key::granted]),
                 number_of(each[key::budget]), window == 0 ? "-" : std::to_string(window),
                 number_of(each[key::skipped]),
                 number_of(each[key::store_used]) + " of " + number_of(each[key::store_entries]) +
                     " entries"});
    }
    const std::string rows = out.text();
    return rows.empty() ? "no tenants\n" : rows.substr(0, rows.size() - 1);
}

/// `femto info`
inline std::string device_of(const value& it) {
    std::string hooks;
    for (const value& each : it[key::hooks].items) {
        const std::string id = uuid_of(each[key::hook]);
        const std::string word = name_of_hook(each[key::hook]);
        hooks +=
            detail::row(hooks.empty() ? "hooks" : "",
                        id + "  " + (word != id ? word : "(" + text_of(each[key::name]) + ")"));
    }
    std::string helpers;
    for (const value& each : it[key::helpers].items) {
        helpers += (helpers.empty() ? "" : " ") + to_hex(each.number);
    }
    std::string keys;
    for (const value& each : it[key::keys].items) {
        constexpr std::array<const char*, 3> words{"", ", retired", ", revoked"};
        const std::uint64_t status = each[key::status].number;
        keys += detail::row(keys.empty() ? "keys" : "",
                            hex_of(each[key::key_id].bytes) + "  " + text_of(each[key::tenant]) +
                                (status < words.size() ? words[status] : ""));
    }
    return detail::row("board", text_of(it[key::board])) +
           detail::row("femto", text_of(it[key::version])) +
           detail::row("device", uuid_of(it[key::device])) +
           detail::row("class", uuid_of(it[key::device_class])) +
           detail::row("vendor", uuid_of(it[key::vendor])) +
           detail::row("manifests", text_of(it[key::profile])) +
           detail::row("slots", number_of(it[key::slots]) + ", " + number_of(it[key::free_slots]) +
                                    " free, images of " + number_of(it[key::image_bytes]) +
                                    " bytes") +
           hooks + detail::row("helpers", helpers.empty() ? "-" : helpers) + keys;
}

} // namespace fc::cli::remote
