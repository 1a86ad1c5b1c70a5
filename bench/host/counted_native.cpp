// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted_native WORKLOAD TIMES
//
// What counted.cpp does, for native code. Compiled with -DVARIANT=<identifier>.
#include "native.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace bench {
extern const native VARIANT;
}

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: counted_native WORKLOAD TIMES\n");
        return 2;
    }
    const bench::workload* what = bench::find_workload(arguments[1]);
    const std::uint64_t times = std::strtoull(arguments[2], nullptr, 10);
    if (what == nullptr || times == 0) {
        std::fprintf(stderr, "no such workload\n");
        return 2;
    }
    std::vector<std::uint8_t> context(what->context_bytes());
    bench::fill_context(*what, context.data());
    const bench::native_function function = bench::VARIANT.function_of(*what);
    std::uint64_t r0 = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
        r0 = function(context.data());
    }
    if (r0 != what->expected) {
        std::fprintf(stderr, "wrong: r0 %llx\n", static_cast<unsigned long long>(r0));
        return 1;
    }
    return 0;
}
