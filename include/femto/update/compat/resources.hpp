// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/compat/route.hpp>

#include <array>
#include <cstddef>

namespace fc::update::compat {

/// The resources of several sets. Of two with one path the first counts.
template <class... Sets>
struct resources {
    static_assert(sizeof...(Sets) != 0, "fc::compatible serves one set of resources or more");

    static constexpr std::size_t count = (... + Sets::routes.size());

    static constexpr std::array<const route*, count> rows = [] {
        std::array<const route*, count> out{};
        std::size_t next = 0;
        const auto add = [&](const auto& some) {
            for (const route& each : some) {
                out[next++] = &each;
            }
        };
        (add(Sets::routes), ...);
        return out;
    }();

    struct found_route {
        const route* it = nullptr;
        const route* of_path = nullptr;
    };
    static constexpr found_route find(const resource::path& at, resource::method how) {
        found_route out;
        for (const route* each : rows) {
            if (out.it == nullptr && at.is(each->form.path)) {
                out.of_path = each;
                out.it = each->form.method == how ? each : nullptr;
            }
        }
        return out;
    }

private:
    static constexpr bool is_first(std::size_t row) {
        bool out = true;
        for (std::size_t i = 0; i < row; ++i) {
            out = out && !resource::same(resource::until_zero(rows[i]->form.path),
                                         resource::until_zero(rows[row]->form.path));
        }
        return out;
    }
    static constexpr std::size_t link_count = [] {
        std::size_t out = resource::links.size();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out += is_first(i) ? 1U : 0U;
        }
        return out;
    }();

public:
    /// Of the management, and behind them these.
    static constexpr std::array<resource::link, link_count> links = [] {
        std::array<resource::link, link_count> out{};
        std::size_t next = 0;
        for (const resource::link& each : resource::links) {
            out[next++] = each;
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (is_first(i)) {
                out[next++] = {rows[i]->form.path, nullptr, rows[i]->form.gives};
            }
        }
        return out;
    }();
};

} // namespace fc::update::compat
