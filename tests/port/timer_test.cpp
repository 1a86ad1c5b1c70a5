// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <femto/port/posix/clock.hpp>
#include <femto/port/timer.hpp>

namespace fc::test {
namespace {

using manual = stage<posix::manual_clock>;

constexpr const auto& reads_count = assembled<"r0 = *(u32 *)(r1 + 8)\nexit">;
constexpr const auto& reads_missed = assembled<"r0 = *(u32 *)(r1 + 12)\nexit">;
constexpr const auto& writes = assembled<"*(u32 *)(r1 + 8) = 7\nr0 = 0\nexit">;

TEST_CASE("a timer fires when its period has passed, and not before", "[timer]") {
    manual on;
    port::timer timer{on.engine, on.firmware, 1'000};
    on.attach(reads_count, timer.hook());
    CHECK_FALSE(timer.poll().was_due);
    on.firmware.sleep_us(999);
    CHECK(timer.due_in_us() == 1);
    CHECK_FALSE(timer.poll().was_due);
    on.firmware.sleep_us(1);
    CHECK(timer.due_in_us() == 0);
    CHECK(timer.poll().fired.value == 1);
    CHECK_FALSE(timer.poll().was_due);
}

TEST_CASE("periods that a timer missed are counted, and its rhythm stays", "[timer]") {
    manual on;
    port::timer timer{on.engine, on.firmware, 1'000};
    on.attach(reads_missed, timer.hook());
    on.firmware.sleep_us(4'300);
    CHECK(timer.poll().fired.value == 3);
    CHECK(timer.due_in_us() == 700);
    on.firmware.sleep_us(700);
    CHECK(timer.poll().fired.value == 0);
}

TEST_CASE("a timer goes on when the clock wraps", "[timer]") {
    manual on;
    on.firmware.sleep_us(0xFFFFFE00);
    port::timer timer{on.engine, on.firmware, 1'000};
    for (std::uint32_t i = 0; i < 3; ++i) {
        CHECK(timer.run_once(1'000).was_due);
        CHECK_FALSE(timer.poll().was_due);
    }
}

TEST_CASE("a timer waits no longer than it is told to", "[timer]") {
    manual on;
    port::timer timer{on.engine, on.firmware, 1'000};
    CHECK_FALSE(timer.run_once(400).was_due);
    CHECK(timer.due_in_us() == 600);
    CHECK(timer.run_once(5'000).was_due);
    CHECK(on.firmware.now_us() == 1'000);
}

TEST_CASE("a period of nothing is one of a microsecond", "[timer]") {
    manual on;
    port::timer timer{on.engine, on.firmware, 0};
    CHECK(timer.run_once(10).was_due);
}

TEST_CASE("the longest period ends in time, however late one looks within another of it",
          "[timer]") {
    for (const std::uint32_t late : {0U, 1U, 20U, port::rhythm::period_us_max}) {
        CAPTURE(late);
        manual on;
        port::timer timer{on.engine, on.firmware, 0xFFFF'FFFF};
        on.firmware.sleep_us(port::rhythm::period_us_max - 1);
        CHECK_FALSE(timer.poll().was_due);
        on.firmware.sleep_us(1);
        on.firmware.sleep_us(late);
        CHECK(timer.poll().was_due);
    }
}

TEST_CASE("a container cannot change the tick that the next one is given", "[timer]") {
    manual on;
    port::timer timer{on.engine, on.firmware, 1'000};
    on.attach(writes, timer.hook());
    on.attach(reads_count, timer.hook());
    const auto done = timer.run_once(1'000);
    CHECK(done.fired.error == errc::illegal_memory);
    CHECK(done.fired.value == 1);
}

/// A board that tells the time, and has nothing to wait with.
struct awake {
    std::uint32_t us = 0;
    std::uint32_t now_us() const { return us; }
    static constexpr bool has_clock_in_interrupts = true;
};

template <class Timer>
concept waits = requires(Timer& timer) {
    timer.run_once(1);
};

TEST_CASE("a timer needs a clock to be asked, and one that sleeps to wait", "[timer]") {
    stage<awake> on;
    port::timer timer{on.engine, on.firmware, 1'000};
    on.attach(reads_count, timer.hook());
    on.firmware.us = 1'000;
    CHECK(timer.poll().fired.value == 1);
    STATIC_REQUIRE_FALSE(waits<decltype(timer)>);
    STATIC_REQUIRE(waits<port::timer<manual::config>>);
}

TEST_CASE("a timer of interrupts offers what may be called in them", "[timer]") {
    stage<awake> on;
    port::timer<decltype(on)::config, fired_from::interrupts> timer{on.engine, on.firmware, 1'000};
    STATIC_REQUIRE_FALSE(waits<decltype(timer)>);
    CHECK(timer.hook().about().where == fired_from::interrupts);
    constexpr const auto& blocks = assembled<"call 0x20\nexit">;
    const auto blocking =
        on.engine.load(on.tenant, {.text = blocks}, {}, decltype(on)::helpers::all());
    REQUIRE(blocking);
    CHECK_FALSE(on.engine.attach(*blocking, timer.hook()));
    on.attach(reads_count, timer.hook(), {}); // asks for none
    on.firmware.us = 1'000;
    CHECK(timer.poll().fired.value == 1);
}

TEST_CASE("a timer of real time fires after that time", "[timer]") {
    stage<posix::steady_clock> on;
    port::timer timer{on.engine, on.firmware, 5'000};
    on.attach(reads_count, timer.hook());
    const std::uint32_t before = on.firmware.now_us();
    CHECK(timer.run_once(1'000'000).fired.value == 1);
    CHECK(timer.run_once(1'000'000).fired.value == 2);
    CHECK(on.firmware.now_us() - before >= 9'000); // it began to count before we did
}

} // namespace
} // namespace fc::test
