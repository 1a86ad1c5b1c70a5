// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What every instruction does, on every executor over both memory policies.
#include "on_target/report.hpp"
#include "support/executors.hpp"
#include "vm/isa_check.hpp"

int main() {
    using namespace fc::test;
    report out;
    each_machine<fc::defaults>([&]<class Config>() {
        print(Config::name);
        print(Config::memory::in_constant_evaluation ? " over segments\n" : " over addresses\n");
        std::uint32_t failed = 0;
        check_rows<Config>([&](const char* sentence) {
            ++failed;
            out.expect(false, sentence);
        });
        out.expect(failed == 0, "rows");
    });
    return out.end();
}
