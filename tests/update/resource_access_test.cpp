// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/access.hpp"

namespace fc::test {
namespace {

TEST_CASE("everybody may do with each resource what the table says", "[resource]") {
    check_access<managed_station<>>({
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
        {{method::del, "femto/slots/0"}, {un, un, fb, fb, de, de}},
        // A slot that is free: nothing is told about it to who could not have it.
        {{method::post, "femto/slots/2/stop"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/slots/2/start"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/slots/2/exec"}, {un, un, fb, nf, nf, nf}},
        {{method::del, "femto/slots/2"}, {un, un, fb, nf, nf, nf}},
        {{method::post, "femto/pull",
          byte_string{'c', 'o', 'a', 'p', ':', '/', '/', 'a', '/', 'b'}},
         {un, un, fb, ch, ch, ch}},
        // An envelope that is none: everybody is told so, whoever it is.
        {{method::post, "femto/install", byte_string{0}}, {br, br, br, br, br, br}},
        {{method::get, ".well-known/core"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "femto/slots/3"}, {nf, nf, nf, nf, nf, nf}},
        {{method::get, "elsewhere"}, {nf, nf, nf, nf, nf, nf}},
    });
}

TEST_CASE("a method that a resource does not have is refused whoever asks", "[resource]") {
    const auto device = with_two_containers<managed_station<>>();
    for (const resource::route& each : resource::routes) {
        std::string path = each.path;
        if (const auto star = path.find('*'); star != std::string::npos) {
            path.replace(star, 1, "0");
        }
        check_other_methods(*device, path, [&](method how) {
            return std::any_of(std::begin(resource::routes), std::end(resource::routes),
                               [&](const resource::route& other) {
                                   return std::string_view{other.path} == each.path &&
                                          other.method == how;
                               });
        });
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
