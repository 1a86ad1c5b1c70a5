// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/compat_station.hpp"

namespace fc::test {
namespace {

TEST_CASE("r0 is told in hundredths where the demonstration does", "[compat]") {
    struct row {
        const char* program;
        const char* text;
    };
    const row rows[] = {
        {"r0 = 2345\nexit", "23.45"}, {"r0 = 0\nexit", "0.00"},
        {"r0 = 5\nexit", "0.05"},     {"r0 = -5\nexit", "-0.05"},
        {"r0 = -150\nexit", "-1.50"}, {"r0 = 0x8000000000000000 ll\nexit", "-92233720368547758.08"},
    };
    for (const row& each : rows) {
        for (const std::uint8_t slot : {std::uint8_t{0}, std::uint8_t{2}}) {
            compat_station<> device;
            device.install(image_of(text_from(each.program)), slot);
            const auto answer = device.post("bpf/exec/0", "", ann_herself);
            CAPTURE(each.program);
            CHECK(answer.code == (slot == 0 ? code::changed : code::not_found));
            if (slot == 0) {
                CHECK(answer.text() == each.text);
                CHECK(answer.content_format == resource::format::text);
            }
        }
    }
}

/// The first byte of the request's payload, out of the packet of the context.
constexpr const auto& reads_payload = assembled<"r1 = *(u64 *)(r1 + 0)\n"
                                                "r1 = *(u64 *)(r1 + 32)\n"
                                                "r0 = *(u8 *)(r1 + 0)\n"
                                                "exit">;

TEST_CASE("the demonstration's containers are shown the request", "[compat]") {
    compat_station<> device;
    device.install(image_of(reads_payload));
    CHECK(device.post("bpf/exec/0", "A", ann_herself).text() == "0.65");
    CHECK(device.post("bpf/exec/0", std::string(200, 'A'), ann_herself).code == code::bad_request);
}

TEST_CASE("without a responder they run on no context", "[compat]") {
    managed_station<compat_config> device;
    compatible<decltype(device.manage), compat::femto_containers, compat::gcoap_bpf> both{
        device.manage, device.board};
    REQUIRE(device.push(for_tick(image_returning(150)).envelope(ann)).code == code::changed);
    CHECK(ask_of(both, {method::post, "bpf/exec/0"}, ann_herself).text() == "1.50");
    CHECK(ask_of(both, {method::get, "bpf/handle"}, ann_herself).code == code::not_implemented);
}

TEST_CASE("a signed envelope is submitted in blocks, and nothing else is", "[compat]") {
    struct row {
        const char* symptom;
        byte_string bytes;
        code last;
    };
    shipment it = for_tick(image_returning(3));
    byte_string damaged = it.envelope(ann);
    damaged[damaged.size() / 2] ^= 1;
    const std::vector<row> rows{
        {"signed", it.envelope(ann), code::changed},
        {"signed by nobody who is known", it.envelope(stranger), code::unauthorized},
        {"changed on its way", damaged, code::unprocessable},
        {"an image without a signature", image_returning(3), code::bad_request},
        {"instructions", byte_string{text_from("r0 = 3\nexit")}, code::bad_request},
    };
    for (const row& each : rows) {
        compat_station<> device;
        CAPTURE(each.symptom);
        const auto last = send_to(device, each.bytes, plain, 64, "bpf/submit");
        CHECK(code_name(last.code) == code_name(each.last));
        CHECK(device.its_updates.record(0).has_image() == (each.last == code::changed));
    }
}

/// As counter_fetch_gcoap has it: 2.05 and what is stored under 0x50, which is a digit.
constexpr const auto& tells_counter = assembled<"r6 = r1\n"
                                                "r1 = 0x50\n"
                                                "r2 = r10\n"
                                                "r2 += -8\n"
                                                "call 0x13\n"
                                                "r1 = r6\n"
                                                "r2 = 69\n"
                                                "call 0x40\n"
                                                "r1 = r6\n"
                                                "r2 = 0\n"
                                                "call 0x42\n"
                                                "r1 = r6\n"
                                                "r2 = 1\n"
                                                "call 0x41\n"
                                                "r7 = r0\n"
                                                "r1 = r6\n"
                                                "call 0x43\n"
                                                "r1 = *(u32 *)(r10 - 8)\n"
                                                "r1 += 48\n"
                                                "*(u8 *)(r0 + 0) = r1\n"
                                                "r0 = r7\n"
                                                "r0 += 1\n"
                                                "exit">;

TEST_CASE("the container of the older path writes the response, and its counter is read",
          "[compat]") {
    compat_station<> device;
    CHECK(device.get("bpf/state", plain).text() == "empty");
    CHECK(device.get("bpf/counter", plain).text() == "0");
    device.install(image_of(text_from("r1 = 0x50\nr2 = 7\ncall 0x11\nr0 = 0\nexit")), 2);
    REQUIRE(device.its_updates.run(2));
    CHECK(device.get("bpf/counter", plain).text() == "7");
    device.install(image_of(tells_counter));
    CHECK(device.get("bpf/state", plain).text() == "loaded");
    const auto answer = device.get("bpf/handle", ann_herself);
    CHECK(answer.code == code::content);
    CHECK(answer.text() == "7");
    CHECK(answer.content_format == resource::format::text);
    CHECK(answer.max_age_s == 0);
}

TEST_CASE("a board is called what the firmware calls it", "[compat]") {
    compat_station<> device;
    CHECK(device.get("riot/board", plain).text() == "test bench");
}

TEST_CASE("what an administrator writes to the console is text", "[compat]") {
    struct row {
        std::string text;
        code answer;
    };
    const std::vector<row> rows{{"hello\n", code::changed},
                                {"", code::changed},
                                {"\xc3\xa4\t", code::changed},
                                {std::string(110, 'x'), code::changed},
                                {std::string(111, 'x'), code::too_large},
                                {"\x1b[2J", code::bad_request},
                                {"a\x7f", code::bad_request},
                                {std::string(1, '\0'), code::bad_request}};
    for (const row& each : rows) {
        compat_station<> device;
        const auto answer = device.post("console/write", each.text);
        CAPTURE(each.text);
        CHECK(code_name(answer.code) == code_name(each.answer));
        CHECK(device.board.console == (each.answer == code::changed ? each.text : ""));
        if (each.answer == code::changed) {
            CHECK(answer.text() == "Success");
        }
    }
}

TEST_CASE("a request of the originals' tools has the form that it has there", "[compat]") {
    struct row {
        asking what;
        code answer;
    };
    const std::vector<row> rows{
        {{.how = method::post,
          .path = "short-execution",
          .payload = bytes_from("0020"),
          .content_format = resource::format::cbor},
         code::unsupported_format},
        {{.how = method::post,
          .path = "short-execution",
          .payload = bytes_from("0020"),
          .accept = resource::format::cbor},
         code::not_acceptable},
        {{.how = method::post,
          .path = "short-execution",
          .payload = bytes_from("0020"),
          .block1 = {1, 16, false}},
         code::too_large},
        {{.path = "bpf/state", .payload = bytes_from("x")}, code::bad_request},
        {{.path = "bpf/state", .query = {"a", "b", "c", "d", "e"}}, code::bad_option},
    };
    for (const row& each : rows) {
        compat_station<> device;
        device.install(image_returning(1));
        CAPTURE(each.what.path, each.what.content_format);
        CHECK(code_name(device.ask(each.what, ann_herself).code) == code_name(each.answer));
    }
}

} // namespace
} // namespace fc::test
