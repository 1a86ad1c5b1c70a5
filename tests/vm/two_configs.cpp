// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Two Configs that differ in sizes only, for shared_in_rom.cmake to compile and look into.
#include <femto/vm.hpp>

struct small : fc::defaults {
    using dispatch = fc::dispatch::DISPATCH;
};
struct large : small {
    static constexpr std::size_t stack_bytes = 2048;
    static constexpr std::size_t call_depth = 3;
    static constexpr std::size_t frame_bytes = 128;
    static constexpr std::uint32_t budget = 5000;
};

template <class Config>
std::uint64_t verify_and_run(std::span<const std::uint8_t> text) {
    static fc::vm<Config> vm;
    const auto program = fc::verify<Config>(text);
    if (!program) {
        return 0;
    }
    const auto r0 = vm.run(*program);
    return r0 ? *r0 : 1;
}

std::uint64_t both(std::span<const std::uint8_t> text);
std::uint64_t both(std::span<const std::uint8_t> text) {
    return verify_and_run<small>(text) + verify_and_run<large>(text);
}
