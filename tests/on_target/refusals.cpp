// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What verify says of programs: the table of the host's tests, and a sweep over each bit of each field.
#include "on_target/report.hpp"
#include "verify/rule_rows.hpp"

#include <femto/vm.hpp>

namespace fc::test {
namespace {

void nothing() {}
template <class Base>
struct config : Base {
    using helpers = helper_table<helper<1, "nothing", nothing>>;
};

template <class Config>
refusal verdict(std::span<const std::uint8_t> text) {
    const auto program = verify<Config>(text);
    return {program.error(), program.at()};
}

/// Three slots, of which each bit is changed in turn.
template <class Config>
std::uint32_t sweep() {
    digest seen;
    const auto look = [&](std::uint64_t middle) {
        few_slots text{{0xb7, 0, 0, 0, 1}, {}, {0x95, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}};
        for (unsigned i = 0; i < 8; ++i) {
            text.bytes[8 + i] = static_cast<std::uint8_t>(middle >> 8 * i);
        }
        const refusal got = verdict<Config>(text);
        seen.add(static_cast<std::int8_t>(got.error));
        seen.add(got.at);
    };
    for (unsigned opcode = 0; opcode < 256; ++opcode) {
        look(opcode);
        for (unsigned bit = 8; bit < 64; ++bit) {
            look(opcode | std::uint64_t{1} << bit);
        }
    }
    return seen.value();
}

template <class Config>
void check(report& out, const char* name) {
    std::uint64_t number = 0;
    for (const rule_row& each : rule_rows) {
        out.expect(verdict<Config>(each.text) == each.expected, each.what, number++);
    }
    print(name);
    print(": every bit of every opcode, ");
    print(sweep<Config>(), 16);
    print("\n");
}

} // namespace
} // namespace fc::test

int main() {
    using namespace fc::test;
    report out;
    check<config<fc::defaults>>(out, "defaults");
    check<config<fc::fast>>(out, "fast");
    return out.end();
}
