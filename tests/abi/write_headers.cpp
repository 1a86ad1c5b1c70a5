// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Writes include/femto/guest/helpers.h, contexts.h or launchpads.h, as the first argument says. A test
// compares.
#include <femto/abi/guest_header.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/platform/archetype.hpp>
#include <femto/port/guest_header.hpp>

#include <cstdio>
#include <cstring>

int main(int count, char** arguments) {
    const auto print = [](const char* piece) { std::fputs(piece, stdout); };
    print("/* SPDX-FileCopyrightText: 2026 The femto authors */\n"
          "/* SPDX-License-Identifier: MIT */\n"
          "/* clang-format off */\n");
    if (count == 2 && std::strcmp(arguments[1], "helpers.h") == 0) {
        fc::abi::write_helper_header<fc::abi::helpers<fc::platform::archetype>>(
            print, "FEMTO_GUEST_HELPERS_H");
        return 0;
    }
    if (count == 2 && std::strcmp(arguments[1], "contexts.h") == 0) {
        fc::write_context_header<fc::platform::reading, fc::abi::sched_context,
                                 fc::abi::coap_packet, fc::abi::coap_fields>(
            print, "FEMTO_GUEST_CONTEXTS_H");
        return 0;
    }
    if (count == 2 && std::strcmp(arguments[1], "launchpads.h") == 0) {
        fc::port::write_launchpad_header(print, "FEMTO_GUEST_LAUNCHPADS_H");
        return 0;
    }
    std::fputs("usage: write_headers helpers.h|contexts.h|launchpads.h\n", stderr);
    return 2;
}
