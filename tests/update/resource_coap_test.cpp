// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/port/coap_responder.hpp>

namespace fc::test {
namespace {

struct coap_board : station_board {
    using request = abi::coap_response;
};
struct coap_config : update_defaults<coap_board, flash, crypto::libsodium>, management_defaults {
    static constexpr std::size_t slots = 2;
    static constexpr std::size_t image_bytes = 1024;
    static constexpr std::size_t tenants = 4;
    using helpers = abi::helpers<coap_board>;
};
using station_type =
    managed_station<coap_config, resource::log_ring<64>, port::coap_responder<coap_config, 64>>;

/// 2.05, Content-Format 50, the first byte of the request's payload and "hi".
constexpr const auto& answers_hi = assembled<"r6 = r1\n"
                                             "r1 = *(u64 *)(r6 + 0)\n"
                                             "r1 = *(u64 *)(r1 + 32)\n"
                                             "r8 = *(u8 *)(r1 + 0)\n"
                                             "r1 = r6\n"
                                             "r2 = 69\n"
                                             "call 0x40\n"
                                             "r1 = r6\n"
                                             "r2 = 50\n"
                                             "call 0x42\n"
                                             "r1 = r6\n"
                                             "r2 = 1\n"
                                             "call 0x41\n"
                                             "r7 = r0\n"
                                             "r1 = r6\n"
                                             "call 0x43\n"
                                             "*(u8 *)(r0 + 0) = r8\n"
                                             "*(u8 *)(r0 + 1) = 104\n"
                                             "*(u8 *)(r0 + 2) = 105\n"
                                             "r0 = r7\n"
                                             "r0 += 3\n"
                                             "exit">;
/// 4.03 without options and payload.
constexpr const auto& forbids = assembled<"r6 = r1\n"
                                          "r2 = 131\n"
                                          "call 0x40\n"
                                          "r1 = r6\n"
                                          "r2 = 0\n"
                                          "call 0x41\n"
                                          "exit">;
constexpr const auto& answers_nothing = assembled<"r0 = 0\nexit">;
constexpr const auto& claims_much = assembled<"r0 = 100\nexit">;
constexpr const auto& faults = assembled<"r0 = *(u8 *)(r1 - 1)\nexit">;

answered ask_container(station_type& device, std::span<const std::uint8_t> text,
                       byte_string payload = {'>'}) {
    shipment it;
    it.image = image_of(text);
    REQUIRE(device.push(it.envelope(ann)).code == code::changed);
    return device.ask({.how = method::post,
                       .path = "femto/slots/0/exec",
                       .payload = std::move(payload),
                       .query = {"coap"},
                       .content_format = resource::format::text},
                      ann_herself);
}

TEST_CASE("a container that is executed writes the response", "[resource]") {
    station_type device;
    const auto answer = ask_container(device, answers_hi);
    CHECK(answer.code == code::content);
    CHECK(answer.content_format == resource::format::json);
    CHECK(answer.text() == ">hi");
}

TEST_CASE("a container may refuse a request, and one that writes nothing is an error of its own",
          "[resource]") {
    struct row {
        std::span<const std::uint8_t> text;
        code answer;
        std::string_view says;
    };
    const row rows[] = {
        {forbids, code::forbidden, ""},
        {answers_nothing, code::internal_error, "no_response: the container wrote no response"},
        {claims_much, code::internal_error, "no_response: the container wrote no response"},
        {faults, code::internal_error, "illegal_memory: "}};
    for (const row& each : rows) {
        station_type device;
        const auto answer = ask_container(device, each.text);
        CHECK(code_name(answer.code) == code_name(each.answer));
        CHECK(answer.text().starts_with(each.says));
    }
}

TEST_CASE("a request that is longer than what a container is shown of it is refused",
          "[resource]") {
    station_type device;
    for (const std::size_t size : {56U, 57U, 300U}) {
        const auto answer = ask_container(device, answers_hi, byte_string(size, 1));
        CAPTURE(size);
        CHECK(code_name(answer.code) == code_name(size == 56 ? code::content : code::too_large));
        CHECK(answer.size1 == (size == 56 ? 0U : 56U));
    }
}

} // namespace
} // namespace fc::test
