// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The module without its pseudomodules, but the one that leaves code out: what is not there is refused, and not forgotten. And how
// it begins, which there is but once in a process.
#include "stage.hpp"

namespace fc::test {
namespace {

TEST_CASE("what is compiled in is loaded when it begins, and what is refused is told",
          "[riot alone]") {
    const packed good{forty_two};
    host().builtins = {{good.named("good"), FEMTO_HOOK_NONE},
                       {{"bad", "no image at all", 15, nullptr, 0, 0}, FEMTO_HOOK_NONE},
                       {good.named("nowhere"), FEMTO_HOOK_TIMER}};
    CHECK(femto_init() == FEMTO_ERR_NO_SUCH_HOOK);
    CHECK(femto_init() == 0);
    CHECK(femto_find("good") >= 0);
    CHECK(femto_find("bad") < 0);
    REQUIRE(host().refusals.size() == 2);
    CHECK(host().refusals[0].name == "bad");
    CHECK(host().refusals[1].name == "nowhere");
    CHECK(host().refusals[1].error == FEMTO_ERR_NO_SUCH_HOOK);
    CHECK(femto_load_builtin("good", nullptr) == FEMTO_ERR_NAME);
    REQUIRE(femto_unload(femto_find("good")) == 0);
    CHECK(femto_load_builtin("good", nullptr) >= 0);
    CHECK(femto_load_builtin("none", nullptr) == FEMTO_ERR_NO_SUCH_CONTAINER);
    CHECK(std::string{femto_builtin(1)} == "bad");
    CHECK(femto_builtin(3) == nullptr);
    stage::unload_all();
}

TEST_CASE("hooks of launchpads that are not in the firmware are not there", "[riot alone]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image);
    for (const femto_hook_t each : {FEMTO_HOOK_SCHED, FEMTO_HOOK_TIMER, FEMTO_HOOK_COAP}) {
        CHECK(femto_attach(it, each, nullptr) == FEMTO_ERR_NO_SUCH_HOOK);
        CHECK(femto_hook_name(each) == nullptr);
    }
    femto_vm_switched(1, 2);
    femto_vm_tick(1, 2, 3, 4);
    std::uint8_t out[16];
    CHECK(femto_vm_answer(FEMTO_HOOK_COAP, out, 0, out, sizeof out) == 0);
    auto of_interrupts = about("edge");
    of_interrupts.from_isr = true;
    CHECK(femto_hook_add(&of_interrupts) == FEMTO_ERR_HOOKS_FULL);
    CHECK(on.info(it).runs == 0);
}

TEST_CASE("a limit per second is refused where nobody knows the time", "[riot alone]") {
    stage on;
    femto_rights_t rights{};
    rights.window_slots = 5;
    CHECK(femto_tenant_add(&rights) == FEMTO_ERR_BUDGET_NOT_GRANTED);
}

TEST_CASE("helpers that need a module are not there without it", "[riot alone]") {
    stage on;
    for (const packed& each :
         {packed{assembled<"call 0x20\nexit">}, packed{assembled<"r1 = 0\ncall 0x30\nexit">},
          packed{assembled<"r1 = 0\nr2 = 0\ncall 0x71\nexit">},
          packed{assembled<"r1 = 0\ncall 0x03\nexit">}}) {
        const femto_image_t from = each.named("it");
        CHECK(femto_load(&from, nullptr) == FEMTO_ERR_HELPER_NOT_OFFERED);
    }
    CHECK(std::string{femto_error_text(FEMTO_ERR_ARGUMENT)}.empty());
}

} // namespace
} // namespace fc::test
