// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/compat_station.hpp"

namespace fc::test {
namespace {

byte_string image_in(image::layout of, std::span<const std::uint8_t> text,
                     std::optional<std::vector<std::uint8_t>> helpers = std::nullopt) {
    byte_string out(1024);
    image::extras more;
    if (helpers) {
        more.helpers = *helpers;
    }
    const auto size =
        image::write(of, {.text = text}, std::array<image::named_slot, 0>{}, more, out);
    REQUIRE(size);
    out.resize(*size);
    return out;
}
constexpr const auto& returns_7 = assembled<"r0 = 7\nexit">;
/// Calls bpf_now_ms.
constexpr const auto& calls_20 = assembled<"call 0x20\nr0 = 7\nexit">;
constexpr const auto& faults = assembled<"r0 = *(u8 *)(r1 - 1)\nexit">;
/// 2.05 without options or payload.
constexpr const auto& responds = assembled<"r6 = r1\n"
                                           "r2 = 69\n"
                                           "call 0x40\n"
                                           "r1 = r6\n"
                                           "r2 = 0\n"
                                           "call 0x41\n"
                                           "exit">;

TEST_CASE("the configuration word has the fields of micro-bpf where it has them", "[compat]") {
    using compat::field;
    using compat::word;
    // Slot 5, extended header, checked while it runs, list in the image, compiled anew.
    constexpr word it{static_cast<std::uint16_t>(1U | 5U << 1U | 2U << 5U | 3U << 7U | 1U << 9U |
                                                 1U << 10U | 1U << 11U)};
    STATIC_REQUIRE(it[field::target] == 1);
    STATIC_REQUIRE(it[field::slot] == 5);
    STATIC_REQUIRE(it[field::layout] == 2);
    STATIC_REQUIRE(it[field::verification] == 3);
    STATIC_REQUIRE(it[field::list_source] == 1);
    STATIC_REQUIRE(it[field::jit] == 1);
    STATIC_REQUIRE(it[field::jit_compile] == 1);
    STATIC_REQUIRE(it[field::unused] == 0);
    unsigned next = 0;
    for (const auto& row : compat::fields) { // no bit is left out, and none is in two
        CHECK(row.at == next);
        next += row.bits;
    }
    CHECK(next == 16);
}

TEST_CASE("an order that cannot be carried out is refused by what is wrong with it", "[compat]") {
    const std::vector<answer_row> rows{
        {"", code::bad_request, ", configuration"},
        {"002", code::bad_request, ", configuration"},
        {"00g0", code::bad_request, ", configuration"},
        {" 020", code::bad_request, ", configuration"},
        {"+020", code::bad_request, ", configuration"},
        {std::string{"00\0"
                     "0",
                     4},
         code::bad_request, ", configuration"},
        {"\xff\xff\xff\xff", code::bad_request, ", configuration"},
        {"00202", code::bad_request, ", helpers"},
        {"0020zz", code::bad_request, ", helpers"},
        {"0020 1", code::bad_request, ", helpers"},
        {"0020|", code::bad_request, ", helpers"},
        {"0060", code::not_implemented, ", layout"},
        {"0420", code::not_implemented, ", jit"},
        {"0c20", code::not_implemented, ", jit"},
        {"1020", code::bad_request, ", bits 12 to 15"},
        {"8020", code::bad_request, ", bits 12 to 15"},
        {"ffff", code::not_implemented, ", layout"},
        {"003e", code::not_found, ", slot"},
        {"0024", code::not_found, "slot_empty: "},
        {"0000", code::unprocessable, ", layout"}, // it has a header
        {"0040", code::unprocessable, ", layout"},
        {"0020" + std::string(107, '0'), code::too_large, "bad_request: "},
        {"0020" + std::string(106, '1'), code::changed, "{\"result\": 7}"},
        {"0020", code::changed, "{\"result\": 7}"},
        {"0021", code::changed, "{\"result\": 7}"}, // either target
        {"00A0", code::changed, "{\"result\": 7}"}, // whenever it is verified
        {"0120", code::changed, "{\"result\": 7}"},
        {"01a0", code::changed, "{\"result\": 7}"},
        {"0220", code::changed, "{\"result\": 7}"}, // whoever has the list
        {"0820", code::changed, "{\"result\": 7}"}, // there is nothing to compile
    };
    for (const answer_row& each : rows) {
        compat_station<> device;
        device.install(image_in(image::layout::fc32, returns_7));
        CAPTURE(each.payload);
        const auto answer = device.check("short-execution", each);
        CHECK(answer.size1 == (each.answer == code::too_large ? 110 : 0));
        // The same order is refused in the same way by all.
        if (!is_success(answer.code)) {
            CHECK(device.post("with_coap_pkt", each.payload, ann_herself).text() == answer.text());
            CHECK(device.post("long-running", each.payload, ann_herself).text() == answer.text());
        }
    }
}

TEST_CASE("the layout that an order names is that of the image", "[compat]") {
    struct row {
        image::layout of;
        const char* payload;
    };
    const row rows[] = {{image::layout::text, "0000"},
                        {image::layout::fc28, "0020"},
                        {image::layout::fc32, "0020"},
                        {image::layout::extended, "0040"}};
    for (const row& each : rows) {
        compat_station<> device;
        device.install(image_in(each.of, returns_7));
        for (const char* payload : {"0000", "0020", "0040"}) {
            CAPTURE(static_cast<int>(each.of), payload);
            const bool is_it = std::string_view{payload} == each.payload;
            const auto answer = device.post("short-execution", payload, ann_herself);
            CHECK(code_name(answer.code) == code_name(is_it ? code::changed : code::unprocessable));
        }
    }
}

TEST_CASE("the helpers in an order are those that a container may call", "[compat]") {
    struct row {
        const char* symptom;
        byte_string image;
        std::string payload;
        code answer;
    };
    const std::vector<row> rows{
        {"it calls none", image_in(image::layout::fc32, returns_7), "0020", code::changed},
        {"it calls one that is allowed", image_in(image::layout::fc32, calls_20), "002020",
         code::changed},
        {"it calls one of several", image_in(image::layout::fc32, calls_20), "0020102001",
         code::changed},
        {"it calls one that is not", image_in(image::layout::fc32, calls_20), "0020",
         code::forbidden},
        {"it calls one that is not among several", image_in(image::layout::fc32, calls_20),
         "00201001", code::forbidden},
        {"its own list counts", image_in(image::layout::extended, calls_20, {{0x20}}), "0240",
         code::changed},
        {"it lists more than is allowed", image_in(image::layout::extended, returns_7, {{0x20}}),
         "0040", code::forbidden},
        {"the firmware has no such helper", image_in(image::layout::fc32, returns_7), "0020ee",
         code::changed},
    };
    for (const row& each : rows) {
        compat_station<> device;
        device.install(each.image);
        CAPTURE(each.symptom);
        const std::string before = device.state();
        const auto answer = device.post("short-execution", each.payload, ann_herself);
        CHECK(code_name(answer.code) == code_name(each.answer));
        if (!is_success(answer.code)) {
            CHECK(answer.text().starts_with("helper_not_granted: "));
            CHECK(answer.text().ends_with(", helper 32"));
            CHECK(device.state() == before);
        }
    }
}

TEST_CASE("what a container returns is told as JSON, with its sign", "[compat]") {
    struct row {
        const char* program;
        const char* json;
    };
    const row rows[] = {
        {"r0 = 0\nexit", "{\"result\": 0}"},
        {"r0 = 4711\nexit", "{\"result\": 4711}"},
        {"r0 = -1\nexit", "{\"result\": -1}"},
        {"r0 = 0x7fffffffffffffff ll\nexit", "{\"result\": 9223372036854775807}"},
        {"r0 = 0x8000000000000000 ll\nexit", "{\"result\": -9223372036854775808}"},
    };
    for (const row& each : rows) {
        compat_station<> device;
        device.install(image_of(text_from(each.program)));
        const auto answer = device.post("short-execution", "0020", ann_herself);
        CHECK(answer.text() == each.json);
        CHECK(answer.content_format == resource::format::json);
    }
}

TEST_CASE("a container that faults for the originals' tools is told with its fault", "[compat]") {
    for (const asking& each :
         {asking{method::post, "short-execution", bytes_from("0020")},
          asking{method::post, "with_coap_pkt", bytes_from("0020")},
          asking{method::post, "bpf/exec/0"}, asking{method::get, "bpf/handle"}}) {
        compat_station<> device;
        device.install(image_of(faults));
        CAPTURE(each.path);
        const auto answer = device.ask(each, ann_herself);
        CHECK(answer.code == code::internal_error);
        CHECK(answer.text().starts_with("illegal_memory: "));
        CHECK(answer.text().ends_with(", at instruction 0"));
        CHECK(device.host.faults().count() == 1);
    }
}

TEST_CASE("a container answers an order with a response of its own", "[compat]") {
    compat_station<> device;
    device.install(image_of(responds));
    const auto answer = device.post("with_coap_pkt", "00204041", ann_herself);
    CHECK(answer.code == code::content);
    CHECK(answer.payload.empty());
    CHECK(device.post("with_coap_pkt", "002040", ann_herself).code == code::forbidden);
}

TEST_CASE("a container that is to run for long begins to, and is seen to be busy", "[compat]") {
    compat_station<> device;
    device.install(image_of(text_from("r0 = 0\ngoto -1\nexit")));
    CHECK(device.get("running_vm", plain).text() == "[false, false, false]");
    const auto begun = device.post("long-running", "0020", ann_herself);
    CHECK(begun.code == code::changed);
    CHECK(begun.text() == "VM Execution request sent successfully!");
    CHECK(device.get("running_vm", plain).text() == "[true, false, false]");
    CHECK(device.get("running_vm", plain).code == code::valid);
    CHECK(device.get("bpf/state", plain).text() == "started");

    CHECK(device.post("long-running", "0020", ann_herself).code == code::conflict);
    CHECK(device.post("short-execution", "0020", ann_herself).code == code::conflict);
    // It is not replaced while it runs, whoever asks for that.
    CHECK(device.post("suit/pull", "fe800001|a|5|0020||1", ann_herself).code == code::conflict);
    // There is a task for one.
    device.install(image_of(text_from("r0 = 0\ngoto -1\nexit")), 2);
    const auto second = device.post("long-running", "0024", ann_herself);
    CHECK(second.code == code::unavailable);
    CHECK(second.text().starts_with("tasks_full: "));
}

TEST_CASE("a container that waits for a hook is not begun with", "[compat]") {
    compat_station<> device;
    device.install(image_of(returns_7), 0, true);
    const auto answer = device.post("long-running", "0020", ann_herself);
    CHECK(answer.code == code::conflict);
    CHECK(answer.text().ends_with(", hook"));
}

} // namespace
} // namespace fc::test
