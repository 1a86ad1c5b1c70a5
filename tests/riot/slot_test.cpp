// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Images that come at run time, piece by piece.
#include "stage.hpp"

#include <cstring>

namespace fc::test {
namespace {

/// Writes an image to a slot in pieces of seven bytes.
void write(unsigned slot, const packed& image) {
    for (std::size_t at = 0; at < image.size; at += 7) {
        const std::size_t size = std::min<std::size_t>(7, image.size - at);
        REQUIRE(femto_slot_write(slot, at, &image.bytes[at], size) == 0);
    }
}

TEST_CASE("an image that comes in pieces is loaded, with a name of its own", "[riot slots]") {
    stage on;
    const packed image{forty_two};
    write(1, image);
    char name[] = "field";
    femto_image_t from{};
    REQUIRE(femto_slot_image(1, image.size, name, &from) == 0);
    std::memset(name, 'x', sizeof name - 1); // it was copied
    const auto it = femto_load(&from, nullptr);
    REQUIRE(it >= 0);
    CHECK(femto_find("field") == it);
    std::int64_t r0 = 0;
    CHECK(femto_run(it, nullptr, 0, &r0) == 0);
    CHECK(r0 == 42);
}

TEST_CASE("what an image leaves of its slot is for its variables", "[riot slots]") {
    stage on;
    const packed image{sections{.text = assembled<R"(
        r1 = data + 0 ll
        r0 = *(u64 *)(r1 + 0)
        r0 += 1
        *(u64 *)(r1 + 0) = r0
        exit
    )">,
                                .bss_bytes = 16}};
    write(0, image);
    femto_image_t from{};
    REQUIRE(femto_slot_image(0, image.size, "it", &from) == 0);
    const auto it = femto_load(&from, nullptr);
    REQUIRE(it >= 0);
    std::int64_t r0 = 0;
    CHECK(femto_run(it, nullptr, 0, &r0) == 0);
    CHECK(femto_run(it, nullptr, 0, &r0) == 0);
    CHECK(r0 == 2);
}

TEST_CASE("nobody writes to a slot that a container is made of", "[riot slots]") {
    stage on;
    const packed image{forty_two};
    write(0, image);
    femto_image_t from{};
    REQUIRE(femto_slot_image(0, image.size, "it", &from) == 0);
    const auto it = femto_load(&from, nullptr);
    REQUIRE(it >= 0);
    CHECK(femto_slot_write(0, 0, "x", 1) == FEMTO_ERR_WRONG_STATE);
    CHECK(femto_slot_image(0, image.size, "other", &from) == FEMTO_ERR_WRONG_STATE);
    CHECK(femto_slot_write(1, 0, "x", 1) == 0);
    REQUIRE(femto_unload(it) == 0);
    CHECK(femto_slot_write(0, 0, "x", 1) == 0);
}

TEST_CASE("nothing is written beyond a slot", "[riot slots]") {
    stage on;
    constexpr std::size_t size = CONFIG_FEMTO_RIOT_SLOT_BYTES;
    CHECK(femto_slot_write(0, size - 1, "x", 1) == 0);
    CHECK(femto_slot_write(0, size, "x", 1) == FEMTO_ERR_BUFFER_TOO_SMALL);
    CHECK(femto_slot_write(0, size - 1, "xy", 2) == FEMTO_ERR_BUFFER_TOO_SMALL);
    CHECK(femto_slot_write(0, ~std::size_t{0}, "xy", 2) == FEMTO_ERR_BUFFER_TOO_SMALL);
    CHECK(femto_slot_write(0, 1, "x", ~std::size_t{0}) == FEMTO_ERR_BUFFER_TOO_SMALL);
    CHECK(femto_slot_write(CONFIG_FEMTO_RIOT_SLOTS, 0, "x", 1) == FEMTO_ERR_ARGUMENT);
    femto_image_t from{};
    CHECK(femto_slot_image(0, 0, "it", &from) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_image(0, size + 1, "it", &from) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_image(0, 8, "", &from) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_image(0, 8, "a name that is too long", &from) == FEMTO_ERR_ARGUMENT);
}

TEST_CASE("a slot that was half written makes no container", "[riot slots]") {
    stage on;
    const packed image{count_up};
    write(0, image);
    const std::uint8_t nothing[64] = {};
    REQUIRE(femto_slot_write(0, image.size / 2, nothing, image.size - image.size / 2) == 0);
    femto_image_t from{};
    REQUIRE(femto_slot_image(0, image.size, "it", &from) == 0);
    CHECK(femto_load(&from, nullptr) < 0);
    CHECK(femto_next(-1) == FEMTO_ERR_NO_SUCH_CONTAINER);
}

} // namespace
} // namespace fc::test
