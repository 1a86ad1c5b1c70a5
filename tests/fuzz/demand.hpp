// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>

namespace fc::fuzz {

/// Ends the process when a promise is broken, as the sanitizers do: libFuzzer then writes the input
/// down. Not `assert`, which a build may leave out.
inline void demand(bool holds, const char* promise) {
    if (!holds) {
        std::fprintf(stderr, "broken promise: %s\n", promise);
        std::abort();
    }
}

/// Counts what became of the inputs and prints it when the process ends. A target that refused all
/// it was given has tested little, and this line shows it.
struct tally {
    const char* target;
    unsigned long inputs = 0;
    unsigned long refused = 0;
    unsigned long finished = 0;
    unsigned long stopped = 0;

    explicit tally(const char* name) : target{name} {}
    tally(const tally&) = delete;
    tally& operator=(const tally&) = delete;
    ~tally() {
        std::fprintf(stderr, "%s: %lu inputs; %lu refused, %lu finished, %lu stopped\n", target,
                     inputs, refused, finished, stopped);
    }
};

} // namespace fc::fuzz
