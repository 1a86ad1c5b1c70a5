// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/base/message.hpp>
#include <femto/update/write_key_set.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace fc::test {
namespace {

using namespace update;

using text = std::span<const char>;
constexpr text text_of(std::string_view from) { return {from.data(), from.size()}; }

/// A list of two tenants with three keys, to be changed by tests.
struct example {
    std::array<std::uint8_t, 32> ed25519{1};
    std::array<std::uint8_t, 64> p256{2};
    std::array<std::array<std::uint8_t, 8>, 3> ids{{{1}, {2}, {3}}};
    std::array<text, 2> growers{text_of("ann"), text_of("bob")};
    std::array<text, 1> admins{text_of("root")};
    std::array<uuid, 1> hooks{uuid{{7}}};
    std::array<std::uint32_t, 3> helpers{0x01, 0x13, 0x12345678};
    std::vector<tenant_description> tenants{{.name = text_of("grower"),
                                             .identities = growers,
                                             .slots = 0b101,
                                             .hooks = hooks,
                                             .helpers = helpers,
                                             .store_entries = 4,
                                             .budget = 5000,
                                             .window_slots = 70000},
                                            {.name = text_of("network"),
                                             .slots = 0xFFFFFFFF,
                                             .has_all_hooks = true,
                                             .has_all_helpers = true,
                                             .store_entries = 255,
                                             .budget = 0xFFFFFFFF}};
    std::vector<tenant_key> keys{
        {.id = ids[0], .public_key = ed25519, .tenant = 0},
        {.id = ids[1], .scheme = cose::scheme::ecdsa_p256, .public_key = p256, .tenant = 1},
        {.id = ids[2], .public_key = ed25519, .status = key_status::revoked, .tenant = 1}};

    std::vector<std::uint8_t> written() const {
        std::vector<std::uint8_t> out(2048);
        cbor::writer to{out};
        write_key_set(to, {tenants, keys, admins});
        out.resize(to.written()->size());
        return out;
    }
};

std::string string_of(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

TEST_CASE("a list of tenants reads as it was written", "[update]") {
    const example of;
    const auto bytes = of.written();
    const auto list = key_set::open(bytes);
    REQUIRE(list);
    REQUIRE(list->tenant_count() == 2);
    REQUIRE(list->key_count() == 3);

    const tenant_entry grower = list->tenant(0);
    CHECK(string_of(grower.name) == "grower");
    CHECK(grower.may_use_slot(0));
    CHECK_FALSE(grower.may_use_slot(1));
    CHECK(grower.may_use_slot(2));
    CHECK_FALSE(grower.may_use_slot(32));
    CHECK_FALSE(grower.has_all_hooks);
    CHECK(grower.hooks.count == 1);
    CHECK_FALSE(grower.has_all_helpers);
    CHECK(grower.helpers.count == 3);
    CHECK(grower.store_entries == 4);
    CHECK(grower.budget == 5000);
    CHECK(grower.window_slots == 70000);

    const tenant_entry network = list->tenant(1);
    CHECK(string_of(network.name) == "network");
    CHECK(network.may_use_slot(31));
    CHECK(network.has_all_hooks);
    CHECK(network.has_all_helpers);

    CHECK(list->key(1).scheme == cose::scheme::ecdsa_p256);
    CHECK(list->key(1).tenant == 1);
    CHECK(std::ranges::equal(list->key(1).public_key, of.p256));
    CHECK(list->key(2).status == key_status::revoked);
    CHECK(*list->find_key(of.ids[2]) == 2);
    CHECK(list->find_key(std::array<std::uint8_t, 8>{9}).error() == errc::unknown_key);
    CHECK(list->find_key({}).error() == errc::unknown_key);
}

TEST_CASE("a peer manages what its identity is listed for, and nobody is the empty identity",
          "[update]") {
    const auto bytes = example{}.written();
    const auto list = *key_set::open(bytes);
    const auto tenant_of = [&](std::string_view name) {
        const std::vector<std::uint8_t> identity{name.begin(), name.end()};
        return list.tenant_of_peer(identity);
    };
    CHECK(*tenant_of("ann") == 0);
    CHECK(*tenant_of("bob") == 0);
    for (const char* stranger : {"", "an", "annn", "root", "grower"}) {
        CAPTURE(stranger);
        CHECK(tenant_of(stranger).error() == errc::not_authorised);
    }
    const std::vector<std::uint8_t> root{'r', 'o', 'o', 't'};
    CHECK(list.is_administrator(root));
    CHECK_FALSE(list.is_administrator({}));
    CHECK_FALSE(list.is_administrator(std::vector<std::uint8_t>{'a', 'n', 'n'}));
}

TEST_CASE("a list of tenants is refused for what is wrong with it", "[update]") {
    struct row {
        const char* what;
        std::function<void(example&)> change;
        errc error;
    };
    static const std::array<std::uint8_t, 9> nine{};
    static const std::string long_name(16, 'x');
    const row rows[] = {
        {"a tenant without a name", [](example& it) { it.tenants[0].name = {}; },
         errc::unexpected_item},
        {"a name too long", [](example& it) { it.tenants[0].name = text_of(long_name); },
         errc::unexpected_item},
        {"a key id too long", [](example& it) { it.keys[0].id = nine; }, errc::unexpected_item},
        {"a key too short for its scheme", [](example& it) { it.keys[1].public_key = it.ed25519; },
         errc::unexpected_item},
        {"a key of nobody", [](example& it) { it.keys[0].tenant = 2; }, errc::unknown_tenant},
        {"two keys with one id", [](example& it) { it.keys[2].id = it.ids[0]; }, errc::same_key},
        {"a status nobody knows", [](example& it) { it.keys[2].status = key_status{3}; },
         errc::value_out_of_range},
        {"more tenants than can be told apart",
         [](example& it) { it.tenants.resize(33, it.tenants[1]); }, errc::value_out_of_range},
        {"an identity without a name", [](example& it) { it.growers[1] = {}; },
         errc::unexpected_item},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        example it;
        each.change(it);
        const auto bytes = it.written();
        const auto list = key_set::open(bytes);
        CHECK(std::string{describe(list.error()).name} == describe(each.error).name);
    }
}

TEST_CASE("a list of tenants that is cut short or has more behind it is refused", "[update]") {
    const auto whole = example{}.written();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<std::uint8_t> part{whole.begin(),
                                             whole.begin() + static_cast<std::ptrdiff_t>(size)};
        CHECK_FALSE(key_set::open(part));
    }
    auto more = whole;
    more.push_back(0);
    CHECK(key_set::open(more).error() == errc::trailing_bytes);
}

TEST_CASE("whatever is changed in a list of tenants, all that is read of it lies inside",
          "[update]") {
    const auto whole = example{}.written();
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        auto bytes = whole;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        const auto list = key_set::open(bytes);
        if (!list) {
            CHECK(list.at() <= bytes.size());
            continue;
        }
        for (std::uint32_t i = 0; i < list->key_count(); ++i) {
            const tenant_key key = list->key(i);
            CHECK(key.tenant < list->tenant_count());
            CHECK(key.public_key.size() == cose::key_bytes(key.scheme));
            CHECK(list->tenant(key.tenant).name.size() <= name_bytes);
        }
    }
}

} // namespace
} // namespace fc::test
