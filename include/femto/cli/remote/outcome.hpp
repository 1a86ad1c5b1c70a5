// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/remote/progress_bar.hpp>
#include <femto/cli/remote/tables.hpp>
#include <femto/cli/remote/words.hpp>
#include <femto/update/resource/keys.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace fc::cli::remote {

inline bool is_under_way(const value& update) {
    using update::resource::update_state;
    const auto now = static_cast<update_state>(update[key::state].number);
    return now == update_state::receiving || now == update_state::fetching;
}

/// Looks at an update until it has come to an end.
/// @return  what became of it
/// @throws failure  refused: it was, or it takes longer
inline value end_of_update(connection& device, std::chrono::seconds at_most, progress_bar& bar) {
    using clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds pause{200};
    const auto end = clock::now() + at_most;
    value all = device.read("femto/slots");
    while (is_under_way(all[key::update])) {
        if (clock::now() >= end) {
            throw failure{failure::kind::refused,
                          "the update is still on its way after " +
                              std::to_string(at_most.count()) + " s",
                          "slow"};
        }
        bar.show(0, 0);
        std::this_thread::sleep_for(pause);
        all = device.read("femto/slots");
    }
    return all[key::update];
}

/// What is printed of an update that came to its end.
/// @throws failure  refused: it was
inline std::string told(const value& update, bool as_json) {
    if (const value& error = update[key::error]; error) {
        const auto at = static_cast<std::uint32_t>(update[key::at].number);
        const error_row& row = row_of_error(error);
        throw failure{failure::kind::refused, std::string{row.name} + ": " + why_refused(update),
                      row.name, at};
    }
    return as_json ? json_of(update, key::update, true) + "\n" : sentence_of_update(update) + "\n";
}

} // namespace fc::cli::remote
