// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/helper/table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

// The desk has none of a firmware's functions, only their ids, and those are known when a command
// is given and not when the tool is compiled. So the desk's table has every id, and what the
// contract of a program says is which of them are a firmware's.

namespace fc::cli {

/// What the desk does in place of the helpers with these ids.
struct desk_helper {
    enum class answer : std::uint8_t {
        none,     ///< stops the run
        value,    ///< r0 becomes `value`
        argument, ///< r0 becomes r1: the one helper of bpf_conformance's programs
    };

    std::uint32_t first = 0;
    std::uint32_t last = 0;
    answer gives = answer::none;
    std::uint64_t value = 0;
};

/// Ids are below what marks code addresses.
inline constexpr std::uint32_t helper_id_max = 0x7EFFFFFF;

/// The entry for an id; of two that have it the later one, so that exceptions follow rules.
constexpr const desk_helper* find_helper(std::span<const desk_helper> list, std::uint32_t id) {
    const desk_helper* found = nullptr;
    for (const desk_helper& each : list) {
        if (id >= each.first && id <= each.last) {
            found = &each;
        }
    }
    return found;
}

class tracer;

/// What a run on the desk has beside its program: `Config::environment`.
struct desk {
    std::span<const desk_helper> helpers{};
    tracer* trace = nullptr;
    std::optional<std::uint32_t> unanswered{}; ///< the helper that stopped the run
};

/// Stands for all helpers of all firmwares in a `helper_table`.
struct any_helper {};

} // namespace fc::cli

namespace fc {

/// The table that has every id; the index of a helper is its id.
template <>
class helper_table<cli::any_helper> {
public:
    static constexpr std::size_t size = std::size_t{cli::helper_id_max} + 1;

    /// What a call costs beside itself: of another's helper that is not known.
    struct no_costs {
        constexpr std::uint32_t operator[](std::size_t) const { return 0; }
    };
    static constexpr no_costs costs{};
    static constexpr bool is_metered = false;

    static constexpr std::size_t find(std::uint32_t id) { return id < size ? id : size; }

    template <class Memory>
    static errc invoke(std::size_t id, std::uint64_t* registers, const Memory&, cli::desk& on) {
        using answer = cli::desk_helper::answer;
        const auto number = static_cast<std::uint32_t>(id);
        const cli::desk_helper* const found = cli::find_helper(on.helpers, number);
        if (found == nullptr || found->gives == answer::none) {
            on.unanswered = number;
            return errc::helper_failed;
        }
        registers[0] = found->gives == answer::value ? found->value : registers[1];
        return errc::ok;
    }
};

/// The contract of a program on the desk: a list, since a bit for every id would be 266 MB. It is
/// borrowed.
template <>
class helper_set<helper_table<cli::any_helper>> {
public:
    constexpr helper_set() = default;
    constexpr explicit helper_set(std::span<const cli::desk_helper> list) : list_{list} {}

    constexpr bool empty() const { return list_.empty(); }
    constexpr bool contains(std::size_t id) const {
        return id < helper_table<cli::any_helper>::size &&
               cli::find_helper(list_, static_cast<std::uint32_t>(id)) != nullptr;
    }

private:
    std::span<const cli::desk_helper> list_{};
};

namespace cli {

using desk_helpers = helper_table<any_helper>;

/// Which helpers a program may call.
using contract = helper_set<desk_helpers>;

} // namespace cli
} // namespace fc
