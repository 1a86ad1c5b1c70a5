// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What containers reach of the system, and no farther.
#include "stage.hpp"

namespace fc::test {
namespace {

std::int64_t result_of(stage& on, const packed& image) {
    std::int64_t r0 = -1000;
    const auto it = on.load(image);
    const int error = femto_run(it, nullptr, 0, &r0);
    REQUIRE(femto_unload(it) == 0);
    return error != 0 ? error : r0;
}

TEST_CASE("a sensor is found by its place, and read", "[riot helpers]") {
    stage on;
    host().devices = {{.type = 0x80}, {.type = 0x82, .reading = {{2150, 0, 0}, 5, -2}}};
    const packed image{assembled<R"(
        r1 = 0x82
        call 0x31
        r6 = r0
        r1 = r0
        r2 = r10
        r2 += -8
        call 0x32
        r1 = *(u16 *)(r10 - 8)
        r6 *= 10000
        r6 += r1
        r0 = r6
        exit
    )">};
    CHECK(result_of(on, image) == 22150); // the second device
    host().devices[1].answer = -19;
    const packed error{assembled<R"(
        r1 = 2
        r2 = r10
        r2 += -8
        call 0x32
        exit
    )">};
    CHECK(result_of(on, error) == -19);
}

TEST_CASE("an actuator is written to", "[riot helpers]") {
    stage on;
    host().devices = {{.type = 0x42}};
    const packed image{assembled<R"(
        *(u64 *)(r10 - 8) = 7
        r1 = 1
        r2 = r10
        r2 += -8
        call 0x33
        exit
    )">};
    CHECK(result_of(on, image) == 1);
    CHECK(host().devices[0].reading.val[0] == 7);
}

TEST_CASE("a device that does not exist is an error, whatever its number", "[riot helpers]") {
    stage on;
    host().devices = {{.type = 0x42}};
    CHECK(result_of(on, packed{assembled<R"(
        r1 = 0xFFFFFFFF ll
        r2 = r10
        r2 += -8
        call 0x32
        exit
    )">}) == -1);
    CHECK(result_of(on, packed{assembled<R"(
        r1 = 2
        r2 = r10
        r2 += -8
        call 0x33
        exit
    )">}) == -1);
}

TEST_CASE("pins are those that the application lists", "[riot helpers]") {
    stage on;
    host().pins = {{.port = 0, .number = 13}};
    CHECK(result_of(on, packed{assembled<R"(
        r1 = 0
        r2 = 13
        r3 = 1
        call 0x72
        r1 = 0
        r2 = 13
        call 0x70
        exit
    )">}) == 1);
    CHECK(host().pins[0].is_high);
    CHECK(host().pins[0].is_input);
    CHECK(result_of(on, packed{assembled<R"(
        r1 = 0
        r2 = 14
        r3 = 1
        call 0x72
        exit
    )">}) == -1);
}

TEST_CASE("the clocks are those of the system", "[riot helpers]") {
    stage on;
    host().now_us = 1234567;
    CHECK(result_of(on, packed{assembled<"call 0x60\nexit">}) == 1234567);
    CHECK(result_of(on, packed{assembled<"call 0x20\nexit">}) == 1234);
}

TEST_CASE("what is printed goes to the console", "[riot helpers]") {
    stage on;
    result_of(on, packed{assembled<"r1 = 17\ncall 0x03\nr0 = 0\nexit">});
    CHECK(host().console == "17\n");
}

} // namespace
} // namespace fc::test
