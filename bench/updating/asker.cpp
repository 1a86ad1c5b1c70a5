// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Asks a device the same again and again, one request after the other, for so long, and prints how often
// it was answered.
//
//     asker URI SECONDS GET|POST PATH [IDENTITY KEY]
#include <femto/port/posix/coap/client.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

std::vector<std::uint8_t> from_hex(const std::string& digits) {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        out.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    }
    return out;
}

} // namespace

int main(int count, char** given) {
    using namespace fc::posix::coap;
    using fc::update::resource::method;
    if (count != 5 && count != 7) {
        return 2;
    }
    client_options options;
    if (count == 7) {
        options.identity = given[5];
        options.key = from_hex(given[6]);
        options.handshake = options.exchange; // of fifty devices at once
    }
    client by;
    const question what{.method = given[3] == std::string{"GET"} ? method::get : method::post,
                        .path = given[4]};
    if (by.open(given[1], options) != failure::none) {
        return 1;
    }
    const auto first = by.send(what); // with the handshake, which is not counted
    if (!first.ok()) {
        std::fprintf(stderr, "%s\n", first.said().c_str());
        return 1;
    }
    // All begin together.
    std::printf("ready\n");
    std::fflush(stdout);
    if (std::getchar() == EOF) {
        return 1;
    }
    unsigned long answered = 0;
    using clock = std::chrono::steady_clock;
    const auto end =
        clock::now() + std::chrono::milliseconds{static_cast<long>(std::atof(given[2]) * 1000)};
    while (clock::now() < end) {
        const auto got = by.send(what);
        if (!got.ok()) {
            std::fprintf(stderr, "%s\n", got.said().c_str());
            return 1;
        }
        ++answered;
    }
    std::printf("answered %lu bytes %lu\n", answered,
                static_cast<unsigned long>(first.payload.size()));
    return 0;
}
