// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

#include <functional>

namespace fc::test {
namespace {

const signer& ann = the_people().ann;
const signer& bob = the_people().bob;

using station_type = managed_station<>;

/// ann's container is in slot 0, bob's in slot 1, and slot 2 is free.
std::unique_ptr<station_type> with_two_containers() {
    auto device = std::make_unique<station_type>();
    REQUIRE(device->push(shipment_for_tick(image_returning(1)).envelope(ann)).code ==
            code::changed);
    REQUIRE(device->push(shipment_for_tick(image_returning(2), 1, 1).envelope(bob)).code ==
            code::changed);
    return device;
}

/// What each person is answered: plain, liar, unlisted, bob, ann, administrator.
struct access_row {
    asking what;
    std::array<code, 6> answers;
};
constexpr std::array<const person*, 6> everybody{&plain,       &liar,        &unlisted,
                                                 &bob_himself, &ann_herself, &operator_herself};

constexpr auto ok = code::content;
constexpr auto ch = code::changed;
constexpr auto un = code::unauthorized;
constexpr auto fb = code::forbidden;
constexpr auto nf = code::not_found;
constexpr auto no = code::method_not_allowed;

TEST_CASE("everybody may do with each resource what the table says", "[resource]") {
    const std::vector<access_row> rows{
        {{method::get, "femto"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/slots"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/slots/0"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/slots/2"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/stats"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/faults"}, {un, un, fb, ok, ok, ok}},
        {{method::get, "femto/log"}, {un, un, fb, fb, fb, ok}},
        {{method::get, "femto/tenants"}, {un, un, fb, ok, ok, ok}},
        {{method::post, "femto/slots/0/stop"}, {un, un, fb, fb, ch, ch}},
        {{method::post, "femto/slots/0/start"}, {un, un, fb, fb, ch, ch}},
        {{method::post, "femto/slots/0/exec"}, {un, un, fb, fb, ch, ch}},
        {{method::del, "femto/slots/0"}, {un, un, fb, fb, code::deleted, code::deleted}},
        // A slot that is free: nothing is told about it to who could not have it.
        {{method::post, "femto/slots/2/stop"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/slots/2/start"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/slots/2/exec"}, {un, un, fb, nf, nf, nf}},
        {{method::del, "femto/slots/2"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/pull",
          byte_string{'c', 'o', 'a', 'p', ':', '/', '/', 'a', '/', 'b'}},
         {un, un, fb, ch, ch, ch}},
        // An envelope that is none: everybody is told so, whoever it is.
        {{method::post, "femto/install", byte_string{0}},
         {code::bad_request, code::bad_request, code::bad_request, code::bad_request,
          code::bad_request, code::bad_request}},
        {{method::get, ".well-known/core"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/slots/3"}, {nf, nf, nf, nf, nf, nf}},
        {{method::get, "elsewhere"}, {nf, nf, nf, nf, nf, nf}},
    };
    for (const access_row& row : rows) {
        for (std::size_t i = 0; i < everybody.size(); ++i) {
            const auto device = with_two_containers();
            CAPTURE(row.what.path, static_cast<int>(row.what.how), everybody[i]->name);
            const std::string before = device->state();
            const auto answer = device->ask(row.what, *everybody[i]);
            CHECK(code_name(answer.code) == code_name(row.answers[i]));
            if (!is_success(answer.code)) {
                CHECK(device->state() == before);
                CHECK_FALSE(answer.text().empty());
            }
        }
    }
}

TEST_CASE("a method that a resource does not have is refused whoever asks", "[resource]") {
    const auto device = with_two_containers();
    for (const resource::route& each : resource::routes) {
        std::string path = each.path;
        if (const auto star = path.find('*'); star != std::string::npos) {
            path.replace(star, 1, "0");
        }
        for (const method how : {method::get, method::post, method::put, method::del, method::fetch,
                                 method::patch, method::ipatch}) {
            bool is_there = false;
            for (const resource::route& other : resource::routes) {
                is_there =
                    is_there || (std::string_view{other.path} == each.path && other.method == how);
            }
            for (const person* who : everybody) {
                if (!is_there) {
                    CAPTURE(path, static_cast<int>(how), who->name);
                    CHECK(code_name(device->ask({how, path}, *who).code) == code_name(no));
                }
            }
        }
    }
}

struct closed_config : station_config, management_defaults {
    static constexpr bool public_reading = false;
    static constexpr bool shared_log = true;
};

TEST_CASE("a firmware can let only those read who are known", "[resource]") {
    managed_station<closed_config> device;
    for (const char* path : {"femto", "femto/slots", "femto/slots/0", "femto/stats", "femto/log"}) {
        CAPTURE(path);
        CHECK(device.get(path, plain).code == un);
        CHECK(device.get(path, liar).code == un);
        CHECK(device.get(path, unlisted).code == fb);
        CHECK(device.get(path, bob_himself).code == ok);
        CHECK(device.get(path, ann_herself).code == ok);
        CHECK(device.get(path).code == ok);
    }
}

} // namespace
} // namespace fc::test
