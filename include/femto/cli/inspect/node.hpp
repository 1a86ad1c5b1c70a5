// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/text.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::inspect {

/// A line for people, and what stands below it.
struct node {
    std::string name;
    std::string value{};
    std::vector<node> items{};
};

/// How many nodes one file gets: a hostile one may say as much with every byte.
class allowance {
public:
    /// Adds a node; of the first that is too many only says that there are more.
    node* add(std::vector<node>& to, node what) {
        if (left_ == 0) {
            return nullptr;
        }
        to.push_back(--left_ == 0 ? node{"...", "and more than is shown"} : std::move(what));
        return left_ == 0 ? nullptr : &to.back();
    }

private:
    std::size_t left_ = 10000;
};

/// Each node on a line, two spaces in for every level.
inline std::string text_of(const std::vector<node>& nodes, std::size_t level = 1) {
    std::string out;
    for (const node& each : nodes) {
        out += std::string(2 * level, ' ') + each.name +
               (each.value.empty() ? "" : ": " + each.value) + "\n" +
               text_of(each.items, level + 1);
    }
    return out;
}

/// `[{"name": ..., "value": ..., "items": [...]}]`, the latter two where they are.
inline std::string json_of(const std::vector<node>& nodes) {
    std::string out;
    for (const node& each : nodes) {
        out += (out.empty() ? "{\"name\": " : ", {\"name\": ") + json_string(each.name) +
               (each.value.empty() ? "" : ", \"value\": " + json_string(each.value)) +
               (each.items.empty() ? "" : ", \"items\": " + json_of(each.items)) + "}";
    }
    return "[" + out + "]";
}

} // namespace fc::cli::inspect
