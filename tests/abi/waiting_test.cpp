// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"

namespace fc::test {
namespace {

TEST_CASE("a periodic wakeup waits from slice to slice and keeps its rhythm") {
    struct row {
        const char* what;
        std::uint32_t last;
        std::uint32_t now;
        std::uint32_t wakes_at; // when polled each microsecond
        std::uint32_t next;
    };
    const row rows[] = {
        {"from now on", 1000, 1000, 1100, 1100},
        {"some time ago", 1000, 1060, 1100, 1100},
        {"just in time", 1000, 1100, 1100, 1100},
        {"late", 1000, 1150, 1150, 1100},
        {"late by a period", 1000, 1200, 1200, 1200},
        {"very late", 1000, 987654, 987654, 987654},
        {"across the end of the clock", 0xFFFFFFF0, 0xFFFFFFF8, 0x54, 0x54},
        {"from the future", 1000, 900, 900, 900},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        stage on;
        const container_file file{calls[0], "do_periodic_wakeup"};
        const container_id id = on.load(file);
        call about{bytes_at, 100};
        std::memcpy(about.bytes.data(), &each.last, 4);
        on.firmware.us = each.now;
        REQUIRE(on.engine.start(id, bytes_of(about)));
        while (on.engine.poll(1000) != 0) {
            CHECK(about.get<std::uint32_t>() == each.last);
            ++on.firmware.us;
            REQUIRE(on.firmware.us != each.wakes_at + 1);
        }
        CHECK(on.firmware.us == each.wakes_at);
        CHECK(about.get<std::uint32_t>() == each.next);
        CHECK(on.engine.info(id)->done.faults == 0);
    }
}

TEST_CASE("a period of nothing is over at once") {
    stage on;
    on.firmware.us = 77;
    call about{bytes_at, 0};
    CHECK(*on.run(calls[0], "do_periodic_wakeup", bytes_of(about)) == 1);
    CHECK(about.get<std::uint32_t>() == 77);
}

TEST_CASE("waiting is a fault of a container that runs to its end, unless it is time") {
    stage on;
    on.firmware.us = 99;
    call about{bytes_at, 100};
    CHECK(on.run(calls[0], "do_periodic_wakeup", bytes_of(about)).error() == errc::would_block);
    on.firmware.us = 100;
    CHECK(*on.run(calls[0], "do_periodic_wakeup", bytes_of(about)) == 1);
}

} // namespace
} // namespace fc::test
