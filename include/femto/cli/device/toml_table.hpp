// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/place.hpp>
#include <femto/cli/device/toml_document.hpp>

#include <toml++/toml.h>

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fc::cli::device {

/// A number or a string of a list, and where it stands.
struct toml_item {
    place at;
    std::optional<std::string> string{};
    std::int64_t number = 0;
};

/// A table of a document whose keys and types are known beforehand: all that is not as it should be
/// is refused at its place.
class toml_table {
public:
    /// @param what  the table, for people: "a container"
    /// @param keys  all that it may have
    /// @throws failure
    toml_table(const toml::table& from, const std::string& file, std::string what,
               std::initializer_list<std::string_view> keys)
        : from_{from}, file_{file}, what_{std::move(what)} {
        for (const auto& [key, value] : from) {
            bool is_known = false;
            std::string all;
            for (const std::string_view each : keys) {
                is_known = is_known || key.str() == each;
                all += (all.empty() ? "" : ", ") + std::string{each};
            }
            if (!is_known) {
                throw bad_description(place_of(file_, key.source()),
                                      "unknown key \"" + std::string{key.str()} + "\": " + what_ +
                                          " has " + all);
            }
        }
    }

    /// Where a key's value stands; the table's own place if there is none.
    place at(std::string_view key) const {
        const toml::node* const node = from_.get(key);
        return place_of(file_, node != nullptr ? node->source() : from_.source());
    }

    bool has(std::string_view key) const { return from_.get(key) != nullptr; }

    std::optional<std::string> string(std::string_view key) const {
        const toml::node* const node = from_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        if (!node->is_string() || node->as_string()->get().empty() ||
            node->as_string()->get().find('\0') != std::string::npos) {
            throw wrong(key, "a string that is not empty, without NUL");
        }
        return node->as_string()->get();
    }
    std::string required(std::string_view key) const {
        const auto value = string(key);
        if (!value) {
            throw bad_description(at(key), what_ + " needs " + std::string{key});
        }
        return *value;
    }

    /// @return  nothing if the key is not there
    std::optional<std::uint32_t> number(std::string_view key, std::uint32_t least,
                                        std::uint32_t most) const {
        const toml::node* const node = from_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        const std::int64_t value = node->is_integer() ? node->as_integer()->get() : -1;
        if (!node->is_integer() || value < std::int64_t{least} || value > std::int64_t{most}) {
            throw wrong(key,
                        "a number from " + std::to_string(least) + " to " + std::to_string(most));
        }
        return static_cast<std::uint32_t>(value);
    }

    /// The strings and integers of a list.
    /// @param wanted  what it is a list of, for people
    std::optional<std::vector<toml_item>> list(std::string_view key,
                                               const std::string& wanted) const {
        const toml::node* const node = from_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        if (!node->is_array()) {
            throw wrong(key, wanted);
        }
        std::vector<toml_item> out;
        for (const toml::node& each : *node->as_array()) {
            toml_item item{.at = place_of(file_, each.source())};
            if (each.is_string()) {
                item.string = each.as_string()->get();
            } else if (each.is_integer()) {
                item.number = each.as_integer()->get();
            } else {
                throw bad_description(item.at, std::string{key} + " is " + wanted);
            }
            out.push_back(std::move(item));
        }
        return out;
    }

    /// True when the value is this string, which stands for a list of everything.
    bool is(std::string_view key, std::string_view value) const {
        const toml::node* const node = from_.get(key);
        return node != nullptr && node->is_string() && node->as_string()->get() == value;
    }

    const std::string& file() const { return file_; }

    failure wrong(std::string_view key, const std::string& wanted) const {
        return bad_description(at(key), std::string{key} + " is " + wanted);
    }

private:
    const toml::table& from_;
    const std::string& file_;
    std::string what_;
};

} // namespace fc::cli::device
