// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "desk.hpp"

#include <femto/port/coap_resource.hpp>

#include <vector>

namespace fc::test {
namespace {

using bytes = std::vector<std::uint8_t>;

bytes copy_of(std::span<const std::uint8_t> of) { return {of.begin(), of.end()}; }

/// GET, confirmable, message id 0x1234, token AB.
const bytes get{0x41, 0x01, 0x12, 0x34, 0xAB};

/// 2.05 without options, with the payload "hi".
constexpr const auto& answers_hi = assembled<"r6 = r1\n"
                                             "r2 = 69\n"
                                             "call 0x40\n"
                                             "r1 = r6\n"
                                             "r2 = 1\n"
                                             "call 0x41\n"
                                             "r7 = r0\n"
                                             "r1 = r6\n"
                                             "call 0x43\n"
                                             "*(u8 *)(r0 + 0) = 104\n"
                                             "*(u8 *)(r0 + 1) = 105\n"
                                             "r0 = r7\n"
                                             "r0 += 2\n"
                                             "exit">;
constexpr const auto& answers_nothing = assembled<"r0 = 0\nexit">;
constexpr const auto& claims_much = assembled<"r0 = 100\nexit">;
constexpr const auto& faults = assembled<"r0 = *(u8 *)(r1 - 1)\nexit">;

TEST_CASE("containers answer a request", "[coap]") {
    desk_stage on;
    port::coap_resource<desk_device> resource{on.engine};
    on.attach(answers_hi, resource.hook());
    for (int i = 0; i < 2; ++i) {
        const auto answer = resource.handle(get);
        CHECK(answer.error == errc::ok);
        CHECK(copy_of(answer.message) == bytes{0x61, 0x45, 0x12, 0x34, 0xAB, 0xFF, 'h', 'i'});
    }
}

/// 4.03 without options and payload.
constexpr const auto& forbids = assembled<"r6 = r1\n"
                                          "r2 = 131\n"
                                          "call 0x40\n"
                                          "r1 = r6\n"
                                          "r2 = 0\n"
                                          "call 0x41\n"
                                          "exit">;

TEST_CASE("what one tenant's container answered, another's cannot spoil", "[coap]") {
    for (const std::span<const std::uint8_t> text :
         {std::span<const std::uint8_t>{answers_nothing},
          std::span<const std::uint8_t>{claims_much}, std::span<const std::uint8_t>{faults},
          std::span<const std::uint8_t>{forbids}}) {
        desk_stage on;
        port::coap_resource<desk_device> resource{on.engine};
        on.attach(answers_hi, resource.hook());
        on.tenant = *on.engine.add_tenant(
            {.helpers = desk_stage::helpers::all(), .hooks = hook_set::all()});
        on.attach(text, resource.hook());
        CHECK(copy_of(resource.handle(get).message) ==
              bytes{0x61, 0x45, 0x12, 0x34, 0xAB, 0xFF, 'h', 'i'});
    }
}

TEST_CASE("containers answer together where the firmware says so", "[coap]") {
    desk_stage on;
    port::coap_resource<desk_device> resource{on.engine, {.name = "shared"}};
    on.attach(answers_hi, resource.hook());
    on.attach(forbids, resource.hook());
    CHECK(copy_of(resource.handle(get).message) == bytes{0x61, 0x83, 0x12, 0x34, 0xAB});
}

TEST_CASE("a resource without containers is not found", "[coap]") {
    desk_stage on;
    port::coap_resource<desk_device> resource{on.engine};
    CHECK(copy_of(resource.handle(get).message) == bytes{0x61, 0x84, 0x12, 0x34, 0xAB});
}

TEST_CASE("containers that make no response are an internal error", "[coap]") {
    for (const std::span<const std::uint8_t> text :
         {std::span<const std::uint8_t>{answers_nothing},
          std::span<const std::uint8_t>{claims_much}, std::span<const std::uint8_t>{faults}}) {
        desk_stage on;
        port::coap_resource<desk_device> resource{on.engine};
        on.attach(text, resource.hook());
        CHECK(copy_of(resource.handle(get).message) == bytes{0x61, 0xA0, 0x12, 0x34, 0xAB});
    }
}

TEST_CASE("what is no request, or is too long, has no response, and a ping is reset", "[coap]") {
    desk_stage on;
    port::coap_resource<desk_device, 16> resource{on.engine};
    const container_id it = on.attach(answers_hi, resource.hook());
    bytes too_long(17, 0x40);
    too_long[1] = 1;
    for (const bytes& message : {bytes{}, bytes{0x61, 0x45, 0x12, 0x34, 0xAB}, too_long,
                                 bytes{0x51, 0x45, 0x12, 0x34, 0xAB}}) {
        const auto answer = resource.handle(message);
        CHECK(answer.error != errc::ok);
        CHECK(answer.message.empty());
    }
    const auto ping = resource.handle(bytes{0x40, 0x00, 0x12, 0x34});
    CHECK(ping.error == errc::bad_structure);
    CHECK(copy_of(ping.message) == bytes{0x70, 0x00, 0x12, 0x34});
    CHECK(on.engine.info(it)->done.runs == 0);
}

TEST_CASE("a container does not see what an earlier request held", "[coap]") {
    desk_stage on;
    port::coap_resource<desk_device, 32> resource{on.engine};
    // The last byte of the buffer, behind the fields, the packet and 31 bytes.
    on.attach(assembled<"r0 = *(u8 *)(r1 + 95)\nexit">, resource.hook());
    bytes longest(32, 0x77);
    for (std::size_t i = 0; i < get.size(); ++i) {
        longest[i] = get[i];
    }
    longest[get.size()] = 0xFF; // the rest is payload
    CHECK(resource.handle(longest).fired.value == 0x77);
    CHECK(resource.handle(get).fired.value == 0);
}

} // namespace
} // namespace fc::test
