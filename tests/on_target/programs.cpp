// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Random programs, each with what the reference says of it on the host: registers, cause, slot and
// count, and the bytes of context and data. Run by every executor, at once and in slices.
#include "differential/constant_row.hpp"
#include "on_target/report.hpp"

namespace fc::test {
#include "constants.inc"
}

int main() {
    using namespace fc::test;
    report out;
    each_executor<constant_config>([&]<class Config>() {
        print(Config::name);
        print("\n");
        std::uint64_t number = 0;
        for (const constant_row& row : constant_rows) {
            out.expect(agrees<Config>(row), Config::name, number++);
        }
    });
    return out.end();
}
