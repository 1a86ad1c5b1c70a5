// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/compat_station.hpp"

namespace fc::test {
namespace {

std::string uri_of(const update::resource::errand& it) { return {it.uri.begin(), it.uri.end()}; }

TEST_CASE("a pull of micro-bpf's becomes one of a URI", "[compat]") {
    struct row {
        const char* payload;
        const char* uri;
    };
    const row rows[] = {
        {"fe80a00a8ff1fe2b77d1|suit_manifest0.signed|5|0024||0",
         "coap://[fe80::a00a:8ff1:fe2b:77d1%5]/suit_manifest0.signed"},
        {"FE80ab12|m|65535|24|1011|1", "coap://[FE80::ab12%65535]/m"},
        {"febf|m|0|4||0", "coap://[febf::%0]/m"},
        {"00000001|a/b|1|0024||0", "coap://[0000::0001]/a/b"},
        {"fec00001|m|1|0024||0", "coap://[fec0::0001]/m"},
        {"20010db8000000000000000000000001|m|7|0024||0",
         "coap://[2001:0db8:0000:0000:0000:0000:0000:0001]/m"},
        {"20010db800000000000000000001|m|7|0024||0",
         "coap://[2001::0db8:0000:0000:0000:0000:0001]/m"},
    };
    for (const row& each : rows) {
        compat_station<> device;
        CAPTURE(each.payload);
        const auto answer = device.post("suit/pull", each.payload, ann_herself);
        CHECK(code_name(answer.code) == "2.04 Changed");
        CHECK(answer.text().starts_with("SUIT pull request processed successfully for manifest: "));
        CHECK(answer.content_format == resource::format::text);
        CHECK(uri_of(device.manage.errand()) == each.uri);
    }
}

TEST_CASE("a pull that makes no sense is refused by its field", "[compat]") {
    const std::vector<answer_row> rows{
        {"", code::bad_request, ", number of fields"},
        {"|||||", code::bad_request, ", address"},
        {"||||||", code::bad_request, ", number of fields"},
        {std::string(110, '|'), code::bad_request, ", number of fields"},
        {"fe800001|m|5|0024|", code::bad_request, ", number of fields"},
        {"fe800001|m|5|0024||0|", code::bad_request, ", number of fields"},
        {"fe8|m|5|0024||0", code::bad_request, ", address"},
        {"fe80::01|m|5|0024||0", code::bad_request, ", address"},
        {std::string(36, '1') + "|m|5|0024||0", code::bad_request, ", address"},
        {"fe800001||5|0024||0", code::bad_request, ", manifest"},
        {"fe800001|a b|5|0024||0", code::bad_request, ", address or manifest"},
        {"fe800001|a\nb|5|0024||0", code::bad_request, ", address or manifest"},
        {"fe800001|m||0024||0", code::bad_request, ", network interface"},
        {"fe800001|m|-5|0024||0", code::bad_request, ", network interface"},
        {"fe800001|m|65536|0024||0", code::bad_request, ", network interface"},
        {"fe800001|m|4294967301|0024||0", code::bad_request, ", network interface"},
        {"fe800001|m|5|||0", code::bad_request, ", configuration"},
        {"fe800001|m|5|00024||0", code::bad_request, ", configuration"},
        {"fe800001|m|5|0x24||0", code::bad_request, ", configuration"},
        {"fe800001|m|5|0024|1|0", code::bad_request, ", helpers"},
        {"fe800001|m|5|0024||", code::bad_request, ", erase"},
        {"fe800001|m|5|0024||2", code::bad_request, ", erase"},
        {"fe800001|m|5|0024||true", code::bad_request, ", erase"},
        {"fe800001|m|5|0424||0", code::not_implemented, ", jit"},
        {"fe800001|m|5|0064||0", code::not_implemented, ", layout"},
        {"fe800001|m|5|003e||0", code::not_found, ", slot"},
        {"fe800001|m|5|0020||0", code::conflict, ", erase"}, // there is one
        {"fe800001|" + std::string(102, 'm'), code::too_large, ""},
    };
    for (const answer_row& each : rows) {
        compat_station<> device;
        device.install(image_returning(1));
        CAPTURE(each.payload);
        const std::string before = device.state();
        device.check("suit/pull", each);
        CHECK_FALSE(device.manage.errand());
        CHECK(device.state() == before);
        CHECK(device.refused() == 1);
    }
}

TEST_CASE("a pull makes less of what a tenant may only where nothing is less", "[compat]") {
    compat_station<> device;
    const auto pull = [&](const char* word, const std::string& helpers) {
        return device
            .post("suit/pull", std::string{"00000001|m|1|"} + word + "|" + helpers + "|0",
                  ann_herself)
            .code;
    };
    std::string all;
    for (const std::uint32_t id : compat_config::helpers::ids) {
        if (id < 256) {
            constexpr const char* digits = "0123456789abcdef";
            all += digits[id >> 4U];
            all += digits[id & 15U];
        }
    }
    // At load, by the list of the request.
    CHECK(pull("00a4", "20") == code::not_implemented);
    CHECK(pull("00a4", "") == code::not_implemented);
    CHECK(pull("00a4", all) == code::changed);
    CHECK(pull("02a4", "") == code::changed);   // by that of the image
    CHECK(pull("0024", "20") == code::changed); // at another time
    CHECK(pull("0124", "20") == code::changed);
    CHECK(pull("01a4", "20") == code::changed);
}

TEST_CASE("what a pull of micro-bpf's leads to is signed, or is not installed", "[compat]") {
    compat_station<> device;
    device.install(image_returning(1));
    const auto pulled = [&](const byte_string& envelope) {
        REQUIRE(device.post("suit/pull", "00000001|m|1|0020||1", ann_herself).code ==
                code::changed);
        const std::uint32_t number = device.manage.errand().number;
        return bool{device.manage.bring(number, envelope)} && bool{device.manage.brought(number)};
    };
    shipment next = for_tick(image_returning(2), 5);
    CHECK_FALSE(pulled(next.envelope(stranger)));
    CHECK_FALSE(pulled(image_returning(2)));
    CHECK(*device.its_updates.run(0) == 1);
    CHECK(pulled(next.envelope(ann)));
    CHECK(*device.its_updates.run(0) == 2);
}

} // namespace
} // namespace fc::test
