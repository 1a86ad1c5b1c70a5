// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What one instruction of each class costs, in a vm with one helper; how much C stack verifier and vm
// need at most; what decoding costs. Compiled with -DPROFILE=tiny, defaults or fast.
#include "instruction_counter.hpp"
#include "programs.hpp"
#include "said.hpp"

#include "support/assembled.hpp"
#include "support/painted_stack.hpp"

#include <femto/port/bare_metal/start.hpp>
#include <femto/vm.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>

namespace bench {
namespace {

std::uint32_t nothing() { return 0; }

struct config : fc::PROFILE {
    using helpers = fc::helper_table<fc::helper<1, "nothing", nothing>>;
};
/// Decoding is what `verify` does less here.
struct undecoded : config {
    static constexpr std::size_t decode_slots = 0;
};

/// How often a program repeats the instruction: what that costs more than none is recorded.
constexpr std::size_t times = 16;

template <fc::fixed_string Instruction, std::size_t Times>
inline constexpr auto repeated = [] {
    // 64-bit values in r3 and r5, so that no analysis can take the upper halves for 0.
    constexpr const auto& before = fc::test::assembled<"r3 = -1\nr4 = 3\nr5 = r3\nr6 = r1\n"
                                                       "*(u64 *)(r10 - 8) = r3">;
    constexpr const auto& each = fc::test::assembled<Instruction>;
    constexpr const auto& after = fc::test::assembled<"exit">;
    fc::test::text<before.size() + Times * each.size() + after.size()> out;
    std::size_t at = 0;
    const auto append = [&](const auto& text) {
        for (const std::uint8_t byte : text.bytes) {
            out.bytes[at++] = byte;
        }
    };
    append(before);
    for (std::size_t i = 0; i < Times; ++i) {
        append(each);
    }
    append(after);
    return out;
}();

struct row {
    const char* name;
    std::span<const std::uint8_t> text;
    fc::group needs = fc::group::base64;
};

constexpr row rows[] = {
    {"mov64", repeated<"r3 = r5", times>},
    {"mov64_imm", repeated<"r3 = 7", times>},
    {"mov32", repeated<"w3 = w5", times>},
    {"add64", repeated<"r3 += r4", times>},
    {"add64_imm", repeated<"r3 += 7", times>},
    {"add32", repeated<"w3 += w4", times>},
    {"add32_imm", repeated<"w3 += 7", times>},
    {"xor64", repeated<"r3 ^= r4", times>},
    {"shift64", repeated<"r3 <<= r4", times>},
    {"shift64_imm", repeated<"r3 >>= 3", times>},
    {"shift32_imm", repeated<"w3 >>= 3", times>},
    {"swap64", repeated<"r3 = be64 r3", times>},
    {"mul64", repeated<"r3 *= r4", times>, fc::group::divmul64},
    {"mul32", repeated<"w3 *= w4", times>, fc::group::divmul64},
    {"div64", repeated<"r3 /= r4", times>, fc::group::divmul64},
    {"div32", repeated<"w3 /= w4", times>, fc::group::divmul64},
    {"lddw", repeated<"r3 = 0x123456789 ll", times>},
    {"load8", repeated<"r3 = *(u8 *)(r6 + 1)", times>},
    {"load16", repeated<"r3 = *(u16 *)(r6 + 2)", times>},
    {"load32", repeated<"r3 = *(u32 *)(r6 + 4)", times>},
    {"load64", repeated<"r3 = *(u64 *)(r6 + 0)", times>},
    {"load64_stack", repeated<"r3 = *(u64 *)(r10 - 8)", times>},
    {"store8", repeated<"*(u8 *)(r6 + 1) = r3", times>},
    {"store32", repeated<"*(u32 *)(r6 + 4) = r3", times>},
    {"store64", repeated<"*(u64 *)(r6 + 0) = r3", times>},
    {"store64_stack", repeated<"*(u64 *)(r10 - 8) = r3", times>},
    {"store32_imm", repeated<"*(u32 *)(r6 + 4) = 7", times>},
    {"atomic_add64", repeated<"lock *(u64 *)(r6 + 0) += r4", times>, fc::group::atomic64},
    {"atomic_add32", repeated<"lock *(u32 *)(r6 + 4) += w4", times>, fc::group::atomic64},
    {"goto", repeated<"goto +1\nr0 = 0", times>},
    {"branch64_taken", repeated<"if r3 == r5 goto +1\nr0 = 0", times>},
    {"branch64_not_taken", repeated<"if r3 != r5 goto +0", times>},
    {"branch64_imm_not_taken", repeated<"if r3 == 7 goto +0", times>},
    {"branch32_taken", repeated<"if w3 == w5 goto +1\nr0 = 0", times>},
    {"branch32_not_taken", repeated<"if w3 != w5 goto +0", times>},
    {"helper_call", repeated<"call 1", times>},
    // A function of the program that does nothing, with its exit, and the jump around it.
    {"local_call_and_exit", repeated<"call +1\ngoto +1\nexit", times>},
};

constinit fc::vm<config> vm;
constinit fc::result<std::uint64_t> outcome{std::uint64_t{0}};
alignas(8) std::uint8_t context[8];
alignas(8) std::byte storage[sizeof(fc::result<fc::program_of<config>>)];

/// Made where it stays, as firmware does it.
template <class Config>
[[gnu::noinline]] const fc::result<fc::program_of<Config>>*
verified(std::span<const std::uint8_t> text) {
    return new (storage) fc::result<fc::program_of<Config>>(fc::verify<Config>(text));
}
[[gnu::noinline]] void run(const fc::program_of<config>& program) {
    outcome = vm.run(program, {context, sizeof context});
}

/// The most C stack of all programs.
struct stack {
    std::uint32_t verify = 0;
    std::uint32_t run = 0;

    // std::max needs a C library's headers, which not every core has.
    static void raise(std::uint32_t& most, std::uint32_t seen) { most = seen > most ? seen : most; }
};

std::uint32_t cost(said& out, instruction_counter& counter, stack& most, const row& of) {
    const fc::result<fc::program_of<config>>* program = nullptr;
    const auto verifies = [&] { program = verified<config>(of.text); };
    stack::raise(most.verify, fc::test::stack_of(verifies));
    if (!*program) {
        out.expect(false, "refused:", of.name);
        return 0;
    }
    const auto runs = [&] { run(**program); };
    stack::raise(most.run, fc::test::stack_of(runs));
    const std::uint32_t counted = counter.count(runs);
    out.expect(bool{outcome}, "stopped:", of.name);
    return counted;
}

} // namespace
} // namespace bench

int main() {
    using namespace bench;
    said out;
    instruction_counter counter;
    stack most;
    const std::uint32_t none = cost(out, counter, most, {"none", repeated<"exit", 0>});
    for (const row& each : rows) {
        if (config::groups.has(each.needs)) {
            out.figure("sixteen", each.name, cost(out, counter, most, each) - none);
        }
    }
    out.figure("stack", "verify", most.verify);
    out.figure("stack", "run", most.run);

    if (config::decode_slots != 0) {
        const std::span text{programs[0].text, programs[0].bytes};
        const std::uint32_t with = counter.count([&] { verified<config>(text); });
        const std::uint32_t without = counter.count([&] { verified<undecoded>(text); });
        out.figure("decode", programs[0].workload, with - without);
    }
    out.expect(counter.is_right(), "the counter");
    return out.end();
}
