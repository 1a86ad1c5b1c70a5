// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Compiled with -DPROFILE=tiny, defaults or fast.
#include "engine.hpp"

#include <femto/vm.hpp>

#include <new>
#include <span>

namespace {

using config = fc::PROFILE;
using verified = fc::result<fc::program_of<config>>;

constinit fc::vm<config> vm;
alignas(verified) constinit std::byte storage[sizeof(verified)]{};

verified& program() { return *std::launder(reinterpret_cast<verified*>(storage)); }

} // namespace

answer engine_verify(const std::uint8_t* text, std::size_t bytes) {
    const verified& made = *new (storage) verified(fc::verify<config>(std::span{text, bytes}));
    return {0, static_cast<std::int32_t>(made.error()), made.at()};
}

answer engine_run(std::uint8_t* context, std::size_t bytes) {
    const fc::result<std::uint64_t> r0 = vm.run(*program(), {context, bytes});
    if (!r0) {
        return {0, static_cast<std::int32_t>(r0.error()), r0.at()};
    }
    return {*r0, 0, 0};
}

std::uint32_t engine_slots() { return vm.instructions(); }

bool engine_decoded() {
    const auto has_cells = [](const auto& code) {
        if constexpr (requires { code.cells(); }) {
            return code.cells() != nullptr;
        }
        return false;
    };
    return has_cells(*program());
}
