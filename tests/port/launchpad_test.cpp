// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "desk.hpp"

#include <femto/port/coap_resource.hpp>
#include <femto/port/posix/scheduler.hpp>
#include <femto/port/posix/udp_filter.hpp>
#include <femto/port/sensor_tick.hpp>
#include <femto/port/timer.hpp>

#include <algorithm>
#include <string_view>

namespace fc::test {
namespace {

using description = hook_description<desk_device>;

/// One of each kind, made with a description or with its own.
struct made_timer : port::timer<desk_device> {
    explicit made_timer(desk_stage& on, const description& it = about)
        : timer{on.engine, on.firmware, 1'000, it} {}
};
struct made_sensor_tick : port::sensor_tick<desk_device> {
    explicit made_sensor_tick(desk_stage& on, const description& it = about)
        : sensor_tick{on.engine, on.firmware, 0, 1'000, it} {}
};
struct made_scheduler : posix::scheduler<desk_device> {
    explicit made_scheduler(desk_stage& on, const description& it = about)
        : scheduler{on.engine, it} {}
};
struct made_filter : posix::udp_filter<desk_device> {
    explicit made_filter(desk_stage& on, const description& it = about)
        : udp_filter{on.engine, it} {}
};
struct made_resource : port::coap_resource<desk_device> {
    explicit made_resource(desk_stage& on, const description& it = about)
        : coap_resource{on.engine, it} {}
};

TEMPLATE_TEST_CASE("two launchpads of a kind can be told apart", "[launchpad]", made_timer,
                   made_sensor_tick, made_scheduler, made_filter, made_resource) {
    constexpr uuid own = "0b7d5c6e-52a4-4a4b-9a5e-3f5d8f3c1a01"_uuid;
    desk_stage on;
    TestType first{on};
    TestType second{on, {.id = own, .name = "second", .budget = 100}};
    CHECK(on.engine.find_hook(TestType::about.id) == &first.hook());
    CHECK(on.engine.find_hook(own) == &second.hook());
    CHECK(std::string_view{second.hook().about().name} == "second");
    CHECK(second.hook().about().budget == 100);
}

TEMPLATE_TEST_CASE("what containers are given at a launchpad is the launchpad's affair",
                   "[launchpad]", made_timer, made_sensor_tick, made_scheduler, made_filter,
                   made_resource) {
    desk_stage on;
    TestType usual{on};
    TestType other{on, {.where = fired_from::interrupts, .layout = {}}};
    CHECK_FALSE(usual.hook().about().layout.empty());
    CHECK(std::ranges::equal(other.hook().about().layout, usual.hook().about().layout));
    CHECK(other.hook().about().where == fired_from::threads);
}

TEST_CASE("a filter asks each container, whatever policy it is described with", "[launchpad]") {
    desk_stage on;
    made_filter filter{on, {.policy = hook_policy::run_all}};
    CHECK(filter.hook().about().policy == hook_policy::stop_if_negative);
}

} // namespace
} // namespace fc::test
