// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "update/resource_station.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// Who may do what: the same requests by everybody, to a device with containers of two tenants.
namespace fc::test {

inline constexpr std::array<const person*, 6> everybody{
    &plain, &liar, &unlisted, &bob_himself, &ann_herself, &operator_herself};

/// What everybody is answered, in that order.
struct access_row {
    asking what;
    std::array<code, 6> answers;
};

inline constexpr auto ok = code::content;
inline constexpr auto va = code::valid;
inline constexpr auto ch = code::changed;
inline constexpr auto de = code::deleted;
inline constexpr auto br = code::bad_request;
inline constexpr auto un = code::unauthorized;
inline constexpr auto fb = code::forbidden;
inline constexpr auto nf = code::not_found;
inline constexpr auto cf = code::conflict;
inline constexpr auto ie = code::internal_error;

/// ann's container is in slot 0, on a hook; bob's in slot 1, on none; slot 2 is free for both.
template <class Device>
std::unique_ptr<Device> with_two_containers() {
    auto device = std::make_unique<Device>();
    shipment of_bob = for_tick(image_returning(234), 1, 1);
    of_bob.hook = std::nullopt;
    REQUIRE(device->push(for_tick(image_returning(1)).envelope(ann)).code == ch);
    REQUIRE(device->push(of_bob.envelope(bob)).code == ch);
    return device;
}

template <class Device>
void check_access(const std::vector<access_row>& rows) {
    for (const access_row& each : rows) {
        for (std::size_t i = 0; i < everybody.size(); ++i) {
            const auto device = with_two_containers<Device>();
            CAPTURE(each.what.path, static_cast<int>(each.what.how), each.what.payload,
                    everybody[i]->name);
            const std::string before = device->state();
            const std::uint32_t refused = device->refused();
            const auto answer = device->ask(each.what, *everybody[i]);
            CHECK(code_name(answer.code) == code_name(each.answers[i]));
            CHECK(device->refused() == refused + (is_success(answer.code) ? 0 : 1));
            if (!is_success(answer.code)) {
                CHECK_FALSE(answer.text().empty());
                // What failed in a container did run.
                CHECK((device->state() == before || answer.code == ie));
            }
        }
    }
}

/// Asks by every method that a resource does not have.
template <class Device, class Has>
void check_other_methods(Device& device, const std::string& path, Has has) {
    for (const method how : {method::get, method::post, method::put, method::del, method::fetch,
                             method::patch, method::ipatch}) {
        for (const person* who : everybody) {
            if (!has(how)) {
                CAPTURE(path, static_cast<int>(how), who->name);
                CHECK(code_name(device.ask({how, path}, *who).code) ==
                      code_name(code::method_not_allowed));
            }
        }
    }
}

} // namespace fc::test
