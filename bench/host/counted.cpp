// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted WORKLOAD TEXT verify|run TIMES
//
// Does one thing TIMES times, to be counted by cachegrind: the difference between two numbers of
// times is what the thing itself costs. Checks the answer. Compiled with -DENGINE=<identifier>.
#include "engine.hpp"

#include "../workloads/workloads.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

namespace bench {
extern const engine ENGINE;
}

int main(int count, char** arguments) {
    if (count != 5) {
        std::fprintf(stderr, "usage: counted WORKLOAD TEXT verify|run TIMES\n");
        return 2;
    }
    const bench::workload* what = bench::find_workload(arguments[1]);
    std::ifstream file{arguments[2], std::ios::binary};
    const std::vector<std::uint8_t> text{std::istreambuf_iterator<char>{file}, {}};
    const bool verifies = std::strcmp(arguments[3], "verify") == 0;
    const std::uint64_t times = std::strtoull(arguments[4], nullptr, 10);
    if (what == nullptr || text.empty() || times == 0) {
        std::fprintf(stderr, "no such workload or text\n");
        return 2;
    }

    std::vector<std::uint8_t> context(what->context_bytes());
    bench::fill_context(*what, context.data());
    const auto verified = bench::ENGINE.verify(text, verifies ? times : 1);
    if (!verified) {
        std::fprintf(stderr, "refused: error %d at %u\n",
                     int{static_cast<std::int8_t>(verified.error())},
                     static_cast<unsigned>(verified.at()));
        return 1;
    }
    const auto r0 = bench::ENGINE.run(context, verifies ? 1 : times);
    if (!r0 || *r0 != what->expected) {
        std::fprintf(stderr, "wrong: error %d at %u, r0 %llx\n",
                     int{static_cast<std::int8_t>(r0.error())}, static_cast<unsigned>(r0.at()),
                     r0 ? static_cast<unsigned long long>(*r0) : 0ULL);
        return 1;
    }
    std::printf("%u\n", static_cast<unsigned>(bench::ENGINE.slots()));
    return 0;
}
