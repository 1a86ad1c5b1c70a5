// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"

#include <algorithm>

namespace fc::test {
namespace {

TEST_CASE("a container watches a sensor, each second, in slices") {
    stage on;
    on.firmware.devices = {{1, {}}, {0x82, {{2000, 0, 0}, 2, -2}}};
    const container_file file{FEMTO_TEST_OBJECTS "/moving_average.o", "moving_average"};
    const container_id id = on.load(file);
    REQUIRE(on.engine.start(id));
    const store_user anybody{0, 0, 3};
    const auto average_at = [&](std::uint32_t second) {
        for (; on.firmware.us <= second * 1'000'000; on.firmware.us += 1000) {
            REQUIRE(on.engine.poll(1000) == 1);
        }
        return *on.engine.store().fetch(anybody, store_scope::global, 0x50);
    };
    CHECK(average_at(0) == 500);
    CHECK(average_at(1) == 1000);
    CHECK(average_at(2) == 1500);
    on.firmware.devices[1].second.val[0] = 4000;
    CHECK(average_at(3) == 2500);
    CHECK(average_at(6) == 4000);
}

/// The words of the section .femto.layout of an object, wherever they are in the file.
bool carries(const std::string& path, std::span<const std::uint32_t> hashes) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    std::string wanted;
    for (const std::uint32_t each : hashes) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            wanted += static_cast<char>(each >> shift);
        }
    }
    return all.find(".femto.layout") != std::string::npos && all.find(wanted) != std::string::npos;
}

TEST_CASE("an object says which context it was built for, and that costs it no memory") {
    const std::string path = FEMTO_TEST_OBJECTS "/coap_counter.o";
    CHECK(carries(path, layout_of<abi::coap_fields>));
    const container_file file{path, "coap_counter"};
    CHECK(file.sections.data.empty());
    CHECK(file.sections.rodata.empty());
}

} // namespace
} // namespace fc::test
