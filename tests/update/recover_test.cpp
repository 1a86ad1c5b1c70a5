// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What a device is told of its start: in the wrong order, with a storage or a list that will not do.
#include "update/station.hpp"

namespace fc::test {
namespace {

/// Storage whose bytes do not lie as they have to.
struct shifted : flash {
    using flash::flash;
    std::span<const std::uint8_t> contents() const { return flash::contents().subspan(4); }
};
struct shifted_config : station_config {
    using storage = shifted;
};

/// A device before it is told to recover.
template <class Config = station_config>
struct fresh {
    typename Config::storage storage;
    update::identity about = station_identity();
    station_board board{};
    engine<Config> host{board};
    crypto::libsodium crypto{};
    updates<Config> its{host, board, storage, crypto, about};

    explicit fresh(std::size_t bytes = storage_bytes) : storage{bytes} {}
};

TEST_CASE("before a device has recovered it says so, and changes nothing", "[update]") {
    fresh<> device;
    const auto envelope = for_tick(image_returning(1)).envelope(ann);
    const auto says_so = [](const auto& outcome) {
        CHECK(name_of(outcome.error()) == "wrong_state");
    };
    says_so(device.its.begin(1, true));
    says_so(device.its.take(envelope));
    says_so(device.its.take_image(envelope));
    says_so(device.its.end_image());
    says_so(device.its.poll());
    says_so(device.its.start(0));
    says_so(device.its.stop(0));
    says_so(device.its.remove(0));
    CHECK(device.storage.operation_count() == 0);
}

TEST_CASE("a second recovery is refused, and what runs goes on", "[update]") {
    station device;
    REQUIRE(device.send(for_tick(image_returning(5)).envelope(ann)));
    CHECK(name_of(device->updates.recover().error()) == "wrong_state");
    CHECK(device->fire() == 5);
    CHECK(device->updates.tenants().tenant_count() == 2);
}

TEST_CASE("storage that is too small, or lies wrong, is refused before anything is written",
          "[update]") {
    fresh<> small{storage_bytes - flash::erase_bytes};
    CHECK(name_of(small.its.recover().error()) == "storage_unfit");
    CHECK(name_of(small.its.begin(1, true).error()) == "wrong_state");
    CHECK(small.storage.operation_count() == 0);
    fresh<shifted_config> wrong{storage_bytes + flash::erase_bytes};
    CHECK(name_of(wrong.its.recover().error()) == "storage_unfit");
    CHECK(wrong.storage.operation_count() == 0);
    fresh<> roomy{storage_bytes + flash::erase_bytes};
    CHECK(roomy.its.recover());
}

TEST_CASE("a first list of tenants that is not taken is told of", "[update]") {
    const byte_string no_list{0x84, 0x02, 0x80, 0x80, 0x80};
    fresh<> spoilt;
    spoilt.about.first_key_set = no_list;
    const auto of_spoilt = spoilt.its.recover();
    CHECK(name_of(of_spoilt.error()) == "unsupported_manifest");
    CHECK(of_spoilt.at() == 1);
    CHECK(spoilt.its.tenants().tenant_count() == 0);

    fresh<> none;
    none.about.first_key_set = {};
    CHECK(none.its.recover());

    tenant_list of_all;
    static constexpr std::array<const char*, 3> more{"cleo", "dora", "emil"};
    for (const char* name : more) {
        update::tenant_description next = of_all.tenants[1];
        next.name = text_of(name);
        of_all.tenants.push_back(next);
    }
    const byte_string long_list = of_all.written();
    fresh<> full;
    full.about.first_key_set = long_list;
    const auto of_full = full.its.recover();
    CHECK(name_of(of_full.error()) == "tenants_full");
    CHECK(of_full.at() == station_config::tenants);
}

} // namespace
} // namespace fc::test
