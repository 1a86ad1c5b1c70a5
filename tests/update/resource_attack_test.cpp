// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"
#include "update/shipments.hpp"

#include <functional>
#include <string_view>

namespace fc::test {
namespace {

using station_type = managed_station<>;
using resource::key;

/// ann has slots 0 and 2, all hooks and helpers; bob slots 1 and 2, the hook tick, one helper, and
/// 100 instruction slots a run.
struct attack {
    const char* what;
    std::function<answered(station_type&)> attempt;
    code expected;
    const char* error;
};

answered push_as_bob(station_type& device, const std::function<void(shipment&)>& change,
                     const signer& by = bob) {
    auto it = for_tick(image_returning(66), 50, 1);
    change(it);
    return device.push(it.envelope(by), bob_himself);
}

TEST_CASE("a tenant that attacks another gets nothing and changes nothing", "[resource]") {
    const auto post = [](const char* path, const byte_string& payload = {}) {
        return [=](station_type& device) { return device.post(path, bob_himself, payload); };
    };
    const auto push = [](auto change) {
        return [=](station_type& device) { return push_as_bob(device, change); };
    };
    const attack attacks[] = {
        {"stops its container", post("femto/slots/0/stop"), code::forbidden, "not_authorised"},
        {"starts its container", post("femto/slots/0/start"), code::forbidden, "not_authorised"},
        {"executes its container", post("femto/slots/0/exec"), code::forbidden, "not_authorised"},
        {"executes it with a context", post("femto/slots/0/exec", {1, 2, 3}), code::forbidden,
         "not_authorised"},
        {"has it write a response",
         [](station_type& device) {
             return device.ask(
                 {.how = method::post, .path = "femto/slots/0/exec", .query = {"coap"}},
                 bob_himself);
         },
         code::forbidden, "not_authorised"},
        {"removes its container",
         [](station_type& device) {
             return device.ask({.how = method::del, .path = "femto/slots/0"}, bob_himself);
         },
         code::forbidden, "not_authorised"},
        {"removes what it has in the slot both may use",
         [](station_type& device) {
             return device.ask({.how = method::del, .path = "femto/slots/2"}, bob_himself);
         },
         code::forbidden, "not_authorised"},
        {"stops what it has in the slot both may use", post("femto/slots/2/stop"), code::forbidden,
         "not_authorised"},
        {"reads the log of all",
         [](station_type& device) { return device.get("femto/log", bob_himself); }, code::forbidden,
         "not_authorised"},
        {"installs into its slot", push([](shipment& it) { it.slot = 0; }), code::forbidden,
         "slot_not_granted"},
        {"attaches to a hook it was not granted", push([](shipment& it) { it.hook = alarm_id; }),
         code::forbidden, "hook_not_granted"},
        {"calls the store, which it was not granted",
         push([](shipment& it) { it.image = image_that_puts(1); }), code::forbidden,
         "helper_not_granted"},
        {"asks for more instructions than it was granted",
         push([](shipment& it) { it.budget = 101; }), code::forbidden, "budget_not_granted"},
        {"names the other's key for its own signature",
         [](station_type& device) {
             auto it = for_tick(image_returning(66), 50, 0);
             return device.push(it.envelope(bob, &ann), bob_himself);
         },
         code::unauthorized, "bad_signature"},
        {"names a root's key for its own signature",
         [](station_type& device) {
             auto it = for_tick(image_returning(66), 50, 0);
             it.is_for_keys = true;
             return device.push(it.envelope(bob, &root), bob_himself);
         },
         code::unauthorized, "bad_signature"},
        {"sends a list of tenants of its own", push([](shipment& it) {
             it.is_for_keys = true;
             it.image = tenant_list{}.written();
         }),
         code::forbidden, "root_key_required"},
        {"replays the other's first envelope",
         [](station_type& device) {
             return device.push(for_tick(image_returning(1), 1).envelope(ann), bob_himself);
         },
         code::conflict, "stale_sequence"},
    };
    for (const attack& each : attacks) {
        CAPTURE(each.what);
        station_type device;
        for (std::uint64_t sequence : {1U, 2U}) {
            REQUIRE(device.push(for_tick(image_returning(1), sequence).envelope(ann)).code ==
                    code::changed);
        }
        auto shared = for_tick(image_returning(3), 1, 2);
        shared.hook = alarm_id;
        REQUIRE(device.push(shared.envelope(ann)).code == code::changed);
        REQUIRE(device.push(for_tick(image_returning(2), 1, 1).envelope(bob)).code ==
                code::changed);
        const std::string before = device.state();
        const auto refusals = device.manage.counts().refusals;
        const auto answer = each.attempt(device);
        CHECK(code_name(answer.code) == code_name(each.expected));
        CHECK(answer.text().substr(0, answer.text().find(':')) == each.error);
        CHECK(device.state() == before);
        CHECK(device.manage.counts().refusals != refusals);
    }
}

TEST_CASE("a stranger's copy of an envelope does not bring back what was removed", "[resource]") {
    station_type device;
    const auto copied = for_tick(image_returning(66), 5).envelope(ann);
    REQUIRE(device.push(copied, ann_herself).code == code::changed);
    REQUIRE(device.ask({.how = method::del, .path = "femto/slots/0"}).code == code::deleted);
    const auto said = device.push(copied, plain);
    CHECK(said.code == code::conflict);
    CHECK(said.text().starts_with("same_sequence: "));
    CHECK(device.fire() == -1);
}

TEST_CASE("a stranger's copy of an envelope does not bring back what failed its trial",
          "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1), 1).envelope(ann)).code == code::changed);
    for (std::uint32_t i = 0; i < managed_config::trial_runs; ++i) {
        device.fire();
    }
    REQUIRE(device.manage.poll());
    const auto copied = for_tick(image_that_faults(), 2).envelope(ann);
    int outages = 0;
    for (int again = 0; again < 20; ++again) {
        device.board.ms += managed_config::envelope_every_ms;
        device.push(copied, plain);
        for (int i = 0; i < 3; ++i) {
            outages += device.fire() == -1 ? 1 : 0;
        }
        REQUIRE(device.manage.poll());
    }
    CHECK(outages <= 3); // of the one time that its tenant wanted it
    CHECK(device.fire() == 1);
}

/// FNV-1a, which tells endpoints apart in many a transport.
std::uint32_t sum_of(std::string_view text) {
    std::uint32_t out = 2166136261U;
    for (const char each : text) {
        out = (out ^ static_cast<std::uint8_t>(each)) * 16777619U;
    }
    return out;
}

TEST_CASE("whatever address a peer picks, it does not end the transfer of one who may more",
          "[resource]") {
    struct row {
        person victim;
        person thief;
    };
    const row rows[] = {{operator_herself, plain},
                        {operator_herself, bob_himself},
                        {operator_herself, unlisted},
                        {ann_herself, plain},
                        {ann_herself, unlisted}};
    for (row each : rows) {
        const std::uint32_t of_victim = each.victim.endpoint ^ sum_of(each.victim.identity);
        const std::uint32_t of_thief = each.thief.is_secure ? sum_of(each.thief.identity) : 0;
        for (const std::uint32_t turned : {0U, ~0U}) {
            CAPTURE(each.victim.name, each.thief.name, turned);
            station_type device;
            each.thief.endpoint = of_victim ^ of_thief ^ turned;
            const auto envelope = for_tick(image_returning(7)).envelope(ann);
            REQUIRE(device.push_block(envelope, 0, 64, each.victim).code == code::continues);
            const byte_string rubbish(64);
            CHECK(device.push_block(rubbish, 0, 64, each.thief).code == code::unavailable);
            CHECK(device.push_block(envelope, 1, 64, each.victim).code == code::continues);
        }
    }
}

TEST_CASE("a tenant that is replaced in the list cannot see what was before it", "[resource]") {
    station_type device;
    const auto faults = image_from<"r0 = *(u8 *)(r10 + 8)\nexit">();
    REQUIRE(device.push(for_tick(faults).envelope(ann)).code == code::changed);
    device.fire();
    REQUIRE(read_answer(device.get("femto/faults", ann_herself))[key::faults].array().size() == 1);
    // carl has the place that ann had in the list, and her number in the engine.
    static const std::array<std::span<const char>, 1> of_carl{text_of("carl@laptop")};
    tenant_list list;
    list.tenants[0].name = text_of("carl");
    list.tenants[0].identities = of_carl;
    REQUIRE(device.push(of_list(list).envelope(root)).code == code::changed);
    const person carl{"carl", "carl@laptop", true, 9};
    CHECK(read_answer(device.get("femto/faults", carl))[key::faults].array().empty());
    CHECK(device.get("femto/faults", ann_herself).code == code::forbidden);
    CHECK(device.get("femto/faults").code == code::forbidden); // nor an administrator any more
}

TEST_CASE("a tenant sees what its containers did before anything was asked", "[resource]") {
    station_type device;
    auto it = for_tick(image_from<"r0 = *(u8 *)(r10 + 8)\nexit">());
    REQUIRE(device.its_updates.begin(1));
    REQUIRE(device.its_updates.take(it.envelope(ann)));
    REQUIRE(device.its_updates.end());
    device.fire();
    CHECK(read_answer(device.get("femto/faults", ann_herself))[key::faults].array().size() == 1);
}

TEST_CASE("who owns a slot is who signed what it holds", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1), 1, 2).envelope(ann)).code == code::changed);
    CHECK(device.post("femto/slots/2/stop", bob_himself).code == code::forbidden);
    CHECK(device.post("femto/slots/2/stop", ann_herself).code == code::changed);
    // Both were granted the slot: a later manifest of bob's is a change that the list allows.
    REQUIRE(device.push(for_tick(image_returning(2), 2, 2).envelope(bob)).code == code::changed);
    CHECK(device.post("femto/slots/2/start", ann_herself).code == code::forbidden);
    CHECK(device.post("femto/slots/2/start", bob_himself).code == code::changed);
}

TEST_CASE("a container whose key was revoked is an administrator's to remove", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    tenant_list list = managed_tenants();
    list.keys[0].status = update::key_status::revoked;
    REQUIRE(device.push(of_list(list).envelope(root)).code == code::changed);
    CHECK(device.fire() == -1);
    const auto slot = read_answer(device.get("femto/slots/0"));
    CHECK(name_of(static_cast<errc>(slot[key::error].integer())) == "revoked_key");
    CHECK_FALSE(slot.has(key::tenant));
    CHECK(device.post("femto/slots/0/start", ann_herself).code == code::forbidden);
    const auto started = device.post("femto/slots/0/start");
    CHECK(started.code == code::forbidden);
    CHECK(started.text().starts_with("revoked_key: "));
    CHECK(device.ask({.how = method::del, .path = "femto/slots/0"}, ann_herself).code ==
          code::forbidden);
    CHECK(device.ask({.how = method::del, .path = "femto/slots/0"}).code == code::deleted);
}

} // namespace
} // namespace fc::test
