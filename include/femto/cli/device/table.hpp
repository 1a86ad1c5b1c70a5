// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/snapshot.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::device {

/// Lines of cells in columns that are as wide as they have to be. Cells of numbers end at the same
/// place, the others begin at the same.
class columns {
public:
    /// @param heads  of numbers if they begin with '>'
    explicit columns(std::vector<std::string> heads) {
        for (std::string& each : heads) {
            is_number_.push_back(each.starts_with('>'));
            each.erase(0, is_number_.back() ? 1 : 0);
        }
        add(std::move(heads));
    }

    void add(std::vector<std::string> cells) {
        widths_.resize(is_number_.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths_[i] = std::max(widths_[i], cells[i].size());
        }
        lines_.push_back(std::move(cells));
    }

    /// Nothing if there are heads alone.
    std::string text() const {
        std::string out;
        for (const auto& cells : lines_) {
            std::string line;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const std::string blanks(widths_[i] - cells[i].size(), ' ');
                line += i == 0 ? "" : "  ";
                line += is_number_[i] ? blanks + cells[i] : cells[i] + blanks;
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + '\n';
        }
        return lines_.size() == 1 ? std::string{} : out + '\n';
    }

private:
    std::vector<std::vector<std::string>> lines_;
    std::vector<std::size_t> widths_;
    std::vector<bool> is_number_;
};

/// "smooth.c:19: illegal_memory", or the slot where there is no line.
inline std::string cell_of(const snapshot::container& of) {
    if (of.done.faults == 0) {
        return {};
    }
    const std::string cause = describe(of.done.last_fault).name;
    if (of.last_fault == nullptr || of.last_fault->told.source().line == 0) {
        return "slot " + std::to_string(of.done.last_slot) + ": " + cause;
    }
    const source_line& at = of.last_fault->told.source();
    return on_one_line(at.file) + ":" + std::to_string(at.line) + ": " + cause;
}

/// A snapshot for people.
inline std::string table_of(const snapshot& of) {
    const std::uint64_t tenths = of.simulated_ms / 100;
    std::string out = "after " + std::to_string(of.rounds) +
                      (of.rounds == 1 ? " round, " : " rounds, ") + std::to_string(tenths / 10) +
                      "." + std::to_string(tenths % 10) + " s\n\n";
    columns hooks{{"hook", ">events", ">ran", "last"}};
    for (std::size_t i = 0; i < hook_count; ++i) {
        const hook_record& each = of.hooks[i];
        hooks.add({known_hooks[i].word, std::to_string(each.events), std::to_string(each.ran),
                   on_one_line(each.last)});
    }
    columns containers{{"container", "tenant", "hook", "state", ">runs", ">instructions", ">faults",
                        "last fault"}};
    for (const snapshot::container& each : of.containers) {
        containers.add({each.name, each.tenant, each.hook.empty() ? "-" : each.hook, each.state,
                        std::to_string(each.done.runs), std::to_string(each.done.instructions),
                        std::to_string(each.done.faults), cell_of(each)});
    }
    columns tenants{{"tenant", ">skipped", ">entries", ">of"}};
    for (const snapshot::tenant& each : of.tenants) {
        tenants.add({each.name, std::to_string(each.skipped), std::to_string(each.entries),
                     std::to_string(each.quota)});
    }
    columns store{{"store", "owner", ">key", ">value"}};
    for (const snapshot::entry& each : of.store) {
        store.add({each.scope, each.owner.empty() ? "-" : each.owner, to_hex(each.key),
                   std::to_string(each.value)});
    }
    out += hooks.text() + containers.text() + tenants.text() + store.text();
    for (const std::string& each : of.display) {
        out += "display |" + on_one_line(each) + "|\n";
    }
    out.erase(out.find_last_not_of('\n') + 1);
    return out + '\n';
}

} // namespace fc::cli::device
