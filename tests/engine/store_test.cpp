// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <array>
#include <vector>

namespace fc::test {
namespace {

using no_guard = platform::no_guard;

struct shelf {
    std::array<store_entry, 4> room{};
    stores<no_guard> in{room};
};

constexpr store_user ann{.container = 0, .tenant = 0, .quota = 4};
constexpr store_user bob{.container = 1, .tenant = 0, .quota = 4};
constexpr store_user eve{.container = 2, .tenant = 1, .quota = 2};

TEST_CASE("a local store is its container's, a tenant's is for its containers", "[store]") {
    shelf on;
    REQUIRE(on.in.put(ann, store_scope::local, 7, 1));
    CHECK(*on.in.fetch(ann, store_scope::local, 7) == 1);
    CHECK(*on.in.fetch(bob, store_scope::local, 7) == 0);

    REQUIRE(on.in.put(ann, store_scope::tenant, 7, 2));
    CHECK(*on.in.fetch(bob, store_scope::tenant, 7) == 2);
    CHECK(*on.in.fetch(eve, store_scope::tenant, 7) == 0);
}

TEST_CASE("the global store is one for all", "[store]") {
    shelf on;
    REQUIRE(on.in.put(ann, store_scope::global, 7, 3));
    REQUIRE(on.in.put(eve, store_scope::global, 7, 4));
    CHECK(*on.in.fetch(bob, store_scope::global, 7) == 4);
}

TEST_CASE("a key that was never set is created with 0, as in the original engine", "[store]") {
    shelf on;
    CHECK(*on.in.fetch(ann, store_scope::global, 5) == 0);
    CHECK(on.in.paid_by(ann.tenant) == 1);
}

TEST_CASE("a full store is an error and loses nothing", "[store]") {
    shelf on;
    for (std::uint32_t key = 0; key < 4; ++key) {
        REQUIRE(on.in.put({0, 0, 9}, store_scope::global, key, key + 10));
    }
    CHECK(on.in.put({0, 0, 9}, store_scope::global, 4, 1).error() == errc::store_full);
    CHECK(on.in.fetch({0, 0, 9}, store_scope::local, 0).error() == errc::store_full);
    REQUIRE(
        on.in.put({0, 0, 9}, store_scope::global, 3, 1)); // a value that is there can be changed
    for (std::uint32_t key = 0; key < 3; ++key) {
        CHECK(*on.in.fetch({0, 0, 9}, store_scope::global, key) == key + 10);
    }
}

TEST_CASE("a tenant that has its quota of entries gets no more, whatever the scope", "[store]") {
    shelf on;
    REQUIRE(on.in.put(eve, store_scope::local, 0, 1));
    REQUIRE(on.in.put(eve, store_scope::global, 0, 1));
    for (const store_scope scope : {store_scope::local, store_scope::tenant, store_scope::global}) {
        CHECK(on.in.put(eve, scope, 1, 1).error() == errc::store_quota_exceeded);
        CHECK(on.in.fetch(eve, scope, 1).error() == errc::store_quota_exceeded);
    }
    REQUIRE(on.in.put(ann, store_scope::global, 1, 1)); // others have what they had
    REQUIRE(on.in.put(eve, store_scope::global, 1, 2)); // paid for by ann
    REQUIRE(on.in.erase(eve, store_scope::local, 0));
    REQUIRE(on.in.put(eve, store_scope::local, 1, 1));
}

TEST_CASE("erasing frees an entry and tells whether there was one", "[store]") {
    shelf on;
    REQUIRE(on.in.put(ann, store_scope::local, 1, 1));
    CHECK(on.in.erase(ann, store_scope::local, 1));
    CHECK_FALSE(on.in.erase(ann, store_scope::local, 1));
    CHECK(on.in.paid_by(ann.tenant) == 0);
}

TEST_CASE("an unloaded container takes its local store with it, and nothing else", "[store]") {
    stage on;
    const container_id it = on.load(assembled<"r1 = 1\nr2 = 5\ncall 0x10\nr1 = 2\nr2 = 6\n"
                                              "call 0x11\nexit">);
    REQUIRE(on.engine.run(it));
    REQUIRE(on.engine.unload(it));
    const container_id next = on.load(assembled<"r1 = 1\ncall 0x12\nexit">);
    CHECK(next.index == it.index);
    CHECK(*on.engine.run(next) == 0);
    CHECK(*on.engine.store().fetch({}, store_scope::global, 2) == 6);
}

TEST_CASE("a container's values last from run to run", "[store]") {
    stage on;
    on.attach(assembled<"r1 = 1\ncall 0x12\nr6 = r0\nr6 += 1\nr1 = 1\nr2 = r6\ncall 0x10\n"
                        "r0 = r6\nexit">);
    for (int i = 1; i <= 5; ++i) {
        on.fired(0);
        CHECK(on.last.value == i);
    }
}

} // namespace
} // namespace fc::test
