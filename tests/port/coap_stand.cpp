// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "coap_served.hpp"

#include <cstdio>

// A server for clients of others to ask: says its two ports, and ends when its input does.
int main() {
    return fc::test::serve(0, fc::test::test_options(), [](const auto& server) {
        std::printf("%u %u\n", server.port(), server.secure_port());
        std::fflush(stdout);
    });
}
