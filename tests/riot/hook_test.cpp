// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Hooks, those of the launchpads and the application's own.
#include "stage.hpp"

#include <femto/port/launchpads.hpp>

#include <cstring>

namespace fc::test {
namespace {

TEST_CASE("hooks are found by their names", "[riot hooks]") {
    stage on;
    CHECK(femto_hook_find("sched") == FEMTO_HOOK_SCHED);
    CHECK(femto_hook_find("timer") == FEMTO_HOOK_TIMER);
    CHECK(femto_hook_find("coap") == FEMTO_HOOK_COAP);
    const femto_hook_t pressed = thread_hook(); // made when it is first asked for
    CHECK(femto_hook_find("pressed") == pressed);
    CHECK(femto_hook_find("none") == FEMTO_ERR_NO_SUCH_HOOK);
    CHECK(std::strcmp(femto_hook_name(FEMTO_HOOK_TIMER), "timer") == 0);
    CHECK(femto_hook_name(FEMTO_HOOK_NONE) == nullptr);
    CHECK(femto_hook_name(100) == nullptr);
}

TEST_CASE("a hook without containers gives its default result", "[riot hooks]") {
    stage on;
    femto_fired_t fired{};
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, &fired) == 0);
    CHECK(fired.value == -7);
    CHECK(fired.error == 0);
}

TEST_CASE("containers of a hook run in their order, each on what the one before left",
          "[riot hooks]") {
    stage on;
    const packed image{count_up};
    on.attach(image, thread_hook(), "a");
    const auto b = on.attach(image, thread_hook(), "b");
    CHECK(on.info(b).state == FEMTO_STATE_ATTACHED);
    CHECK(on.info(b).hook == thread_hook());
    std::uint8_t context = 1;
    femto_fired_t fired{};
    CHECK(femto_hook_fire(thread_hook(), &context, 1, &fired) == 2);
    CHECK(fired.value == 2);
    CHECK(context == 3);
    CHECK(femto_detach(b) == 0);
    CHECK(femto_detach(b) == FEMTO_ERR_WRONG_STATE);
    CHECK(femto_hook_fire(thread_hook(), &context, 1, nullptr) == 1);
}

TEST_CASE("one that fails stops nobody else", "[riot hooks]") {
    stage on;
    const packed bad{wild};
    const packed good{forty_two};
    on.attach(bad, thread_hook(), "bad");
    on.attach(good, thread_hook(), "good");
    femto_fired_t fired{};
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, &fired) == 1);
    CHECK(fired.value == 42);
    CHECK(fired.error == FEMTO_ERR_ILLEGAL_MEMORY);
}

TEST_CASE("the thread counter runs within the scheduler, with interrupts masked for no longer",
          "[riot hooks]") {
    stage on;
    // Counts how often each thread was switched to.
    const packed image{assembled<R"(
        r6 = *(u64 *)(r1 + 8)
        r1 = r6
        r2 = r10
        r2 += -4
        call 0x13
        r2 = *(u32 *)(r10 - 4)
        r2 += 1
        r1 = r6
        call 0x11
        exit
    )">};
    const auto it = on.attach(image, FEMTO_HOOK_SCHED);
    CHECK(on.info(it).budget == CONFIG_FEMTO_RIOT_SCHED_BUDGET);
    host().is_in_isr = true;
    femto_vm_switched(1, 2);
    femto_vm_switched(2, 3);
    femto_vm_switched(3, 2);
    host().is_in_isr = false;
    std::uint32_t times = 0;
    REQUIRE(femto_store_get(2, &times) == 0);
    CHECK(times == 2);
    CHECK(on.info(it).runs == 3);
    CHECK(host().masked == 0);
}

TEST_CASE("a runaway container within the scheduler is stopped soon", "[riot hooks]") {
    stage on;
    const packed image{for_ever};
    const auto it = on.attach(image, FEMTO_HOOK_SCHED);
    femto_vm_switched(1, 2);
    CHECK(on.info(it).instructions <= CONFIG_FEMTO_RIOT_SCHED_BUDGET + 1);
    CHECK(on.info(it).last_fault == FEMTO_ERR_BUDGET_EXHAUSTED);
}

TEST_CASE("what a container may not call within the scheduler, it is not attached with",
          "[riot hooks]") {
    stage on;
    const packed image{assembled<R"(
        r1 = 1
        call 0x03
        exit
    )">};
    std::uint32_t at = 0;
    CHECK(femto_attach(on.load(image), FEMTO_HOOK_SCHED, &at) == FEMTO_ERR_HELPER_NOT_FOR_ISR);
    CHECK(at == 0x03);
}

TEST_CASE("a container that was built for another context is refused", "[riot hooks]") {
    stage on;
    static constexpr auto& tick = layout_of<port::tick>;
    image::extras more;
    more.notes.fingerprint = image::fingerprint{std::span{tick}};
    const packed image{sections{.text = forty_two}, more};
    const auto it = on.load(image);
    CHECK(femto_attach(it, FEMTO_HOOK_SCHED, nullptr) == FEMTO_ERR_LAYOUT);
    CHECK(femto_attach(it, FEMTO_HOOK_TIMER, nullptr) == 0);
}

TEST_CASE("a hook of the application's own can say how its context is laid out", "[riot hooks]") {
    stage on;
    static constexpr std::array<std::uint32_t, 3> ours{0, 111, 222};
    static constexpr std::array<std::uint32_t, 3> theirs{0, 111, 333};
    static const femto_hook_t hook = [] {
        auto params = about("laid out");
        params.layout = ours.data();
        params.layout_numof = ours.size();
        return femto_hook_add(&params);
    }();
    for (const auto& built_for : {ours, theirs}) {
        image::extras more;
        more.notes.fingerprint = image::fingerprint{std::span{built_for}};
        const packed image{sections{.text = forty_two}, more};
        std::uint32_t at = 0;
        const int attached = femto_attach(on.load(image), hook, &at);
        CHECK(attached == (built_for == ours ? 0 : FEMTO_ERR_LAYOUT));
        CHECK(at == (built_for == ours ? 0U : 2U)); // the second field
        stage::unload_all();
    }
}

TEST_CASE("containers of the timer are told of its ticks", "[riot hooks]") {
    stage on;
    const packed image{assembled<R"(
        r2 = *(u32 *)(r1 + 8)
        r3 = *(u32 *)(r1 + 12)
        r2 *= 100
        r2 += r3
        r1 = 1
        call 0x11
        exit
    )">};
    on.attach(image, FEMTO_HOOK_TIMER);
    femto_vm_tick(5000, 1000, 4, 2);
    std::uint32_t value = 0;
    REQUIRE(femto_store_get(1, &value) == 0);
    CHECK(value == 402);
}

TEST_CASE("a context can be for reading only", "[riot hooks]") {
    stage on;
    const packed image{count_up};
    on.attach(image, isr_hook());
    std::uint8_t context = 1;
    femto_fired_t fired{};
    CHECK(femto_hook_fire(isr_hook(), &context, 1, &fired) == 0);
    CHECK(fired.error == FEMTO_ERR_ILLEGAL_MEMORY);
    CHECK(context == 1);
}

} // namespace
} // namespace fc::test
