// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include <femto/vm.hpp>

#include <cstdio>

std::uint32_t now_ms() { return 1234; }

struct config : fc::defaults {
    using helpers = fc::helper_table<fc::helper<0x20, "bpf_now_ms", now_ms>>;
};

alignas(4) constexpr std::uint8_t container[] = {
    0x85, 0, 0, 0, 0x20, 0, 0, 0, // call bpf_now_ms
    0x07, 0, 0, 0, 0x01, 0, 0, 0, // r0 += 1
    0x95, 0, 0, 0, 0x00, 0, 0, 0, // exit
};

int main() {
    const auto program = fc::verify<config>(container); // every rule, once
    if (!program) {
        return 1;
    }
    fc::vm<config> vm;
    const auto r0 = vm.run(*program);
    std::printf("r0 = %u\n", r0 ? static_cast<unsigned>(*r0) : 0);
}
