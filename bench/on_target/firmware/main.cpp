// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Runs every program it was built with and prints what it counted, one `name=value` per line.
#include "engine.hpp"
#include "instruction_counter.hpp"
#include "programs.hpp"
#include "semihosting.hpp"

#include "../../workloads/workloads.hpp"

#include <cstddef>
#include <cstdint>

namespace {

alignas(8) std::uint8_t context_bytes[16 * 1024];
bool failed = false;

void report(const char* workload, const char* level, const char* what, std::uint64_t value) {
    semihosting::print(workload);
    semihosting::print(".");
    semihosting::print(level);
    semihosting::print(".");
    semihosting::print(what);
    semihosting::print("=");
    semihosting::print(value);
    semihosting::print("\n");
}

void complain(const char* workload, const char* level, const char* what, const answer& got) {
    failed = true;
    semihosting::print("wrong: ");
    semihosting::print(workload);
    semihosting::print(" ");
    semihosting::print(level);
    semihosting::print(" ");
    semihosting::print(what);
    semihosting::print(": error -");
    semihosting::print(static_cast<std::uint32_t>(-got.error));
    semihosting::print(" at ");
    semihosting::print(got.at);
    semihosting::print(", r0 0x");
    semihosting::print(got.r0, 16);
    semihosting::print("\n");
}

} // namespace

int main() {
    instruction_counter counter;
    for (const bench::embedded& each : bench::programs) {
        const bench::workload& what = *bench::find_workload(each.workload);
        const std::size_t length = what.context_bytes();
        bench::fill_context(what, context_bytes);
        answer got{};

        if (each.native != nullptr) {
            const std::uint32_t counted =
                counter.count([&] { got.r0 = each.native(context_bytes); });
            report(each.workload, each.level, "run", counted);
            if (got.r0 != what.expected) {
                complain(each.workload, each.level, "run", got);
            }
            continue;
        }

        const std::uint32_t verified = counter.count([&] { engine_verify(each.text, each.bytes); });
        got = engine_verdict();
        report(each.workload, each.level, "text_bytes", each.bytes);
        report(each.workload, each.level, "verify", verified);
        if (got.error != 0) {
            complain(each.workload, each.level, "verify", got);
            continue;
        }
        const std::uint32_t counted = counter.count([&] { engine_run(context_bytes, length); });
        got = engine_outcome();
        report(each.workload, each.level, "run", counted);
        report(each.workload, each.level, "slots", engine_slots());
        report(each.workload, each.level, "decoded", engine_decoded() ? 1 : 0);
        if (got.error != 0 || got.r0 != what.expected) {
            complain(each.workload, each.level, "run", got);
        }
    }
    if (counter.overflowed()) {
        failed = true;
        semihosting::print("wrong: more instructions than the counter holds\n");
    }
    semihosting::print(failed ? "failed\n" : "done\n");
    return failed ? 1 : 0;
}
