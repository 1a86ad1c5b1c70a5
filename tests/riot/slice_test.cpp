// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Long-running containers.
#include "stage.hpp"

namespace fc::test {
namespace {

// Counts in the store, for ever, once every millisecond.
constexpr const auto& once_a_millisecond = assembled<R"(
    call 0x60
    *(u32 *)(r10 - 4) = r0
again:
    r1 = r10
    r1 += -4
    r2 = 1000
    call 0x61
    r1 = 77
    r2 = r10
    r2 += -8
    call 0x13
    r2 = *(u32 *)(r10 - 8)
    r2 += 1
    r1 = 77
    call 0x11
    goto again
)">;

TEST_CASE("a container that was started runs in slices, and the system is told that it wants them",
          "[riot slices]") {
    stage on;
    const packed image{for_ever};
    const auto it = on.load(image);
    REQUIRE(femto_start(it, nullptr, 0) == 0);
    CHECK(host().started == 1);
    unsigned busy = 0;
    CHECK(femto_poll(100, &busy) == 1);
    CHECK(busy == 1);
    CHECK(femto_poll(100, nullptr) == 1);
    CHECK(on.info(it).state == FEMTO_STATE_STARTED);
    CHECK(on.info(it).instructions >= 200);
    CHECK(femto_stop(it) == 0);
    CHECK(femto_poll(100, &busy) == 0);
    CHECK(busy == 0);
    CHECK(on.info(it).state == FEMTO_STATE_LOADED);
}

TEST_CASE("one that waits for its next period is not busy", "[riot slices]") {
    stage on;
    const packed image{once_a_millisecond};
    const auto it = on.load(image);
    REQUIRE(femto_start(it, nullptr, 0) == 0);
    unsigned busy = 9;
    for (int i = 0; i < 5; ++i) {
        CHECK(femto_poll(1000, &busy) == 1);
        CHECK(busy == 0);
        host().now_us += 1000;
    }
    std::uint32_t count = 0;
    REQUIRE(femto_store_get(77, &count) == 0);
    CHECK(count == 4);
}

TEST_CASE("one that ends is finished, and can be started again", "[riot slices]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(femto_start(it, nullptr, 0) == 0);
        CHECK(femto_start(it, nullptr, 0) == FEMTO_ERR_WRONG_STATE);
        CHECK(femto_attach(it, thread_hook(), nullptr) == FEMTO_ERR_WRONG_STATE);
        CHECK(femto_poll(100, nullptr) == 0);
        CHECK(on.info(it).state == FEMTO_STATE_FINISHED);
        CHECK(femto_stop(it) == FEMTO_ERR_WRONG_STATE);
    }
}

TEST_CASE("there are as many as the configuration says", "[riot slices]") {
    stage on;
    const packed image{for_ever};
    REQUIRE(femto_start(on.load(image, "a"), nullptr, 0) == 0);
    CHECK(femto_start(on.load(image, "b"), nullptr, 0) == FEMTO_ERR_TASKS_FULL);
    CHECK(host().started == 1);
}

TEST_CASE("stop takes an attached container off its hook", "[riot slices]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.attach(image, thread_hook());
    CHECK(femto_stop(it) == 0);
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, nullptr) == 0);
    CHECK(femto_stop(it) == FEMTO_ERR_WRONG_STATE);
}

} // namespace
} // namespace fc::test
