// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/device/description.hpp>
#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/isa/instruction.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

// What people are told when the engine refuses a container: the right, and where it was asked for.

namespace fc::cli::device::detail {

/// "device.toml:7:10: smooth: the container asks for ...: timer"
inline failure refused(const place& at, const std::string& who, errc error, std::uint32_t number,
                       const std::string& what) {
    return refused_at(at, who + ": " + message(error) + (what.empty() ? "" : ": " + what),
                      describe(error).name, number);
}

/// Which helper a call names that the contract lacks.
inline std::string called_at(const loaded_program& program, errc error, std::uint32_t slot) {
    const std::size_t at = std::size_t{slot} * isa::slot_bytes;
    if (error != errc::illegal_call || at + isa::slot_bytes > program.text().size()) {
        return {};
    }
    const auto call = isa::decode(&program.text()[at]);
    return call.src == isa::call_helper
               ? ", " + name_of_helper(static_cast<std::uint32_t>(call.imm))
               : std::string{};
}

inline std::string about_budget(std::uint32_t most) {
    return "it may have " + std::to_string(most) +
           ", and no straight run of it may be longer than its budget";
}

[[noreturn]] inline void refuse_load(const container_description& from, const std::string& tenant,
                                     const loaded_program& program, errc error, std::uint32_t at) {
    switch (error) {
    case errc::helper_not_offered:
        throw refused_at(from.asks_at, from.name + ": the device has no " + name_of_helper(at),
                         describe(error).name, at);
    case errc::helper_not_granted:
        throw refused(from.asks_at, from.name, error, at,
                      name_of_helper(at) + ", tenant " + tenant);
    case errc::containers_full:
        throw refused(from.at, from.name, error, at,
                      "the device has " + std::to_string(config::containers));
    case errc::illegal_length: throw refused(from.file_at, from.name, error, at, "");
    default:
        throw refused(from.file_at, from.name, error, at,
                      program.place(at) + called_at(program, error, at));
    }
}

/// @param hook  its number
[[noreturn]] inline void refuse_attach(const container_description& from, const std::string& tenant,
                                       std::uint8_t hook, errc error, std::uint32_t at) {
    const std::string name = known_hooks[hook].word;
    switch (error) {
    case errc::hook_not_granted:
        throw refused(from.hook_at, from.name, error, at, name + ", tenant " + tenant);
    case errc::budget_not_granted:
        throw refused(from.budget_at, from.name, error, at, about_budget(at));
    case errc::abi_mismatch:
        throw refused(from.hook_at, from.name, error, at,
                      name + ", where " + known_hooks[hook].field_name(at) + " differs");
    default: throw refused(from.hook_at, from.name, error, at, name);
    }
}

} // namespace fc::cli::device::detail
