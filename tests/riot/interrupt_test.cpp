// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What interrupts may do, and what they are refused.
#include "stage.hpp"

namespace fc::test {
namespace {

TEST_CASE("a hook of interrupts is fired from one, and masks the others meanwhile",
          "[riot interrupts]") {
    stage on;
    const packed image{forty_two};
    on.attach(image, isr_hook());
    host().is_in_isr = true;
    femto_fired_t fired{};
    CHECK(femto_hook_fire(isr_hook(), nullptr, 0, &fired) == 1);
    CHECK(fired.value == 42);
    CHECK(host().most_masked >= 1);
    host().is_in_isr = false;
    CHECK(femto_hook_fire(isr_hook(), nullptr, 0, &fired) == 1);
}

TEST_CASE("an interrupt that fires a hook of threads is refused", "[riot interrupts]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.attach(image, thread_hook());
    host().is_in_isr = true;
    CHECK(femto_hook_fire(thread_hook(), nullptr, 0, nullptr) == FEMTO_ERR_IN_ISR);
    host().is_in_isr = false;
    CHECK(on.info(it).runs == 0);
}

TEST_CASE("who fires a hook in vain is not told of the event before", "[riot interrupts]") {
    stage on;
    const packed image{forty_two};
    on.attach(image, thread_hook());
    for (const bool is_in_isr : {true, false}) {
        femto_fired_t fired{};
        REQUIRE(femto_hook_fire(thread_hook(), nullptr, 0, &fired) == 1);
        REQUIRE(fired.value == 42);
        host().is_in_isr = is_in_isr;
        const int error =
            femto_hook_fire(is_in_isr ? thread_hook() : FEMTO_HOOK_NONE, nullptr, 0, &fired);
        host().is_in_isr = false;
        CHECK(error == (is_in_isr ? FEMTO_ERR_IN_ISR : FEMTO_ERR_NO_SUCH_HOOK));
        CHECK(fired.error == error);
        CHECK(fired.value == 0);
        CHECK(fired.ran == 0);
    }
}

TEST_CASE("an interrupt can do nothing else", "[riot interrupts]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image);
    const femto_image_t from = image.named("other");
    const femto_rights_t rights{};
    const auto params = about("another");
    femto_image_t described{};
    femto_info_t info{};
    femto_fault_t fault{};
    std::uint32_t value = 0;
    unsigned busy = 0;
    host().is_in_isr = true;
    CHECK(femto_init() == FEMTO_ERR_IN_ISR);
    CHECK(femto_tenant_add(&rights) == FEMTO_ERR_IN_ISR);
    CHECK(femto_hook_add(&params) == FEMTO_ERR_IN_ISR);
    CHECK(femto_hook_find("sched") == FEMTO_ERR_IN_ISR);
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_IN_ISR);
    CHECK(femto_load_builtin("it", nullptr) == FEMTO_ERR_IN_ISR);
    CHECK(femto_unload(it) == FEMTO_ERR_IN_ISR);
    CHECK(femto_attach(it, thread_hook(), nullptr) == FEMTO_ERR_IN_ISR);
    CHECK(femto_detach(it) == FEMTO_ERR_IN_ISR);
    CHECK(femto_replace(it, &from, nullptr) == FEMTO_ERR_IN_ISR);
    CHECK(femto_run(it, nullptr, 0, nullptr) == FEMTO_ERR_IN_ISR);
    CHECK(femto_start(it, nullptr, 0) == FEMTO_ERR_IN_ISR);
    CHECK(femto_stop(it) == FEMTO_ERR_IN_ISR);
    CHECK(femto_poll(1, &busy) == FEMTO_ERR_IN_ISR);
    CHECK(femto_release(it) == FEMTO_ERR_IN_ISR);
    CHECK(femto_find("it") == FEMTO_ERR_IN_ISR);
    CHECK(femto_next(-1) == FEMTO_ERR_IN_ISR);
    CHECK(femto_info(it, &info) == FEMTO_ERR_IN_ISR);
    CHECK(femto_fault(0, &fault) == FEMTO_ERR_IN_ISR);
    CHECK(femto_store_get(1, &value) == FEMTO_ERR_IN_ISR);
    CHECK(femto_store_set(1, 1) == FEMTO_ERR_IN_ISR);
    CHECK(femto_store_erase(1) == FEMTO_ERR_IN_ISR);
    CHECK(femto_store_entry(0, &value, &value) == FEMTO_ERR_IN_ISR);
    CHECK(femto_slot_write(0, 0, "", 0) == FEMTO_ERR_IN_ISR);
    CHECK(femto_slot_image(0, 8, "it", &described) == FEMTO_ERR_IN_ISR);
    host().is_in_isr = false;
    CHECK(on.info(it).state == FEMTO_STATE_LOADED);
}

} // namespace
} // namespace fc::test
