// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <femto/port/posix/timer.hpp>

namespace fc::test {
namespace {

using manual = stage<posix::manual_clock>;

constexpr const auto& reads_count = assembled<"r0 = *(u32 *)(r1 + 8)\nexit">;
constexpr const auto& reads_missed = assembled<"r0 = *(u32 *)(r1 + 12)\nexit">;
constexpr const auto& writes = assembled<"*(u32 *)(r1 + 8) = 7\nr0 = 0\nexit">;

TEST_CASE("a timer fires when its period has passed, and not before", "[timer]") {
    manual on;
    posix::timer timer{on.engine, on.firmware, 1'000};
    on.attach(reads_count, timer.hook());
    CHECK_FALSE(timer.poll());
    on.firmware.sleep_us(999);
    CHECK(timer.due_in_us() == 1);
    CHECK_FALSE(timer.poll());
    on.firmware.sleep_us(1);
    CHECK(timer.due_in_us() == 0);
    CHECK(timer.poll()->value == 1);
    CHECK_FALSE(timer.poll());
}

TEST_CASE("periods that a timer missed are counted, and its rhythm stays", "[timer]") {
    manual on;
    posix::timer timer{on.engine, on.firmware, 1'000};
    on.attach(reads_missed, timer.hook());
    on.firmware.sleep_us(4'300);
    CHECK(timer.poll()->value == 3);
    CHECK(timer.due_in_us() == 700);
    on.firmware.sleep_us(700);
    CHECK(timer.poll()->value == 0);
}

TEST_CASE("a timer goes on when the clock wraps", "[timer]") {
    manual on;
    on.firmware.sleep_us(0xFFFFFE00);
    posix::timer timer{on.engine, on.firmware, 1'000};
    for (std::uint32_t i = 0; i < 3; ++i) {
        CHECK(timer.run_once(1'000).has_value());
        CHECK_FALSE(timer.poll());
    }
}

TEST_CASE("a timer waits no longer than it is told to", "[timer]") {
    manual on;
    posix::timer timer{on.engine, on.firmware, 1'000};
    CHECK_FALSE(timer.run_once(400));
    CHECK(timer.due_in_us() == 600);
    CHECK(timer.run_once(5'000));
    CHECK(on.firmware.now_us() == 1'000);
}

TEST_CASE("a period of nothing is one of a microsecond", "[timer]") {
    manual on;
    posix::timer timer{on.engine, on.firmware, 0};
    CHECK(timer.run_once(10));
}

TEST_CASE("the longest period ends in time, however late one looks within another of it",
          "[timer]") {
    for (const std::uint32_t late : {0U, 1U, 20U, posix::rhythm::period_us_max}) {
        CAPTURE(late);
        manual on;
        posix::timer timer{on.engine, on.firmware, 0xFFFF'FFFF};
        on.firmware.sleep_us(posix::rhythm::period_us_max - 1);
        CHECK_FALSE(timer.poll());
        on.firmware.sleep_us(1);
        on.firmware.sleep_us(late);
        CHECK(timer.poll().has_value());
    }
}

TEST_CASE("a container cannot change the tick that the next one is given", "[timer]") {
    manual on;
    posix::timer timer{on.engine, on.firmware, 1'000};
    on.attach(writes, timer.hook());
    on.attach(reads_count, timer.hook());
    const auto fired = timer.run_once(1'000);
    CHECK(fired->error == errc::illegal_memory);
    CHECK(fired->value == 1);
}

TEST_CASE("a timer of real time fires after that time", "[timer]") {
    stage<posix::steady_clock> on;
    posix::timer timer{on.engine, on.firmware, 5'000};
    on.attach(reads_count, timer.hook());
    const std::uint32_t before = on.firmware.now_us();
    CHECK(timer.run_once(1'000'000)->value == 1);
    CHECK(timer.run_once(1'000'000)->value == 2);
    CHECK(on.firmware.now_us() - before >= 9'000); // it began to count before we did
}

} // namespace
} // namespace fc::test
