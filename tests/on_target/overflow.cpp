// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A function that calls itself until the stack is used up: the exception has the core's number, and says
// where it was and what it was about to write to.
#include "on_target/report.hpp"

#include <cstdint>

namespace fc::test {
namespace {

#if defined(__arm__)
constexpr std::uint32_t number = 3; // all faults, as nobody enables one of them
#elif defined(__riscv)
constexpr std::uint32_t number = 7; // a store
#else
constexpr std::uint32_t number = 15; // an address that nothing answers to
#endif

volatile std::uint32_t levels = 0xFFFFFFFF;

[[gnu::noinline]] std::uint32_t outgrows_the_stack(std::uint32_t level) {
    volatile std::uint32_t kept = level;
    return level == levels ? 0 : outgrows_the_stack(level + 1) + kept;
}

} // namespace
} // namespace fc::test

extern "C" [[noreturn]] void femto_unexpected(std::uint32_t cause, std::uint32_t at,
                                              std::uint32_t address) {
    using namespace fc::test;
    constexpr std::uint32_t most_code = 96;
    constexpr std::uint32_t most_over = 256;
    const auto begin = reinterpret_cast<std::uintptr_t>(&outgrows_the_stack);
    const auto low = reinterpret_cast<std::uintptr_t>(femto_stack_low);
    report out;
    out.expect(cause == number, "it has the core's number", cause);
    out.expect(at >= begin && at < begin + most_code, "it says where it was", at);
    out.expect(address <= low && low - address <= most_over, "it says what was accessed", address);
    fc::bare_metal::exit_emulator(static_cast<std::uint32_t>(out.end()));
}

int main() {
    using namespace fc::test;
    outgrows_the_stack(0);
    print("the stack has no end\n");
    return 1;
}
