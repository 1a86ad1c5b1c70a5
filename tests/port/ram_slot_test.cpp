// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/port/console/ram_slot.hpp>

#include "support/catch.hpp"

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <span>

#include <sys/wait.h>
#include <unistd.h>

namespace fc::test {
namespace {

/// Whether a look at a slot there ends the program.
bool look_traps(std::span<std::uint8_t> memory) {
    const pid_t child = fork();
    if (child == 0) {
        for (const int each : {SIGILL, SIGTRAP, SIGABRT}) {
            std::signal(each, SIG_DFL);
        }
        _exit(port::ram_slot{memory}.look() == port::ram_slot::state::empty ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

TEST_CASE("memory for a slot that does not lie on words is refused", "[console]") {
    alignas(4) std::array<std::uint8_t, 64> memory{};
    CHECK_FALSE(look_traps(memory));
    for (std::size_t off = 1; off < 4; ++off) {
        CAPTURE(off);
        CHECK(look_traps(std::span{memory}.subspan(off)));
    }
}

} // namespace
} // namespace fc::test
