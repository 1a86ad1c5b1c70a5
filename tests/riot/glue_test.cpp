// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What the module's C files make of what RIOT tells them.
#include "fake_riot.h"

#include "support/catch.hpp"

namespace fc::test {
namespace {

constexpr int nobody = 0;

void begin_to_switch() {
    fake_riot_begin();
    fake_riot_init_sched();
    // What the one before left behind: a thread that exited.
    fake_riot_switch(nobody, 9);
    fake_riot_begin();
}

TEST_CASE("what the scheduler says twice of a switch, containers are told once", "[riot glue]") {
    begin_to_switch();
    fake_riot_switch(1, nobody); // 1 loses the processor
    CHECK(riot.switches == 0);
    fake_riot_switch(nobody, 2); // 2 gets it
    CHECK(riot.switches == 1);
    CHECK(riot.previous[0] == 1);
    CHECK(riot.next[0] == 2);
    CHECK(riot.was_masked);
    CHECK(riot.masked == 0);
}

TEST_CASE("a thread that gets the processor back after idle time was switched to", "[riot glue]") {
    begin_to_switch();
    fake_riot_switch(3, nobody);
    fake_riot_switch(nobody, 3);
    CHECK(riot.switches == 1);
    CHECK(riot.previous[0] == 3);
    CHECK(riot.next[0] == 3);
}

TEST_CASE("behind a thread that exits there is none before the next", "[riot glue]") {
    begin_to_switch();
    fake_riot_switch(1, nobody);
    fake_riot_switch(nobody, 2);
    fake_riot_switch(nobody, 1); // 2 has exited, which the scheduler does not say
    CHECK(riot.switches == 2);
    CHECK(riot.previous[1] == 0);
    CHECK(riot.next[1] == 1);
}

TEST_CASE("the timer ticks in its rhythm, and counts what it missed", "[riot glue]") {
    fake_riot_begin();
    REQUIRE(femto_timer_start(20) == 0);
    CHECK(riot.is_periodic);
    CHECK(riot.interval_ms == 20);
    riot.now_us = 20'000;
    fake_riot_period();
    CHECK(riot.is_periodic);
    fake_riot_handle_events();
    riot.now_us = 81'000; // the thread of events had better things to do
    fake_riot_period();
    fake_riot_period();
    fake_riot_period();
    fake_riot_handle_events();
    REQUIRE(riot.ticks == 2);
    CHECK(riot.tick_us[0] == 20'000);
    CHECK(riot.tick_period_us[0] == 20'000);
    CHECK(riot.tick_count[0] == 1);
    CHECK(riot.tick_missed[0] == 0);
    CHECK(riot.tick_us[1] == 81'000);
    CHECK(riot.tick_count[1] == 2);
    CHECK(riot.tick_missed[1] == 2);
    CHECK(riot.masked == 0);
    femto_timer_stop();
}

TEST_CASE("a timer that is stopped does not tick any more, not even for what is posted",
          "[riot glue]") {
    fake_riot_begin();
    REQUIRE(femto_timer_start(20) == 0);
    fake_riot_period();
    femto_timer_stop();
    CHECK_FALSE(riot.is_periodic);
    fake_riot_handle_events();
    CHECK(riot.ticks == 0);
    REQUIRE(femto_timer_start(30) == 0);
    fake_riot_period();
    fake_riot_handle_events();
    REQUIRE(riot.ticks == 1);
    CHECK(riot.tick_period_us[0] == 30'000);
    CHECK(riot.tick_count[0] == 1);
    femto_timer_stop();
}

TEST_CASE("a period that is none or too long is refused, and the one before goes on",
          "[riot glue]") {
    fake_riot_begin();
    REQUIRE(femto_timer_start(20) == 0);
    CHECK(femto_timer_start(0) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_timer_start(2'147'484) == FEMTO_ERR_ARGUMENT);
    CHECK(riot.is_periodic);
    CHECK(riot.interval_ms == 20);
    CHECK(femto_timer_start(2'147'483) == 0);
    femto_timer_stop();
}

TEST_CASE("a timer that an interrupt starts is refused, and one that it stops ticks no more",
          "[riot glue]") {
    fake_riot_begin();
    riot.is_in_isr = true;
    CHECK(femto_timer_start(20) == FEMTO_ERR_IN_ISR);
    CHECK_FALSE(riot.is_periodic);
    riot.is_in_isr = false;
    REQUIRE(femto_timer_start(20) == 0);
    riot.is_in_isr = true;
    CHECK(femto_timer_start(30) == FEMTO_ERR_IN_ISR);
    CHECK(riot.interval_ms == 20);
    femto_timer_stop();
    CHECK_FALSE(riot.is_periodic);
}

TEST_CASE("started containers get a slice after a pause for others, and none when all have ended",
          "[riot glue]") {
    fake_riot_begin();
    femto_seam_started();
    riot.polled = 2;
    riot.busy = 1;
    fake_riot_handle_events();
    CHECK(riot.polls == 1);
    REQUIRE(riot.timer_is_set);
    CHECK(riot.timer_in_ms == CONFIG_FEMTO_RIOT_PAUSE_MS);

    riot.busy = 0; // all of them wait
    fake_riot_timeout();
    fake_riot_handle_events();
    REQUIRE(riot.timer_is_set);
    CHECK(riot.timer_in_ms == CONFIG_FEMTO_RIOT_WAIT_MS);

    riot.polled = 0;
    fake_riot_timeout();
    fake_riot_handle_events();
    CHECK(riot.polls == 3);
    CHECK_FALSE(riot.timer_is_set);
}

TEST_CASE("an event that is handled says what became of it", "[riot glue]") {
    fake_riot_begin();
    riot.fired = 1;
    femto_fired_t fired = fake_riot_fire_by_event();
    CHECK(fired.value == 17);
    CHECK(fired.ran == 1);
    riot.fired = FEMTO_ERR_NO_SUCH_HOOK;
    fired = fake_riot_fire_by_event();
    CHECK(fired.ran == 0);
    CHECK(fired.error == FEMTO_ERR_NO_SUCH_HOOK);
}

TEST_CASE("devices are found by their places in the registry, and nowhere else", "[riot glue]") {
    fake_riot_devices(2);
    CHECK(femto_seam_device_count() == 2);
    CHECK(femto_seam_device_type(1) == 0x42);
    const femto_reading_t written{{-7, 8, 9}, 5, -2};
    CHECK(femto_seam_device_write(1, &written) == 1);
    femto_reading_t read{};
    CHECK(femto_seam_device_read(0, &read) == 1);
    CHECK(read.val[0] == -7);
    CHECK(read.val[2] == 9);
    CHECK(read.unit == 5);
    CHECK(read.scale == -2);

    CHECK(femto_seam_device_type(2) == 0);
    CHECK(femto_seam_device_read(2, &read) < 0);
    CHECK(femto_seam_device_write(2, &written) < 0);
    fake_riot_devices(0);
    CHECK(femto_seam_device_count() == 0);
}

} // namespace
} // namespace fc::test
