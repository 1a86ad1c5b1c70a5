// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <array>

namespace fc::test {
namespace {

constexpr const auto& stores = assembled<"r1 = 1\nr2 = 2\ncall 0x11\nexit">;

device_helpers only(std::uint32_t id) { return device_helpers{}.allow(id); }

static_assert(device_helpers::of<0x10, 0x20>().contains(device::helpers::find(0x20)));
static_assert(!device_helpers::of<0x10, 0x20>().contains(device::helpers::find(0x11)));
static_assert(device_helpers::of<>().first_not_in({}) == device::helpers::size);

TEST_CASE("a container that asks for a helper its tenant lacks is refused by the helper's id",
          "[rights]") {
    stage on;
    const tenant_id poor = *on.engine.add_tenant({.helpers = only(0x11)});
    CHECK(on.engine.load(poor, {.text = stores}, {}, only(0x11)));

    const auto refused = on.engine.load(poor, {.text = acts}, {}, only(0x11).allow(0x20));
    CHECK(refused.error() == errc::helper_not_granted);
    CHECK(refused.at() == 0x20);
}

TEST_CASE("a container that calls a helper it did not ask for is refused at the call", "[rights]") {
    stage on;
    const auto refused = on.engine.load(on.tenant, {.text = stores}, {}, only(0x10));
    CHECK(refused.error() == errc::illegal_call);
    CHECK(refused.at() == 2);
}

TEST_CASE("a container that was given a helper the hook does not offer is refused by its id",
          "[rights]") {
    stage on;
    const hook_description<device> about{.offers = only(0x10)};
    hook<event, device> narrow{on.engine, about};
    const auto it = on.engine.load(on.tenant, {.text = stores}, {}, only(0x11));
    REQUIRE(it);
    const auto refused = on.engine.attach(*it, narrow);
    CHECK(refused.error() == errc::helper_not_offered);
    CHECK(refused.at() == 0x11);
    CHECK(on.state(*it) == container_state::loaded);
    CHECK(narrow.is_empty());
}

TEST_CASE("a container is attached to the hooks its tenant may use, and no others", "[rights]") {
    stage on;
    hook<event, device> other{on.engine, plain_hook};
    const tenant_id narrow = *on.engine.add_tenant({.hooks = hook_set{}.allow(other.number())});
    const auto it = on.engine.load(narrow, {.text = adds_one});
    REQUIRE(it);
    const auto refused = on.engine.attach(*it, on.on_event);
    CHECK(refused.error() == errc::hook_not_granted);
    CHECK(refused.at() == on.on_event.number());
    CHECK(on.engine.attach(*it, other));
}

TEST_CASE("a tenant has no right that it was not given", "[rights]") {
    stage on;
    const tenant_id nobody = *on.engine.add_tenant({});
    CHECK(on.engine.load(nobody, {.text = stores}, {}, only(0x11)).error() ==
          errc::helper_not_granted);
    const auto it = on.engine.load(nobody, {.text = adds_one});
    REQUIRE(it);
    CHECK(on.engine.attach(*it, on.on_event).error() == errc::hook_not_granted);
}

TEST_CASE("a budget above that of the hook or the tenant is refused with the most there is",
          "[rights]") {
    stage on;
    const hook_description<device> about{.budget = 500};
    hook<event, device> brief{on.engine, about};
    const tenant_id slow = *on.engine.add_tenant({.hooks = hook_set::all(), .budget = 200});
    const auto ours = on.engine.load(on.tenant, {.text = loops});
    const auto theirs = on.engine.load(slow, {.text = loops});

    auto refused = on.engine.attach(*ours, brief, {.budget = 501});
    CHECK(refused.error() == errc::budget_not_granted);
    CHECK(refused.at() == 500);
    refused = on.engine.attach(*theirs, brief, {.budget = 201});
    CHECK(refused.error() == errc::budget_not_granted);
    CHECK(refused.at() == 200);

    REQUIRE(on.engine.attach(*ours, brief, {.budget = 300}));
    REQUIRE(on.engine.attach(*theirs, brief));
    event nothing;
    CHECK(brief.fire(nothing).error == errc::budget_exhausted);
    CHECK(on.engine.info(*ours)->done.instructions == 300);
    CHECK(on.engine.info(*theirs)->done.instructions == 200);
}

TEST_CASE("a run gets no more slots than its hook allows, unless it is said", "[rights]") {
    static constexpr hook_description<device> hasty{.budget = 40};
    stage on;
    hook<event, device> on_hasty{on.engine, hasty};
    const container_id it = on.load(loops);
    REQUIRE(on.engine.attach(it, on_hasty));
    CHECK(on.engine.info(it)->budget == 40);
    event seen;
    CHECK(on_hasty.fire(seen).error == errc::budget_exhausted);
    CHECK(on.engine.info(it)->done.instructions == 40);
}

TEST_CASE("a container built for another context layout is refused by the field that differs",
          "[rights]") {
    stage on;
    static constexpr std::array<std::uint32_t, 3> hashes{10, 20, 30}; // the helpers, two fields
    static constexpr hook_description<device> about{.layout = hashes};
    hook<event, device> laid_out{on.engine, about};
    struct row {
        std::vector<std::uint32_t> built_for;
        int differs; // -1: accepted
    };
    const row rows[] = {
        {{10, 20, 30}, -1}, {{}, -1},      {{11, 20, 30}, 0},     {{10, 21, 30}, 1},
        {{10, 20, 31}, 2},  {{10, 20}, 2}, {{10, 20, 30, 40}, 3}, {{1}, 0},
    };
    for (const row& each : rows) {
        const container_id it = on.load(adds_one);
        const auto got = on.engine.attach(
            it, laid_out,
            {.built_for = image::fingerprint{std::span<const std::uint32_t>{each.built_for}}});
        CAPTURE(each.differs);
        if (each.differs < 0) {
            CHECK(got);
        } else {
            CHECK(got.error() == errc::abi_mismatch);
            CHECK(got.at() == static_cast<std::uint32_t>(each.differs));
        }
        REQUIRE(on.engine.unload(it));
    }
}

TEST_CASE("a container asks for the helpers its image lists, or those its text calls", "[rights]") {
    const std::array<std::uint8_t, 2> ids{0x10, 0x20};
    const auto listed = helpers_listed<device::helpers>(ids);
    REQUIRE(listed);
    CHECK(listed->contains(device::helpers::find(0x10)));
    CHECK_FALSE(listed->contains(device::helpers::find(0x11)));
    CHECK(listed->contains(device::helpers::find(0x20)));
    const std::array<std::uint8_t, 2> unknown{0x10, 0x77};
    CHECK(helpers_listed<device::helpers>(unknown).error() == errc::helper_not_offered);
    CHECK(helpers_listed<device::helpers>(unknown).at() == 0x77);

    // Neither the second half of an lddw nor a call of its own function is a call of a helper.
    const auto called = helpers_called<device::helpers>(assembled<R"(
        r1 = 0x2000000085 ll
        call 0x11
        call twice
        exit
    twice:
        exit
    )">);
    REQUIRE(called);
    for (const std::uint32_t id : device::helpers::ids) {
        CAPTURE(id);
        CHECK(called->contains(device::helpers::find(id)) == (id == 0x11));
    }
    const auto missing = helpers_called<device::helpers>(assembled<"call 0x77\nexit">);
    CHECK(missing.error() == errc::helper_not_offered);
    CHECK(missing.at() == 0x77);
}

TEST_CASE("what an engine has no room for is an error that names it", "[rights]") {
    stage on;
    for (std::size_t i = 0; i < device::containers; ++i) {
        on.load(adds_one);
    }
    const auto container = on.engine.load(on.tenant, {.text = adds_one});
    CHECK(container.error() == errc::containers_full);
    CHECK(container.at() == device::containers);

    REQUIRE(on.engine.add_tenant({}));
    const auto tenant = on.engine.add_tenant({});
    CHECK(tenant.error() == errc::tenants_full);
    CHECK(tenant.at() == device::tenants);
}

TEST_CASE("a program that verify refuses makes no container", "[rights]") {
    stage on;
    const auto refused = on.engine.load(on.tenant, {.text = assembled<"r0 = 0">});
    CHECK(refused.error() == errc::no_exit);
    unsigned count = 0;
    on.engine.each_container([&](const container_info&) { ++count; });
    CHECK(count == 0);
    for (std::size_t i = 0; i < device::containers; ++i) {
        on.load(adds_one); // every place is still free
    }
}

TEST_CASE("the id of an unloaded container names nothing, also when its place is taken again",
          "[rights]") {
    stage on;
    const container_id old = on.attach(adds_one);
    REQUIRE(on.engine.unload(old));
    const container_id fresh = on.load(doubles);
    CHECK(fresh.index == old.index);
    CHECK_FALSE(fresh == old);
    CHECK(on.engine.info(old).error() == errc::unknown_container);
    CHECK(on.engine.detach(old).error() == errc::unknown_container);
    CHECK(on.engine.attach(old, on.on_event).error() == errc::unknown_container);
    CHECK(on.engine.unload(old).error() == errc::unknown_container);
    CHECK(on.engine.run(old).error() == errc::unknown_container);
    CHECK(on.engine.start(old).error() == errc::unknown_container);
    CHECK(on.engine.stop(old).error() == errc::unknown_container);
    CHECK(on.engine.move(old, 0).error() == errc::unknown_container);
    CHECK(on.engine.release(old).error() == errc::unknown_container);
    CHECK(on.engine.replace(old, {.text = adds_one}).error() == errc::unknown_container);
    CHECK(on.engine.info({.index = 200}).error() == errc::unknown_container);
    CHECK(on.engine.info({}).error() == errc::unknown_container);
    CHECK(on.engine.load({.index = 9}, {.text = adds_one}).error() == errc::unknown_tenant);
}

TEST_CASE("what is not the time for a container is refused and changes nothing", "[rights]") {
    stage on;
    const container_id loaded = on.load(adds_one);
    const container_id attached = on.attach(adds_one);
    const container_id started = on.load(loops);
    REQUIRE(on.engine.start(started));

    CHECK(on.engine.detach(loaded).error() == errc::wrong_state);
    CHECK(on.engine.move(loaded, 0).error() == errc::wrong_state);
    CHECK(on.engine.stop(loaded).error() == errc::wrong_state);
    CHECK(on.engine.release(loaded).error() == errc::wrong_state);
    CHECK(on.engine.replace(loaded, {.text = doubles}).error() == errc::wrong_state);
    CHECK(on.engine.attach(attached, on.on_event).error() == errc::wrong_state);
    CHECK(on.engine.start(attached).error() == errc::wrong_state);
    CHECK(on.engine.attach(started, on.on_event).error() == errc::wrong_state);
    CHECK(on.engine.start(started).error() == errc::wrong_state);
    CHECK(on.engine.run(started).error() == errc::wrong_state);

    CHECK(on.state(loaded) == container_state::loaded);
    CHECK(on.state(attached) == container_state::attached);
    CHECK(on.state(started) == container_state::started);
    CHECK(on.fired(1) == 2);
}

TEST_CASE("a container is replaced in its position, with fresh data and an empty store",
          "[rights]") {
    stage on;
    on.attach(adds_one);
    const container_id old = on.attach(adds_one);
    on.attach(doubles);
    CHECK(on.fired(1) == 6);
    const auto fresh = on.engine.replace(old, {.text = doubles});
    REQUIRE(fresh);
    CHECK(on.fired(1) == 8);
    CHECK(on.engine.info(old).error() == errc::unknown_container);
    CHECK(on.engine.info(*fresh)->done.runs == 1);
    REQUIRE(on.engine.unload(*fresh));

    // Counts in its data and, under key 1, in its own store.
    constexpr const auto& counts = assembled<R"(
        r6 = data + 0 ll
        r7 = *(u64 *)(r6 + 0)
        r7 += 1
        *(u64 *)(r6 + 0) = r7
        r1 = 1
        call 0x12
        r0 += 1
        r8 = r0
        r1 = 1
        r2 = r0
        call 0x10
        r0 = r8
        r0 <<= 8
        r0 |= r7
        exit
    )">;
    static constexpr std::array<std::uint8_t, 8> four{4};
    const sections parts{.text = counts, .data = four};
    alignas(8) std::array<std::uint8_t, 8> first_data{};
    alignas(8) std::array<std::uint8_t, 8> second_data{};
    const auto asks = device_helpers{}.allow(0x10).allow(0x12);
    const auto counter = on.engine.load(on.tenant, parts, first_data, asks);
    REQUIRE(on.engine.attach(*counter, on.on_event));
    on.fired(0);
    CHECK(on.last.value == 0x105);
    on.fired(0);
    CHECK(on.last.value == 0x206);
    REQUIRE(on.engine.replace(*counter, parts, second_data, asks));
    on.fired(0);
    CHECK(on.last.value == 0x105);
}

TEST_CASE("a replacement that is refused leaves the old container's data alone", "[rights]") {
    stage on;
    constexpr const auto& counts = assembled<"r6 = data + 0 ll\nr0 = *(u64 *)(r6 + 0)\nr0 += 1\n"
                                             "*(u64 *)(r6 + 0) = r0\nexit">;
    static constexpr std::array<std::uint8_t, 8> seven{7};
    alignas(8) std::array<std::uint8_t, 8> data{};
    const sections parts{.text = counts, .data = seven};
    const auto old = on.engine.load(on.tenant, parts, data);
    REQUIRE(on.engine.attach(*old, on.on_event));
    on.fired(0);
    CHECK(on.last.value == 8);
    const auto refused = on.engine.replace(*old, parts, data, {}, {.budget = 999'999'999});
    CHECK(refused.error() == errc::budget_not_granted);
    on.fired(0);
    CHECK(on.last.value == 9);
    // Nor do refusals use up what tells containers apart.
    for (int i = 0; i < 300; ++i) {
        static_cast<void>(on.engine.replace(*old, parts, data, {}, {.budget = 999'999'999}));
    }
    CHECK(on.engine.info(*old));
}

TEST_CASE("a replacement that is refused leaves the old container as it was", "[rights]") {
    stage on;
    const container_id old = on.attach(adds_one);
    CHECK(on.engine.replace(old, {.text = assembled<"r0 = 0">}).error() == errc::no_exit);
    CHECK(on.engine.replace(old, {.text = doubles}, {}, {}, {.budget = 999'999'999}).error() ==
          errc::budget_not_granted);
    CHECK(on.fired(1) == 2);
    CHECK(on.engine.info(old)->done.runs == 1);
    unsigned count = 0;
    on.engine.each_container([&](const container_info&) { ++count; });
    CHECK(count == 1);
}

} // namespace
} // namespace fc::test
