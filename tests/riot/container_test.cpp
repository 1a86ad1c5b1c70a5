// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A container's way through the C interface.
#include "stage.hpp"

#include <cstring>

namespace fc::test {
namespace {

TEST_CASE("an image becomes a container that is known by its name", "[riot]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image, "answer");
    CHECK(femto_find("answer") == it);
    CHECK(femto_find("question") == FEMTO_ERR_NO_SUCH_CONTAINER);
    const auto info = on.info(it);
    CHECK(std::strcmp(info.name, "answer") == 0);
    CHECK(info.state == FEMTO_STATE_LOADED);
    CHECK(info.hook == FEMTO_HOOK_NONE);
    CHECK(info.tenant == FEMTO_TENANT_FIRMWARE);
    CHECK(info.text_slots == 2);
}

TEST_CASE("a container is run with a context, and what it returned is told", "[riot]") {
    stage on;
    const packed image{count_up};
    const auto it = on.load(image);
    std::uint8_t context = 5;
    std::int64_t r0 = 0;
    REQUIRE(femto_run(it, &context, sizeof context, &r0) == 0);
    CHECK(r0 == 5);
    CHECK(context == 6);
    CHECK(femto_run(it, &context, sizeof context, nullptr) == 0);
    const auto info = on.info(it);
    CHECK(info.runs == 2);
    CHECK(info.instructions == 10);
    CHECK(info.faults == 0);
}

TEST_CASE("a container without a context that reads one is stopped", "[riot]") {
    stage on;
    const packed image{count_up};
    const auto it = on.load(image);
    CHECK(femto_run(it, nullptr, 100, nullptr) == FEMTO_ERR_ILLEGAL_MEMORY);
}

TEST_CASE("a runaway container is stopped by its budget, and in quarantine after three", "[riot]") {
    stage on;
    const packed image{for_ever};
    const auto it = on.load(image);
    for (int i = 0; i < CONFIG_FEMTO_RIOT_QUARANTINE_AFTER; ++i) {
        CHECK(femto_run(it, nullptr, 0, nullptr) == FEMTO_ERR_BUDGET_EXHAUSTED);
    }
    CHECK(on.info(it).state == FEMTO_STATE_QUARANTINED);
    CHECK(femto_run(it, nullptr, 0, nullptr) == FEMTO_ERR_QUARANTINED);
    CHECK(femto_release(it) == 0);
    CHECK(on.info(it).state == FEMTO_STATE_LOADED);
    CHECK(femto_release(it) == FEMTO_ERR_WRONG_STATE);
}

TEST_CASE("a fault is reported with its registers, the last one first", "[riot]") {
    stage on;
    const packed first{wild};
    const packed second{for_ever};
    const auto one = on.attach(first, thread_hook(), "one");
    const auto two = on.load(second, "two");
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, nullptr) == 0);
    CHECK(femto_run(two, nullptr, 0, nullptr) < 0);

    femto_fault_t fault{};
    REQUIRE(femto_fault(0, &fault) == 0);
    CHECK(fault.container == two);
    CHECK(fault.hook == FEMTO_HOOK_NONE);
    CHECK(fault.cause == FEMTO_ERR_BUDGET_EXHAUSTED);
    const auto number = fault.number;
    REQUIRE(femto_fault(1, &fault) == 0);
    CHECK(fault.container == one);
    CHECK(fault.hook == thread_hook());
    CHECK(fault.cause == FEMTO_ERR_ILLEGAL_MEMORY);
    CHECK(fault.slot == 1);
    CHECK(fault.registers[1] == 64);
    CHECK(fault.number == number - 1);
    CHECK(femto_fault(CONFIG_FEMTO_RIOT_FAULT_REPORTS, &fault) == FEMTO_ERR_NO_SUCH_FAULT);
    const auto info = on.info(one);
    CHECK(info.faults == 1);
    CHECK(info.last_fault == FEMTO_ERR_ILLEGAL_MEMORY);
    CHECK(info.last_slot == 1);
}

TEST_CASE("a container that was unloaded is not taken for the next one in its place", "[riot]") {
    stage on;
    const packed image{forty_two};
    const auto old = on.load(image);
    REQUIRE(femto_unload(old) == 0);
    const auto fresh = on.load(image);
    CHECK(fresh != old);
    CHECK(femto_run(old, nullptr, 0, nullptr) == FEMTO_ERR_NO_SUCH_CONTAINER);
    CHECK(femto_unload(old) == FEMTO_ERR_NO_SUCH_CONTAINER);
    CHECK(femto_run(fresh, nullptr, 0, nullptr) == 0);
}

