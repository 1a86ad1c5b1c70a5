// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/source_map.hpp>
#include <femto/cli/stop.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace fc::cli {

namespace detail {

/// `path` as people here would write it: seen from the working directory if it is beneath it.
inline std::string as_seen_from_here(const std::string& path) {
    std::error_code error;
    const auto here = std::filesystem::current_path(error);
    const auto relative =
        error ? std::filesystem::path{} : std::filesystem::path{path}.lexically_relative(here);
    return relative.empty() || *relative.begin() == ".." ? path : relative.string();
}

/// "12 | total += bytes[100];", or nothing if the file is not there. An object can name any path, so
/// that only files are opened, and but so much of one is read.
inline std::string line_of_file(const source_line& where) {
    constexpr std::size_t bytes_max = std::size_t{1} << 20;
    constexpr std::size_t width_max = 200;
    std::error_code error;
    if (!std::filesystem::is_regular_file(where.file, error)) {
        return {};
    }
    std::ifstream file{where.file, std::ios::binary};
    std::string text(bytes_max, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < where.line; ++i) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) {
            return {};
        }
        begin = end + 1;
    }
    std::string line = text.substr(begin, std::min(text.find('\n', begin) - begin, width_max));
    std::ranges::replace(line, '\t', ' ');
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
        line.pop_back();
    }
    return begin == text.size() ? std::string{} : std::to_string(where.line) + " | " + line;
}

inline std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

/// Three registers in a line.
inline void add_registers(failure& to, const std::vector<std::uint64_t>& registers) {
    constexpr std::size_t in_line = 3;
    constexpr std::size_t width = 24;
    std::string line;
    for (std::size_t i = 0; i < registers.size(); ++i) {
        const bool ends = i % in_line == in_line - 1 || i + 1 == registers.size();
        const std::string one = "r" + std::to_string(i) + " " + to_hex(registers[i]);
        line += ends ? one : padded(one, width);
        if (ends) {
            to.add_detail(std::exchange(line, {}));
        }
    }
}

/// What the program could reach, by rising address, and the access among it.
inline void add_memory(failure& to, const run_state& state) {
    std::vector<std::pair<std::uint64_t, std::string>> lines;
    for (const named_region& each : state.regions) {
        lines.emplace_back(each.start, std::string{each.name} + ", " + count_of_bytes(each.bytes) +
                                           (each.writable ? ", read-write" : ", read-only"));
    }
    if (state.wanted) {
        lines.emplace_back(state.wanted->address, "<- " + what_it_does(*state.wanted));
    }
    std::ranges::stable_sort(lines, {}, &std::pair<std::uint64_t, std::string>::first);
    for (const auto& [address, what] : lines) {
        to.add_detail(padded(to_hex(address), 16) + " " + what);
    }
}

} // namespace detail

/// `from` with the line of its source, if that is known.
/// @param is_long  also says that line in the sentence, and below it all that is known of the run
inline failure with_source(const stop& from, const loaded_program& program, bool is_long) {
    const source_map map{program.file(), program};
    source_line where = map.at(from.at());
    const std::string source = detail::line_of_file(where);
    where.file = detail::as_seen_from_here(where.file);
    const bool is_known = where.line != 0;

    failure out{from.what_happened(),
                is_long && is_known
                    ? where.file + ":" + std::to_string(where.line) + ": " + from.cause()
                    : from.message(),
                from.name(), from.at()};
    if (is_known) {
        out.set_source(std::move(where));
    }
    if (is_long) {
        if (!is_known) {
            out.add_detail(std::string{map.why_unknown()});
        } else if (!source.empty()) {
            out.add_detail(source);
        }
        for (const inlined_call& each : map.inlined_calls(from.at())) {
            if (each.at.line != 0) {
                out.add_detail(each.callee + ", inlined at " +
                               detail::as_seen_from_here(each.at.file) + ":" +
                               std::to_string(each.at.line));
            }
        }
        out.add_detail(program.slot_and_function(from.at()) + ": " +
                       program.instruction_at(from.at()));
        detail::add_registers(out, from.state().registers);
        detail::add_memory(out, from.state());
    }
    return out;
}

/// What a verb does with a program, and if an instruction of that is to blame, where in the source.
/// @param is_long   as for `with_source`
/// @param is_asked  false leaves a failure as it is
template <class Action>
auto explained(const loaded_program& program, bool is_long, bool is_asked, const Action& act) {
    try {
        return act();
    } catch (const stop& failed) {
        if (is_asked) {
            throw with_source(failed, program, is_long);
        }
        throw;
    }
}

} // namespace fc::cli
