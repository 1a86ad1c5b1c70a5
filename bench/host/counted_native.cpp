// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted_native [WORKLOAD TIMES]...
//
// What counted.cpp does, for native code. Compiled with -DVARIANT=<identifier>.
#include "native.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace bench {

extern const native VARIANT;

namespace {

bool do_one(const workload& what, std::uint64_t times) {
    std::vector<std::uint8_t> context(what.context_bytes());
    fill_context(what, context.data());
    const native_function function = VARIANT.function_of(what);
    std::uint64_t r0 = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
        r0 = function(context.data());
    }
    if (r0 != what.expected) {
        std::fprintf(stderr, "wrong: r0 %llx\n", static_cast<unsigned long long>(r0));
    }
    return r0 == what.expected;
}

} // namespace
} // namespace bench

int main(int count, char** arguments) {
    if (count < 3 || count % 2 != 1) {
        std::fprintf(stderr, "usage: counted_native [WORKLOAD TIMES]...\n");
        return 2;
    }
    for (int i = 1; i < count; i += 2) {
        const bench::workload* what = bench::find_workload(arguments[i]);
        const std::uint64_t times = std::strtoull(arguments[i + 1], nullptr, 10);
        if (what == nullptr || times == 0) {
            std::fprintf(stderr, "no such workload: %s\n", arguments[i]);
            return 2;
        }
        if (!bench::do_one(*what, times)) {
            return 1;
        }
    }
    return 0;
}
