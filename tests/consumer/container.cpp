// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A firmware with a container compiled in: container.c, by femto_add_container.
#include <femto/vm.hpp>

#include <answer-to-all.hpp>
#include <time.hpp>

#include <cstdint>
#include <cstdio>
#include <ctime>

int main() {
    constexpr auto program = fc::verify<fc::defaults>(answer_to_all);
    static_assert(program);
    static_assert(fc::verify<fc::defaults>(guests::time));
    fc::vm<fc::defaults> vm;
    std::uint8_t context[] = {40, 1, 1};
    const auto r0 = vm.run(*program, context);
    std::printf("a container says %u\n", r0 ? static_cast<unsigned>(*r0) : 0);
}
