// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <array>
#include <memory>
#include <vector>

namespace fc::test {
namespace {

TEST_CASE("a hook without containers gives its default result", "[hook]") {
    stage on;
    CHECK(on.fired(5) == 5);
    CHECK(on.last.value == 77);
    CHECK(on.last.ran == 0);
    CHECK(on.last.error == errc::ok);
}

TEST_CASE("containers of a hook run in the order of their positions", "[hook]") {
    stage on;
    on.attach(adds_one);
    const container_id second = on.attach(doubles);
    CHECK(on.fired(5) == 12);
    CHECK(on.last.value == 12);
    CHECK(on.last.ran == 2);

    REQUIRE(on.engine.move(second, 0));
    CHECK(on.fired(5) == 11);

    on.attach(adds_one, 1); // between the two
    std::vector<std::uint8_t> order;
    on.engine.each_on(on.on_event,
                      [&](const container_info& each) { order.push_back(each.id.index); });
    CHECK(order == std::vector<std::uint8_t>{1, 2, 0});
    CHECK(on.fired(5) == 12);
}

TEST_CASE("a detached container stays loaded and can be attached again", "[hook]") {
    stage on;
    const container_id it = on.attach(adds_one);
    REQUIRE(on.engine.detach(it));
    CHECK(on.state(it) == container_state::loaded);
    CHECK(on.fired(1) == 1);
    CHECK(on.last.value == 77);
    REQUIRE(on.engine.attach(it, on.on_event));
    CHECK(on.fired(1) == 2);
}

TEST_CASE("a policy says when a hook stops asking", "[hook]") {
    struct row {
        hook_policy policy;
        std::array<int, 3> r0; // of the containers, in order
        unsigned ran;
        std::int64_t value;
    };
    const row rows[] = {
        {hook_policy::run_all, {-1, 1, 0}, 3, 0},
        {hook_policy::run_all, {1, -1, 2}, 3, 2},
        {hook_policy::stop_if_negative, {1, -1, 2}, 2, -1},
        {hook_policy::stop_if_negative, {1, 0, 2}, 3, 2},
        {hook_policy::stop_if_negative, {-1, 1, 2}, 1, -1},
        {hook_policy::stop_if_positive, {0, -1, 2}, 3, 2},
        {hook_policy::stop_if_positive, {0, 1, -1}, 2, 1},
        {hook_policy::stop_if_positive, {2, 1, -1}, 1, 2},
        {hook_policy::single, {0, 1, -1}, 1, 0},
        {hook_policy::single, {-1, 1, 2}, 1, -1},
    };
    const auto text_of = [](int r0) -> std::span<const std::uint8_t> {
        switch (r0) {
        case 0: return returns<0>;
        case 1: return returns<1>;
        case 2: return returns<2>;
        default: return returns<-1>;
        }
    };
    for (const row& each : rows) {
        CAPTURE(static_cast<int>(each.policy), each.r0[0], each.r0[1], each.r0[2]);
        stage on;
        const hook_description<device> about{.policy = each.policy, .default_result = 55};
        hook<event, device> decides{on.engine, about};
        for (const int r0 : each.r0) {
            const auto it = on.engine.load(on.tenant, {.text = text_of(r0)});
            REQUIRE(it);
            REQUIRE(on.engine.attach(*it, decides));
        }
        event about_nothing;
        const hook_result got = decides.fire(about_nothing);
        CHECK(unsigned{got.ran} == each.ran);
        CHECK(got.value == each.value);
    }
}

TEST_CASE("an event that is handed to the first alone is not seen by others, whatever it did",
          "[hook]") {
    static constexpr hook_description<device> about{.policy = hook_policy::only_first,
                                                    .default_result = 77};
    stage on;
    hook<event, device> handed{on.engine, about};
    const container_id bad =
        on.load(assembled<"r2 = 9\n*(u64 *)(r1 + 0) = r2\nr0 = *(u64 *)(r1 + 4096)\nexit">);
    const container_id good = on.load(adds_one);
    REQUIRE(on.engine.attach(bad, handed));
    REQUIRE(on.engine.attach(good, handed));
    event seen;
    const hook_result got = handed.fire(seen);
    CHECK(got.ran == 0);
    CHECK(got.value == 77);
    CHECK(got.error == errc::illegal_memory);
    CHECK(seen.first == 9);
    CHECK(on.engine.info(good)->done.runs == 0);
    REQUIRE(on.engine.detach(bad));
    CHECK(handed.fire(seen).value == 10);
}

TEST_CASE("the numbers of the policies are those of the original engine", "[hook]") {
    CHECK(static_cast<int>(hook_policy::run_all) == 0);
    CHECK(static_cast<int>(hook_policy::stop_if_negative) == 1);
    CHECK(static_cast<int>(hook_policy::stop_if_positive) == 2);
    CHECK(static_cast<int>(hook_policy::single) == 3);
}

TEST_CASE("a container that faults does not stop the others, whatever the policy", "[hook]") {
    for (const hook_policy policy : {hook_policy::run_all, hook_policy::stop_if_negative,
                                     hook_policy::stop_if_positive, hook_policy::single}) {
        CAPTURE(static_cast<int>(policy));
        stage on;
        const hook_description<device> about{.policy = policy, .default_result = 55};
        hook<event, device> decides{on.engine, about};
        for (const std::span<const std::uint8_t> text :
             {std::span<const std::uint8_t>{faults}, std::span<const std::uint8_t>{returns<1>}}) {
            REQUIRE(on.engine.attach(*on.engine.load(on.tenant, {.text = text}), decides));
        }
        event nothing;
        const hook_result got = decides.fire(nothing);
        CHECK(got.ran == 1);
        CHECK(got.value == 1);
        CHECK(got.error == errc::illegal_memory);
    }
}

TEST_CASE("a hook whose containers all fault gives its default result", "[hook]") {
    stage on;
    on.attach(faults);
    on.fired(1);
    CHECK(on.last.value == 77);
    CHECK(on.last.ran == 0);
    CHECK(on.last.error == errc::illegal_memory);
}

TEST_CASE("a hook with a const context gives it to read only", "[hook]") {
    stage on;
    hook<const event, device> on_look{on.engine, plain_hook};
    const auto reads =
        on.engine.load(on.tenant, {.text = assembled<"r0 = *(u64 *)(r1 + 8)\nexit">});
    REQUIRE(on.engine.attach(*reads, on_look));
    const event seen{1, 99};
    CHECK(on_look.fire(seen).value == 99);

    const auto writes = on.engine.load(on.tenant, {.text = adds_one});
    REQUIRE(on.engine.attach(*writes, on_look));
    const hook_result got = on_look.fire(seen);
    CHECK(got.ran == 1);
    CHECK(got.error == errc::illegal_memory);
    CHECK(seen.first == 1);
}

TEST_CASE("a byte hook gives its containers a packet of any length", "[hook]") {
    stage on;
    byte_hook<device> on_packet{on.engine, plain_hook};
    REQUIRE(on.engine.attach(*on.engine.load(on.tenant, {.text = assembled<"r0 = r2\nexit">}),
                             on_packet));
    std::array<std::uint8_t, 5> packet{};
    CHECK(on_packet.fire(packet).value == 5);
    CHECK(on_packet.fire(read_only(packet)).value == 5);
    CHECK(on_packet.fire({}).value == 0);
}

TEST_CASE("a hook is found by its UUID", "[hook]") {
    using namespace fc::literals;
    stage on;
    static constexpr hook_description<device> about{
        .id = "547d0d74-6d3a-5a92-9662-4881afd9407b"_uuid, .name = "named"};
    hook<event, device> named{on.engine, about};
    CHECK(on.engine.find_hook("547d0d74-6d3a-5a92-9662-4881afd9407b"_uuid) == &named);
    CHECK(on.engine.find_hook("547d0d74-6d3a-5a92-9662-4881afd9407c"_uuid) == nullptr);
}

TEST_CASE("a hook beyond the engine's room cannot be attached to", "[hook]") {
    stage on;
    std::vector<std::unique_ptr<hook<event, device>>> more;
    for (std::size_t i = 1; i < device::hooks; ++i) {
        more.push_back(std::make_unique<hook<event, device>>(on.engine, plain_hook));
        CHECK(more.back()->number() == i);
    }
    hook<event, device> beyond{on.engine, plain_hook};
    CHECK(beyond.number() == 255);
    const auto refused = on.engine.attach(on.load(adds_one), beyond);
    CHECK(refused.error() == errc::unknown_hook);
    event about{3, 0};
    CHECK(beyond.fire(about).value == 77);
}

TEST_CASE("a hook that goes away leaves its containers loaded, and its number to others",
          "[hook]") {
    stage on;
    container_id it;
    {
        hook<event, device> brief{on.engine, plain_hook};
        CHECK(brief.number() == 1);
        it = on.load(adds_one);
        REQUIRE(on.engine.attach(it, brief));
    }
    CHECK(on.state(it) == container_state::loaded);
    hook<event, device> another{on.engine, plain_hook};
    CHECK(another.number() == 1);
    const auto refused = on.engine.attach(it, another);
    CHECK(refused.error() == errc::hook_not_granted);
    CHECK(refused.at() == 1);
    CHECK(on.engine.attach(it, on.on_event)); // the rights to others are as they were
}

TEST_CASE("a hook of another engine is unknown", "[hook]") {
    stage here;
    stage there;
    const container_id it = here.load(adds_one);
    CHECK(here.engine.attach(it, there.on_event).error() == errc::unknown_hook);
    CHECK(there.on_event.is_empty());
    unsigned seen = 0;
    there.attach(adds_one);
    here.engine.each_on(there.on_event, [&](const container_info&) { ++seen; });
    CHECK(seen == 0);
}

TEST_CASE("everything on a hook can be detached while it is gone over", "[hook]") {
    stage on;
    for (int i = 0; i < 3; ++i) {
        on.attach(adds_one);
    }
    on.engine.each_on(on.on_event,
                      [&](const container_info& each) { REQUIRE(on.engine.detach(each.id)); });
    CHECK(on.on_event.is_empty());
}

} // namespace
} // namespace fc::test
