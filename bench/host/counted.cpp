// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// counted verify|run [WORKLOAD TEXT TIMES]...
//
// Verifies or runs each workload TIMES times, to be counted by cachegrind: what two processes that
// differ in one TIMES differ in is what that workload costs. Checks every answer and prints the
// slots executed, one line each. Compiled with -DENGINE=<identifier>.
#include "engine.hpp"

#include "../workloads/workloads.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

namespace bench {

extern const engine ENGINE;

namespace {

bool do_one(const workload& what, const char* path, std::uint64_t verify_times,
            std::uint64_t run_times) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<std::uint8_t> text{std::istreambuf_iterator<char>{file}, {}};
    const auto verified = ENGINE.verify(text, verify_times);
    if (!verified) {
        std::fprintf(stderr, "%s refused: error %d at %u\n", path,
                     int{static_cast<std::int8_t>(verified.error())}, unsigned{verified.at()});
        return false;
    }
    std::vector<std::uint8_t> context(what.context_bytes());
    fill_context(what, context.data());
    const auto r0 = ENGINE.run(context, run_times);
    if (!r0 || *r0 != what.expected) {
        std::fprintf(stderr, "%s wrong: error %d at %u, r0 %llx\n", path,
                     int{static_cast<std::int8_t>(r0.error())}, unsigned{r0.at()},
                     r0 ? static_cast<unsigned long long>(*r0) : 0ULL);
        return false;
    }
    std::printf("%u\n", unsigned{ENGINE.slots()});
    return true;
}

} // namespace
} // namespace bench

int main(int count, char** arguments) {
    const std::string_view mode = count > 1 ? arguments[1] : "";
    if ((mode != "verify" && mode != "run") || count < 5 || count % 3 != 2) {
        std::fprintf(stderr, "usage: counted verify|run [WORKLOAD TEXT TIMES]...\n");
        return 2;
    }
    for (int i = 2; i < count; i += 3) {
        const bench::workload* what = bench::find_workload(arguments[i]);
        const std::uint64_t times = std::strtoull(arguments[i + 2], nullptr, 10);
        if (what == nullptr || times == 0) {
            std::fprintf(stderr, "no such workload: %s\n", arguments[i]);
            return 2;
        }
        const bool runs = mode == "run";
        if (!bench::do_one(*what, arguments[i + 1], runs ? 1 : times, runs ? times : 1)) {
            return 1;
        }
    }
    return 0;
}
