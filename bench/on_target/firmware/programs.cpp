// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Runs every workload it was built with, in the vm and as native code, and prints what it counted.
#include "programs.hpp"
#include "instruction_counter.hpp"
#include "said.hpp"
#include "vm.hpp"

#include "../../workloads/workloads.hpp"

#include <femto/port/bare_metal/start.hpp>

#include <cstddef>
#include <cstdint>

namespace bench {
namespace {

alignas(8) std::uint8_t context_bytes[2056];

void complain(said& out, const embedded& each, const char* what, const answer& got) {
    out.expect(false, each.workload, each.level);
    out.figure(what, "error", static_cast<std::uint32_t>(-got.error));
    out.figure(what, "at", got.at);
    out.figure(what, "r0", static_cast<std::uint32_t>(got.r0));
}

void measure(said& out, instruction_counter& counter, const embedded& each, const workload& what) {
    fill_context(what, context_bytes);
    answer got{};
    if (each.native != nullptr) {
        const std::uint32_t counted = counter.count([&] { got.r0 = each.native(context_bytes); });
        out.figure(each.workload, each.level, "run", counted);
        if (got.r0 != what.expected) {
            complain(out, each, "run", got);
        }
        return;
    }

    const std::uint32_t verified = counter.count([&] { vm_verify(each.text, each.bytes); });
    got = vm_verdict();
    out.figure(each.workload, each.level, "text_bytes", each.bytes);
    out.figure(each.workload, each.level, "verify", verified);
    if (got.error != 0) {
        complain(out, each, "verify", got);
        return;
    }
    const std::size_t length = what.context_bytes();
    const std::uint32_t counted = counter.count([&] { vm_run(context_bytes, length); });
    got = vm_outcome();
    out.figure(each.workload, each.level, "run", counted);
    out.figure(each.workload, each.level, "slots", vm_slots());
    out.figure(each.workload, each.level, "from_text", vm_runs_text() ? 1 : 0);
    if (got.error != 0 || got.r0 != what.expected) {
        complain(out, each, "run", got);
    }
}

} // namespace
} // namespace bench

int main() {
    using namespace bench;
    said out;
    instruction_counter counter;
    for (const embedded& each : programs) {
        const workload& what = *find_workload(each.workload);
        if (what.context_bytes() > sizeof context_bytes) {
            out.expect(false, "no room for the context of", each.workload);
            continue;
        }
        measure(out, counter, each, what);
    }
    out.expect(counter.is_right(), "the counter");
    return out.end();
}
