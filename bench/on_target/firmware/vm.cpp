// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Compiled with -DPROFILE=tiny, defaults or fast; by hand with -DDECODE_SLOTS=n for more cells.
#include "vm.hpp"

#include <femto/vm.hpp>

#include <new>
#include <span>

namespace {

#ifdef DECODE_SLOTS
struct config : fc::PROFILE {
    static constexpr std::size_t decode_slots = DECODE_SLOTS;
};
#else
using config = fc::PROFILE;
#endif
using verified = fc::result<fc::program_of<config>>;

constinit fc::vm<config> vm;
constinit fc::result<std::uint64_t> outcome{std::uint64_t{0}};
alignas(verified) constinit std::byte storage[sizeof(verified)]{};

verified& program() { return *std::launder(reinterpret_cast<verified*>(storage)); }

} // namespace

void vm_verify(const std::uint8_t* text, std::size_t bytes) {
    new (storage) verified(fc::verify<config>(std::span{text, bytes}));
}

void vm_run(std::uint8_t* context, std::size_t bytes) {
    outcome = vm.run(*program(), {context, bytes});
}

answer vm_verdict() { return {0, static_cast<std::int32_t>(program().error()), program().at()}; }

answer vm_outcome() {
    return {outcome ? *outcome : 0, static_cast<std::int32_t>(outcome.error()), outcome.at()};
}

std::uint32_t vm_slots() { return vm.instructions(); }

bool vm_runs_text() {
    const auto lacks_cells = [](const auto& code) {
        if constexpr (requires { code.cells(); }) {
            return code.cells() == nullptr;
        }
        return false;
    };
    return lacks_cells(*program());
}
