// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include "support/catch.hpp"

#include <random>

namespace fc::test {
namespace {

TEST_CASE("an engine does what its model does, whatever the sequence of operations",
          "[operations]") {
    std::mt19937 random{1};
    std::size_t events = 0;
    for (unsigned sequence = 0; sequence < 20'000; ++sequence) {
        std::vector<std::uint8_t> bytes(20 + random() % 200);
        for (std::uint8_t& each : bytes) {
            each = static_cast<std::uint8_t>(random());
        }
        operations both{bytes};
        const std::string difference = both.run();
        CAPTURE(sequence, difference);
        REQUIRE(difference.empty());
        events += both.events_with_runs();
    }
    CHECK(events > 20'000); // else little was compared
}

} // namespace
} // namespace fc::test
