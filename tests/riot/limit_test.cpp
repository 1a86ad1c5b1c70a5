// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Full tables, and tenants that may do little. What is added stays, so these come after the others in
// a run of all.
#include "stage.hpp"

#include <string>
#include <vector>

namespace fc::test {
namespace {

TEST_CASE("a table of containers that is full refuses, and takes the next when one went",
          "[riot limits]") {
    stage on;
    const packed image{forty_two};
    std::vector<std::string> names;
    for (int i = 0; i <= CONFIG_FEMTO_RIOT_CONTAINERS; ++i) {
        names.push_back("c" + std::to_string(i));
    }
    for (int i = 0; i < CONFIG_FEMTO_RIOT_CONTAINERS; ++i) {
        on.load(image, names[static_cast<std::size_t>(i)].c_str());
    }
    const femto_image_t more = image.named(names.back().c_str());
    CHECK(femto_load(&more, nullptr) == FEMTO_ERR_CONTAINERS_FULL);
    REQUIRE(femto_unload(femto_find("c3")) == 0);
    CHECK(femto_load(&more, nullptr) >= 0);
}

TEST_CASE("a store that is full is an error, and loses nothing", "[riot limits]") {
    stage on;
    std::uint32_t key = 1000;
    while (femto_store_set(key, key) == 0) {
        ++key;
        REQUIRE(key < 1000 + CONFIG_FEMTO_RIOT_STORE_ENTRIES + 1);
    }
    CHECK(femto_store_set(key, key) == FEMTO_ERR_STORE_FULL);
    std::uint32_t value = 0;
    CHECK(femto_store_get(key - 1, &value) == 0);
    CHECK(value == key - 1);
}

TEST_CASE("a tenant's containers may do what it was granted, and nothing else", "[riot limits]") {
    stage on;
    static const std::uint8_t fetch_and_store[] = {0x12, 0x10};
    const femto_rights_t rights{fetch_and_store, 2, 1U << FEMTO_HOOK_TIMER, 100, 0, 1};
    static const femto_tenant_t tenant = femto_tenant_add(&rights);
    REQUIRE(tenant > 0);
    std::uint32_t at = 0;

    const packed prints{assembled<R"(
        r1 = 1
        call 0x03
        exit
    )">};
    femto_image_t from = prints.named("prints");
    from.tenant = tenant;
    CHECK(femto_load(&from, &at) == FEMTO_ERR_HELPER_NOT_GRANTED);
    CHECK(at == 0x03);

    const packed image{forty_two};
    from = image.named("it");
    from.tenant = tenant;
    const auto it = femto_load(&from, nullptr);
    REQUIRE(it >= 0);
    CHECK(femto_attach(it, thread_hook(), &at) == FEMTO_ERR_HOOK_NOT_GRANTED);
    CHECK(at == static_cast<std::uint32_t>(thread_hook()));
    CHECK(femto_attach(it, FEMTO_HOOK_TIMER, nullptr) == 0);
    CHECK(on.info(it).budget == 100);
    CHECK(on.info(it).tenant == tenant);
}

TEST_CASE("a tenant whose second is used up runs in the next", "[riot limits]") {
    stage on;
    femto_rights_t rights{};
    rights.hooks = FEMTO_HOOKS_ALL;
    rights.window_slots = 5;
    static const femto_tenant_t tenant = femto_tenant_add(&rights);
    REQUIRE(tenant > 0);
    const packed image{forty_two};
    femto_image_t from = image.named("it");
    from.tenant = tenant;
    const auto it = femto_load(&from, nullptr);
    REQUIRE(it >= 0);
    int error = 0;
    int runs = -1;
    for (; error == 0 && runs < 10; ++runs) {
        error = femto_run(it, nullptr, 0, nullptr);
    }
    CHECK(runs == 2); // of two slots, and the third would have one
    CHECK(error != 0);
    host().now_us += 1'000'000;
    CHECK(femto_run(it, nullptr, 0, nullptr) == 0);
    CHECK(on.info(it).state == FEMTO_STATE_LOADED);
}

TEST_CASE("a tenant is not granted helpers that the firmware lacks", "[riot limits]") {
    stage on;
    static const std::uint8_t unknown[] = {0x80};
    const femto_rights_t rights{unknown, 1, FEMTO_HOOKS_ALL, 0, 0, 0};
    CHECK(femto_tenant_add(&rights) == FEMTO_ERR_HELPER_NOT_OFFERED);
}

TEST_CASE("a tenant whose list of helpers was forgotten is refused, and not given all of them",
          "[riot limits]") {
    stage on;
    const femto_rights_t rights{nullptr, 2, FEMTO_HOOKS_ALL, 0, 0, 0};
    CHECK(femto_tenant_add(&rights) == FEMTO_ERR_ARGUMENT);
}

TEST_CASE("tables of tenants and hooks that are full refuse", "[riot limits]") {
    stage on;
    const femto_rights_t rights{nullptr, 0, FEMTO_HOOKS_ALL, 0, 0, 0};
    femto_tenant_t tenant = 0;
    for (int i = 0; i < CONFIG_FEMTO_RIOT_TENANTS && tenant >= 0; ++i) {
        tenant = femto_tenant_add(&rights);
    }
    CHECK(tenant == FEMTO_ERR_TENANTS_FULL);

    static const char* const names[] = {"h0", "h1", "h2", "h3", "h4", "h5"};
    femto_hook_t hook = 0;
    for (const char* const name : names) {
        const auto params = about(name);
        hook = hook >= 0 ? femto_hook_add(&params) : hook;
    }
    CHECK(hook == FEMTO_ERR_HOOKS_FULL);
}

} // namespace
} // namespace fc::test
