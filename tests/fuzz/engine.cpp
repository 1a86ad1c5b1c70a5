// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as a sequence of operations on an engine: it does what its model does.
#include "demand.hpp"
#include "engine/operations.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::tally seen{"engine"};
    ++seen.inputs;
    fc::test::operations both{{bytes, size}};
    const std::string difference = both.run();
    if (!difference.empty()) {
        std::fprintf(stderr, "%s\n", difference.c_str());
    }
    fc::fuzz::demand(difference.empty(), "an engine does what its model does");
    ++(both.events_with_runs() != 0 ? seen.finished : seen.refused);
    return 0;
}
