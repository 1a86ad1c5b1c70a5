// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "desk.hpp"

#include <femto/port/sensor_tick.hpp>

#include <cerrno>

namespace fc::test {
namespace {

using kind = port::sensed::kind;

constexpr const auto& reads_value = assembled<"r0 = *(u16 *)(r1 + 8)\nexit">;
constexpr const auto& reads_type = assembled<"r0 = *(u8 *)(r1 + 6)\nexit">;
constexpr const auto& writes = assembled<"*(u16 *)(r1 + 8) = 7\nr0 = 0\nexit">;

TEST_CASE("containers are shown what a sensor says each time its period is over", "[sensor]") {
    desk_stage on;
    REQUIRE(on.firmware.add_device({.name = "room", .type = 0x82, .now = {{2150, 0, 0}, 2, -2}}));
    port::sensor_tick tick{on.engine, on.firmware, 0, 1'000};
    on.attach(reads_value, tick.hook());
    CHECK(tick.poll().what == kind::not_due);
    const auto first = tick.run_once(1'000);
    CHECK(first.what == kind::fired);
    CHECK(first.fired.value == 2150);
    on.firmware.find_device("room")->now.val[0] = 2200;
    CHECK(tick.run_once(999).what == kind::not_due);
    CHECK(tick.run_once(1).fired.value == 2200);
}

TEST_CASE("a container knows which sensor it was, and cannot change what it said", "[sensor]") {
    desk_stage on;
    REQUIRE(on.firmware.add_device({.name = "room", .type = 0x82}));
    port::sensor_tick tick{on.engine, on.firmware, 0, 1'000};
    on.attach(writes, tick.hook());
    on.attach(reads_type, tick.hook());
    const auto shown = tick.run_once(1'000);
    CHECK(shown.fired.error == errc::illegal_memory);
    CHECK(shown.fired.value == 0x82);
}

TEST_CASE("a sensor that fails is reported to the firmware and shown to nobody", "[sensor]") {
    desk_stage on;
    port::sensor_tick tick{on.engine, on.firmware, 0, 1'000};
    const container_id it = on.attach(reads_value, tick.hook());
    const auto missing = tick.run_once(1'000);
    CHECK(missing.what == kind::failed);
    CHECK(missing.error == -1);
    REQUIRE(on.firmware.add_device({.name = "room", .error = -EIO}));
    CHECK(tick.run_once(1'000).error == -EIO);
    CHECK(on.engine.info(it)->done.runs == 0);
    on.firmware.find_device("room")->error = 0;
    CHECK(tick.run_once(1'000).what == kind::fired);
}

} // namespace
} // namespace fc::test
