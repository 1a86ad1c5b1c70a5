// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Requests that containers answer.
#include "stage.hpp"

#include <vector>

namespace fc::test {
namespace {

using message = std::vector<std::uint8_t>;

/// GET, confirmable, message id 0x1234, token AB.
const message get{0x41, 0x01, 0x12, 0x34, 0xAB};

message answer_to(const message& request, femto_hook_t hook = FEMTO_HOOK_COAP,
                  std::size_t room = 64) {
    message out(room);
    out.resize(femto_vm_answer(hook, request.data(), request.size(), out.data(), out.size()));
    return out;
}

/// 2.05 without options, with the payload "hi".
constexpr const auto& says_hi = assembled<R"(
    r6 = r1
    r2 = 69
    call 0x40
    r1 = r6
    r2 = 1
    call 0x41
    r7 = r0
    r1 = r6
    call 0x43
    *(u8 *)(r0 + 0) = 104
    *(u8 *)(r0 + 1) = 105
    r0 = r7
    r0 += 2
    exit
)">;
const message hi{0x61, 0x45, 0x12, 0x34, 0xAB, 0xFF, 'h', 'i'};

TEST_CASE("the container of a resource answers its request", "[riot coap]") {
    stage on;
    const packed image{says_hi};
    on.attach(image, FEMTO_HOOK_COAP);
    CHECK(answer_to(get) == hi);
    CHECK(answer_to(get) == hi);
}

TEST_CASE("a resource can have a hook of the application's own", "[riot coap]") {
    stage on;
    const packed image{says_hi};
    on.attach(image, thread_hook());
    CHECK(answer_to(get, thread_hook()) == hi);
    CHECK(answer_to(get, FEMTO_HOOK_COAP)[1] == 0x84);
}

TEST_CASE("without a container a resource is not found", "[riot coap]") {
    stage on;
    CHECK(answer_to(get) == message{0x61, 0x84, 0x12, 0x34, 0xAB});
}

TEST_CASE("a container that faults or makes no response is an internal error", "[riot coap]") {
    const packed faults{wild};
    const packed claims{assembled<"r0 = 1000\nexit">};
    const packed loops{for_ever};
    for (const packed* const each : {&faults, &claims, &loops}) {
        stage on;
        on.attach(*each, FEMTO_HOOK_COAP);
        CHECK(answer_to(get) == message{0x61, 0xA0, 0x12, 0x34, 0xAB});
    }
}

TEST_CASE("what is no request, or has no room, has no answer", "[riot coap]") {
    stage on;
    const packed image{says_hi};
    on.attach(image, FEMTO_HOOK_COAP);
    for (const message& bad :
         {message{}, message{0x41, 0x01, 0x12}, message{0x4F, 0x01, 0x12, 0x34},
          message{0x41, 0x45, 0x12, 0x34, 0xAB}, message(CONFIG_FEMTO_RIOT_COAP_PDU_BYTES + 1)}) {
        CHECK(answer_to(bad).empty());
    }
    CHECK(answer_to(get, FEMTO_HOOK_COAP, hi.size()) == hi);
    CHECK(answer_to(get, FEMTO_HOOK_COAP, hi.size() - 1).empty());
    for (const femto_hook_t none :
         {FEMTO_HOOK_SCHED, FEMTO_HOOK_TIMER, isr_hook(), FEMTO_HOOK_NONE}) {
        CHECK(answer_to(get, none).empty());
    }
}

} // namespace
} // namespace fc::test
