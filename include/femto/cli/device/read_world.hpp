// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/description.hpp>
#include <femto/cli/device/toml_table.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace fc::cli::device {

namespace detail {

template <class Number>
void numbers_in(const toml_table& table, const char* key, std::int64_t least, std::int64_t most,
                std::vector<Number>& out) {
    const std::string wanted = "a list, not empty, of numbers from " + std::to_string(least) +
                               " to " + std::to_string(most);
    const auto list = table.list(key, wanted);
    if (!list) {
        return;
    }
    out.clear();
    for (const toml_item& each : *list) {
        if (each.string || each.number < least || each.number > most) {
            throw bad_description(each.at, std::string{key} + " is " + wanted);
        }
        out.push_back(static_cast<Number>(each.number));
    }
    if (out.empty()) {
        throw table.wrong(key, wanted);
    }
}

inline void world_in(const toml::table& from, const std::string& file, world_description& out) {
    const toml_table table{from,
                           file,
                           "the device",
                           {"period_ms", "slice_slots", "temperatures", "datagrams", "threads"}};
    out.period_ms = table.number("period_ms", 1, 1'000'000).value_or(out.period_ms);
    out.slice_slots = table.number("slice_slots", 1, config::budget).value_or(out.slice_slots);
    numbers_in(table, "temperatures", -32768, 32767, out.temperatures);
    numbers_in(table, "threads", 0, std::numeric_limits<std::uint32_t>::max(), out.threads);
    constexpr std::size_t longest = 256;
    constexpr const char* wanted = "a list, not empty, of strings of at most 256 bytes";
    if (const auto datagrams = table.list("datagrams", wanted)) {
        out.datagrams.clear();
        for (const toml_item& each : *datagrams) {
            if (!each.string || each.string->size() > longest) {
                throw bad_description(each.at, std::string{"datagrams is "} + wanted);
            }
            out.datagrams.push_back(*each.string);
        }
        if (out.datagrams.empty()) {
            throw table.wrong("datagrams", wanted);
        }
    }
}

} // namespace detail
} // namespace fc::cli::device
