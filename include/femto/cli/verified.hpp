// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/config.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/stop.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli {

/// What `verify` learnt about a program, for people.
struct program_facts {
    std::uint32_t slots = 0;
    std::uint32_t entry = 0;
    std::size_t rodata_bytes = 0;
    std::size_t data_bytes = 0; // with bss
    std::uint32_t frame_bytes = 0;
    std::uint32_t longest_straight_run = 0;
};

/// Which of the three things that make a length illegal this text has.
inline std::string about_length(std::size_t bytes) {
    return bytes == 0 ? std::string{"the text is empty"}
           : bytes % isa::slot_bytes != 0
               ? "the text has " + std::to_string(bytes) + " bytes, which is no multiple of 8"
               : "the text has " + std::to_string(bytes / isa::slot_bytes) +
                     " slots, which is more than 65535";
}

/// Which of these helpers a program may call: if its image has a list, those it lists.
inline std::vector<desk_helper> granted(std::span<const desk_helper> offered,
                                        const loaded_program& to) {
    if (!to.contents().lists_helpers) {
        return {offered.begin(), offered.end()};
    }
    std::vector<desk_helper> out;
    for (const std::uint8_t id : to.contents().helpers) {
        if (const desk_helper* found = find_helper(offered, id)) {
            out.push_back(*found);
            out.back().first = out.back().last = id;
        }
    }
    return out;
}

/// @throws failure  refused, naming the slot
template <class Config>
program_of<Config> verified_program(const loaded_program& from, const contract& allowed) {
    const auto program = verify<Config>(from.sections(), allowed);
    if (program) {
        return *program;
    }
    const errc error = program.error();
    const auto refused = [&](const std::string& message) {
        return failure{failure::kind::refused, message, describe(error).name};
    };
    if (error == errc::illegal_length) {
        throw refused(about_length(from.text().size()));
    }
    // Said before any instruction is looked at.
    if (!Config::groups.has(group::section) && from.sections().has_data()) {
        throw refused("the program has data, bss or rodata, which this Config leaves out");
    }
    std::string cause = fc::message(error);
    if (error == errc::illegal_call) {
        const auto call = isa::decode(&from.text()[program.at() * isa::slot_bytes]);
        const auto helper = static_cast<std::uint32_t>(call.imm);
        if (call.src == isa::call_helper && from.forbids(helper)) {
            cause += "; the image does not list helper " + to_hex(helper);
        } else if (call.src == isa::call_helper && allowed.empty()) {
            cause += "; --helpers " + to_hex(static_cast<std::uint32_t>(call.imm)) +
                     " lets it call a firmware's";
        }
    }
    throw stop{failure::kind::refused, from.place(program.at()), cause, describe(error).name,
               program.at()};
}

/// Refuses a program that every firmware refuses, whatever its Config and its helpers.
/// @throws failure
inline void refuse_what_all_refuse(const loaded_program& program) {
    constexpr std::array<desk_helper, 1> any{desk_helper{.first = 0, .last = helper_id_max}};
    const std::vector<desk_helper> helpers = granted(any, program);
    static_cast<void>(verified_program<on_desk<defaults>>(program, contract{helpers}));
}

template <class Program>
program_facts facts_of(const Program& program) {
    return {.slots = program.slots(),
            .entry = program.entry(),
            .rodata_bytes = program.rodata().size(),
            .data_bytes = program.data_bytes(),
            .frame_bytes = program.frame_bytes(),
            .longest_straight_run = program.longest_straight_run()};
}

} // namespace fc::cli
