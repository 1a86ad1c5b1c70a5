// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What a stranger writes first: two instructions, verified and run.
#include <femto/version.hpp>
#include <femto/vm.hpp>

#include <cstdint>
#include <cstdio>

alignas(4) constexpr std::uint8_t answer[] = {
    0xb7, 0, 0, 0, 42, 0, 0, 0, // r0 = 42
    0x95, 0, 0, 0, 0,  0, 0, 0, // exit
};

int main() {
    const auto program = fc::verify<fc::defaults>(answer);
    if (!program) {
        return 1;
    }
    fc::vm<fc::defaults> vm;
    const auto r0 = vm.run(*program);
    if (!r0 || *r0 != 42) {
        return 1;
    }
    std::printf("femto %d.%d.%d says %u\n", FEMTO_VERSION_MAJOR, FEMTO_VERSION_MINOR,
                FEMTO_VERSION_PATCH, static_cast<unsigned>(*r0));
}
