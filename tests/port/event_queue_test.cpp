// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/platform/traits.hpp>
#include <femto/port/event_queue.hpp>

namespace fc::test {
namespace {

int held = 0;
struct counting_guard {
    counting_guard() { ++held; }
    ~counting_guard() { --held; }
};

TEST_CASE("events are taken in the order they were posted", "[event_queue]") {
    port::event_queue<int, 3, counting_guard> queue;
    int got = 0;
    CHECK_FALSE(queue.take(got));
    for (int round = 0; round < 5; ++round) { // around the end of its room
        CHECK(queue.post(2 * round));
        CHECK(queue.post(2 * round + 1));
        CHECK((queue.take(got) && got == 2 * round));
        CHECK((queue.take(got) && got == 2 * round + 1));
        CHECK(queue.is_empty());
    }
    CHECK(held == 0);
}

TEST_CASE("what finds no room is counted, and said once", "[event_queue]") {
    port::event_queue<int, 2, platform::no_guard> queue;
    CHECK(queue.post(1));
    CHECK(queue.post(2));
    CHECK(queue.is_full());
    CHECK_FALSE(queue.post(3));
    CHECK_FALSE(queue.post(4));
    CHECK(queue.take_lost() == 2);
    CHECK(queue.take_lost() == 0);
    int got = 0;
    CHECK((queue.take(got) && got == 1));
    CHECK(queue.post(5));
    CHECK((queue.take(got) && got == 2));
    CHECK((queue.take(got) && got == 5));
}

TEST_CASE("an event that says all that a second would say waits once", "[event_queue]") {
    port::event_queue<int, 2, platform::no_guard> queue;
    CHECK(queue.post_once(1));
    CHECK(queue.post_once(1));
    CHECK(queue.post_once(2));
    CHECK(queue.post_once(1));
    CHECK_FALSE(queue.post_once(3));
    CHECK(queue.take_lost() == 1);
    int got = 0;
    CHECK((queue.take(got) && got == 1));
    CHECK((queue.take(got) && got == 2));
    CHECK_FALSE(queue.take(got));
}

} // namespace
} // namespace fc::test