TEST_CASE("containers are gone through in the order of their places", "[riot]") {
    stage on;
    const packed image{forty_two};
    const auto a = on.load(image, "a");
    const auto b = on.load(image, "b");
    const auto c = on.load(image, "c");
    REQUIRE(femto_unload(b) == 0);
    CHECK(femto_next(-1) == a);
    CHECK(femto_next(a) == c);
    CHECK(femto_next(c) == FEMTO_ERR_NO_SUCH_CONTAINER);
}

TEST_CASE("a container's variables are its own, persist, and begin anew when it is loaded again",
          "[riot]") {
    stage on;
    static constexpr std::array<std::uint8_t, 8> ten{10};
    constexpr const auto& text = assembled<R"(
        r1 = data + 0 ll
        r0 = *(u64 *)(r1 + 0)
        r2 = r0
        r2 += 1
        *(u64 *)(r1 + 0) = r2
        exit
    )">;
    const packed image{sections{.text = text, .data = ten}};
    std::uint64_t room[2] = {99, 99};
    femto_image_t from = image.named("it");
    CHECK(femto_load(&from, nullptr) < 0);
    from.data = room;
    from.data_size = sizeof room;
    for (int i = 0; i < 2; ++i) {
        const auto it = femto_load(&from, nullptr);
        REQUIRE(it >= 0);
        std::int64_t r0 = 0;
        CHECK((femto_run(it, nullptr, 0, &r0) == 0 && r0 == 10));
        CHECK((femto_run(it, nullptr, 0, &r0) == 0 && r0 == 11));
        REQUIRE(femto_unload(it) == 0);
    }
    CHECK(room[1] == 99);
}

TEST_CASE("an attached container is replaced, and the place on its hook kept", "[riot]") {
    stage on;
    const packed old_image{forty_two};
    const packed fresh_image{count_up};
    const auto old = on.attach(old_image, thread_hook());
    const femto_image_t same_name = fresh_image.named("it");
    const auto fresh = femto_replace(old, &same_name, nullptr);
    REQUIRE(fresh >= 0);
    CHECK(femto_unload(old) == FEMTO_ERR_NO_SUCH_CONTAINER);
    CHECK(femto_find("it") == fresh);
    std::uint8_t context = 7;
    femto_fired_t fired{};
    CHECK(femto_hook_fire(thread_hook(), &context, 1, &fired) == 1);
    CHECK(fired.value == 7);
}

TEST_CASE("a replacement that is refused leaves the old one at work", "[riot]") {
    stage on;
    const packed old_image{forty_two};
    const auto old = on.attach(old_image, thread_hook());
    const femto_image_t bad{"bad", "no image at all", 15, nullptr, 0, 0};
    CHECK(femto_replace(old, &bad, nullptr) < 0);
    femto_fired_t fired{};
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, &fired) == 1);
    CHECK(fired.value == 42);
}

TEST_CASE("what the containers share in their store is read and written", "[riot]") {
    stage on;
    std::uint32_t value = 0;
    CHECK(femto_store_get(0xABC, &value) == FEMTO_ERR_NO_SUCH_KEY);
    CHECK(femto_store_set(0xABC, 5) == 0);
    const packed image{assembled<R"(
        r1 = 0xABC
        r2 = 9
        call 0x11
        exit
    )">};
    CHECK(femto_run(on.load(image), nullptr, 0, nullptr) == 0);
    CHECK(femto_store_get(0xABC, &value) == 0);
    CHECK(value == 9);
    CHECK(femto_store_set(0xABD, 8) == 0);
    std::uint32_t key = 0;
    CHECK(femto_store_entry(0, &key, &value) == 0);
    CHECK(key == 0xABC);
    CHECK(femto_store_entry(1, &key, &value) == 0);
    CHECK(key == 0xABD);
    CHECK(value == 8);
    CHECK(femto_store_entry(2, &key, &value) == FEMTO_ERR_NO_SUCH_KEY);
    CHECK(femto_store_erase(0xABC) == 0);
    CHECK(femto_store_erase(0xABC) == FEMTO_ERR_NO_SUCH_KEY);
    CHECK(femto_store_get(0xABC, &value) == FEMTO_ERR_NO_SUCH_KEY);
}

} // namespace
} // namespace fc::test
