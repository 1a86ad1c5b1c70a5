// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

#include <type_traits>

namespace fc::test {
namespace {

using station_type = managed_station<>;
using resource::key;

byte_string image_that_faults() { return image_from<"r0 = *(u8 *)(r10 + 8)\nexit">(); }
byte_string bytes_of_uuid(const uuid& id) { return {id.bytes.begin(), id.bytes.end()}; }

TEST_CASE("a management is made of updates and a log, without a word of their types",
          "[resource]") {
    station_type device;
    management manage{device.its_updates, device.log, "greenhouse"};
    using named = management<managed_config, resource::log_ring<64>>;
    STATIC_REQUIRE(std::is_same_v<decltype(manage), named>);
    CHECK(manage.counts().requests == 0);
}

template <class... Word>
concept can_be_pushed = requires(resource::path& to, Word&&... word) {
    to.push(word...);
};
template <class Text>
concept can_be_named = requires(Text& text) {
    resource::text_of(text);
};

TEST_CASE("a path that is written by hand leads where one from the network does", "[resource]") {
    station_type device;
    std::array<std::uint8_t, 1024> room{};
    resource::response answer{room};
    device.manage.handle({.path = resource::path::of("femto/slots/0")}, answer);
    CHECK(code_name(answer.code) == code_name(code::content));
    const byte_string written{answer.payload().begin(), answer.payload().end()};
    CHECK(written == device.get("femto/slots/0").payload);

    STATIC_REQUIRE(resource::path::of("").size() == 0);
    STATIC_REQUIRE(resource::path::of("a/b").is("a/b"));
    STATIC_REQUIRE(resource::path::of("a/b/").is("a/b"));
    STATIC_REQUIRE(resource::path::of("a/b/c/d/e/f/g").overflowed());
    STATIC_REQUIRE_FALSE(can_be_pushed<const char(&)[6]>); // its last character is a zero
    STATIC_REQUIRE(can_be_pushed<resource::text>);
    STATIC_REQUIRE_FALSE(can_be_named<char[32]>); // text may end before it
    STATIC_REQUIRE(can_be_named<const char[6]>);
}

TEST_CASE("a refusal for the form of a request says what was not as it has to be", "[resource]") {
    station_type device;
    struct row {
        asking what;
        code as;
        const char* told;
    };
    const row rows[] = {
        {{.how = method::post, .path = "femto"}, code::method_not_allowed, "other methods"},
        {{.path = "femto", .accept = resource::format::text},
         code::not_acceptable,
         "the answer has another Content-Format"},
        {{.how = method::post,
          .path = "femto/install",
          .payload = {1},
          .content_format = resource::format::text},
         code::unsupported_format,
         "the payload is to be of another Content-Format"},
        {{.how = method::post,
          .path = "femto/install",
          .payload = byte_string(64),
          .block1 = {3, 64, true}},
         code::request_incomplete,
         "not the block that comes next"},
    };
    for (const row& it : rows) {
        INFO(it.told);
        const answered got = device.ask(it.what);
        CHECK(code_name(got.code) == code_name(it.as));
        CHECK(got.text().rfind("bad_request: ", 0) == 0);
        CHECK(got.text().find(it.told) != std::string::npos);
    }
}

TEST_CASE("a device tells what it is", "[resource]") {
    station_type device;
    const auto it = read_answer(device.get("femto"));
    CHECK(it[key::board].text() == "test bench");
    CHECK(it[key::version].text() == std::to_string(FEMTO_VERSION_MAJOR) + "." +
                                         std::to_string(FEMTO_VERSION_MINOR) + "." +
                                         std::to_string(FEMTO_VERSION_PATCH));
    CHECK(it[key::groups].number() == managed_config::groups.bits_);
    REQUIRE(it[key::helpers].array().size() == 2);
    CHECK(it[key::helpers].array()[1].number() == 0x20);
    const auto& hooks = it[key::hooks].array();
    REQUIRE(hooks.size() == 2);
    CHECK(hooks[0][key::name].text() == "tick");
    CHECK(hooks[0][key::hook].bytes() == bytes_of_uuid(tick_id));
    CHECK(hooks[0][key::budget].number() == managed_config::budget);
    CHECK(hooks[0][key::where].number() == 0);
    CHECK(hooks[0][key::policy].number() == 0);
    CHECK(it[key::slots].number() == 3);
    CHECK(it[key::free_slots].number() == 3);
    CHECK(it[key::image_bytes].number() == 1024);
    CHECK(it[key::vendor].bytes() == bytes_of_uuid({{1}}));
    CHECK(it[key::device_class].bytes() == bytes_of_uuid({{2}}));
    CHECK(it[key::device].bytes() == bytes_of_uuid({{3}}));
    CHECK(it[key::profile].text() == "suit-37");
    const auto& keys = it[key::keys].array();
    REQUIRE(keys.size() == 2);
    CHECK(keys[1][key::tenant].text() == "bob");
    CHECK(keys[1][key::key_id].bytes() == byte_string(8, 2));
    CHECK(keys[1][key::status].number() == 0);
    CHECK(it[key::context_bytes].number() == 64);
}

TEST_CASE("a slot tells what it holds and what that did", "[resource]") {
    station_type device;
    auto shipment = for_tick(image_returning(5), 7, 2);
    shipment.name = "blink";
    shipment.budget = 50;
    shipment.position = 3;
    REQUIRE(device.push(shipment.envelope(bob)).code == code::changed);
    CHECK(device.fire() == 5);
    CHECK(device.fire() == 5);
    const auto it = read_answer(device.get("femto/slots/2", plain));
    CHECK(it[key::slot].number() == 2);
    CHECK(it[key::name].text() == "blink");
    CHECK(it[key::state].number() == static_cast<std::uint64_t>(container_state::attached));
    CHECK(it[key::tenant].text() == "bob");
    CHECK(it[key::sequence].number() == 7);
    const auto digest = sha256_of(shipment.image);
    CHECK(it[key::digest].bytes() == byte_string(digest.begin(), digest.end()));
    CHECK(it[key::size].number() == shipment.image.size());
    CHECK(it[key::hook].bytes() == bytes_of_uuid(tick_id));
    CHECK(it[key::position].number() == 3);
    CHECK(it[key::budget].number() == 50);
    CHECK(it[key::key_id].bytes() == byte_string(8, 2));
    CHECK(it[key::on_trial].flag());
    CHECK_FALSE(it[key::stopped].flag());
    CHECK_FALSE(it[key::rolled_back].flag());
    CHECK(it[key::runs].number() == 2);
    CHECK(it[key::instructions].number() == 4);
    CHECK(it[key::newest].number() == 7);
    CHECK_FALSE(it.has(key::error));
    const auto all = read_answer(device.get("femto/slots", plain))[key::slots].array();
    REQUIRE(all.size() == 3);
    CHECK_FALSE(all[0].has(key::sequence));
    CHECK(all[0][key::state].number() == 0);
    CHECK(all[2].map().size() == it.map().size());
}

TEST_CASE("a container is stopped, started and removed by requests", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    CHECK(device.post("femto/slots/0/stop", ann_herself).code == code::changed);
    CHECK(device.fire() == -1);
    CHECK(read_answer(device.get("femto/slots/0"))[key::stopped].flag());
    CHECK(device.post("femto/slots/0/start", ann_herself).code == code::changed);
    CHECK(device.fire() == 1);
    CHECK(device.ask({.how = method::del, .path = "femto/slots/0"}, ann_herself).code ==
          code::deleted);
    CHECK(device.fire() == -1);
    const auto gone = device.post("femto/slots/0/start", ann_herself);
    CHECK(gone.code == code::not_found);
    CHECK(gone.text() == "slot_empty: the slot has no container");
}

TEST_CASE("a container that is executed gives r0, and what it made of its context", "[resource]") {
    station_type device;
    const auto image = image_from<"r0 = *(u8 *)(r1 + 0)\n*(u8 *)(r1 + 1) = 7\nr0 += r2\nexit">();
    REQUIRE(device.push(for_tick(image).envelope(ann)).code == code::changed);
    const auto plain_answer =
        read_answer(device.post("femto/slots/0/exec", ann_herself, {5, 0, 9}));
    CHECK(plain_answer[key::r0].number() == 8);
    CHECK(plain_answer[key::instructions].number() == 4);
    CHECK_FALSE(plain_answer.has(key::context));
    asking with{.how = method::post,
                .path = "femto/slots/0/exec",
                .payload = {5, 0, 9},
                .query = {"context"},
                .content_format = resource::format::octets};
    CHECK(read_answer(device.ask(with))[key::context].bytes() == byte_string{5, 7, 9});
    with.payload.assign(managed_config::context_bytes, 1);
    CHECK(device.ask(with).code == code::changed);
    with.payload.push_back(1);
    const auto too_large = device.ask(with);
    CHECK(too_large.code == code::too_large);
    CHECK(too_large.size1 == managed_config::context_bytes);
    CHECK(device.ask({.how = method::post, .path = "femto/slots/0/exec", .query = {"coap"}}).code ==
          code::not_implemented);
}

TEST_CASE("a fault of a container that is executed is an answer, and one that may not run none",
          "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    REQUIRE(device.push(for_tick(image_that_faults(), 2).envelope(ann)).code == code::changed);
    for (int i = 0; i < managed_config::quarantine_after; ++i) {
        const auto answer = device.post("femto/slots/0/exec", ann_herself, {1});
        CHECK(answer.code == code::changed);
        const auto it = read_answer(answer);
        CHECK(name_of(static_cast<errc>(it[key::error].integer())) == "illegal_memory");
        CHECK(it[key::at].number() == 0);
        CHECK_FALSE(it.has(key::r0));
    }
    const auto refused = device.post("femto/slots/0/exec", ann_herself);
    CHECK(refused.code == code::conflict);
    CHECK(refused.text().starts_with("quarantined: "));
    // What faults in its first runs goes, and the one before is back.
    CHECK(device.manage.poll());
    const auto it = read_answer(device.get("femto/slots/0"));
    CHECK(it[key::rolled_back].flag());
    CHECK(it[key::sequence].number() == 1);
    CHECK(it[key::newest].number() == 2);
    CHECK(name_of(static_cast<errc>(it[key::error].integer())) == "illegal_memory");
    CHECK(device.fire() == 1);
}

TEST_CASE("a container that runs in slices is not executed, and its state is told", "[resource]") {
    station_type device;
    shipment it;
    it.image = image_from<"goto -1\nexit">();
    REQUIRE(device.push(it.envelope(ann)).code == code::changed);
    REQUIRE(device.post("femto/slots/0/start", ann_herself).code == code::changed);
    const auto refused = device.post("femto/slots/0/exec", ann_herself);
    CHECK(refused.code == code::conflict);
    CHECK(refused.text() == "wrong_state: the container is not in a state in which that can be "
                            "done, state 4");
}

TEST_CASE("faults are told with registers, to whom they concern", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_that_faults()).envelope(ann)).code == code::changed);
    device.fire();
    for (const person* who : {&ann_herself, &operator_herself}) {
        const auto it = read_answer(device.get("femto/faults", *who));
        CHECK(it[key::number].number() == 1);
        REQUIRE(it[key::faults].array().size() == 1);
        const item& report = it[key::faults].array()[0];
        CHECK(report[key::slot].number() == 0);
        CHECK(report[key::hook].bytes() == bytes_of_uuid(tick_id));
        CHECK(name_of(static_cast<errc>(report[key::error].integer())) == "illegal_memory");
        CHECK(report[key::registers].array().size() == 11);
    }
    const auto of_bob = read_answer(device.get("femto/faults", bob_himself));
    CHECK(of_bob[key::faults].array().empty());
    CHECK(of_bob[key::number].number() == 0);
}

TEST_CASE("a fault says whose it was and in which slot, also when its container is gone",
          "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    REQUIRE(device.push(for_tick(image_that_faults(), 2).envelope(ann)).code == code::changed);
    for (int i = 0; i < managed_config::quarantine_after; ++i) {
        device.fire();
    }
    for (const bool is_there : {true, false}) {
        CAPTURE(is_there);
        const auto told = read_answer(device.get("femto/faults", operator_herself));
        REQUIRE_FALSE(told[key::faults].array().empty());
        const item& report = told[key::faults].array()[0];
        CHECK(report[key::slot].number() == 0);
        CHECK(report[key::tenant].text() == "ann");
        CHECK(device.manage.poll()); // the one before is back
    }
}

TEST_CASE("the log gives what is kept, from where it is asked for", "[resource]") {
    station_type device;
    const auto told = [&](const char* query) {
        return read_answer(device.ask({.path = "femto/log", .query = {query}}));
    };
    const auto text = [](const item& it) {
        return std::string{it[key::characters].bytes().begin(), it[key::characters].bytes().end()};
    };
    CHECK(text(told("from=0")).empty());
    const std::uint32_t before = device.manage.version(4);
    REQUIRE(std::string_view{device.manage.links()[4].path} == "femto/log");
    device.log.write_text(text_of("one\n"));
    CHECK(device.manage.version(4) != before);
    CHECK(text(told("from=0")) == "one\n");
    CHECK(told("from=0")[key::number].number() == 0);
    CHECK(text(told("from=2")) == "e\n");
    CHECK(told("from=2")[key::number].number() == 2);
    CHECK(text(told("from=4")).empty());
    CHECK(text(told("from=4000000000")) == "one\n"); // not written yet: all there is
    for (int i = 0; i < 30; ++i) {
        device.log.write_text(text_of("line " + std::to_string(i) + "\n"));
    }
    CHECK(text(told("other")).size() == 64);
    CHECK(text(told("other")).ends_with("line 28\nline 29\n"));
    const auto all = told("from=0");
    CHECK(all[key::number].number() + 64 == device.log.end());
    for (const char* bad : {"from", "from=", "from=-1", "from=1a", "from=4294967296", "from=01"}) {
        CAPTURE(bad);
        CHECK(device.ask({.path = "femto/log", .query = {bad}}).code == code::bad_request);
    }
}

TEST_CASE("a log keeps the last of what was written, however long a text is", "[resource]") {
    for (std::size_t length = 0; length < 70; ++length) {
        resource::log_ring<16> log;
        std::string written;
        for (int i = 0; i < 5; ++i) {
            const std::string text(length, static_cast<char>('a' + i));
            log.write_text(text_of(text));
            written += text;
            const std::size_t kept = std::min<std::size_t>(written.size(), 16);
            std::string read;
            for (std::uint32_t at = log.begin(); at != log.end();) {
                const auto piece = log.piece(at);
                REQUIRE_FALSE(piece.empty());
                read.append(piece.begin(), piece.end());
                at += static_cast<std::uint32_t>(piece.size());
            }
            CHECK(read == written.substr(written.size() - kept));
            CHECK(log.end() == written.size());
            CHECK(log.piece(log.end()).empty());
            CHECK(log.piece(log.begin() - 1).empty());
        }
    }
}

TEST_CASE("tenants are told what they may have and what of it they use", "[resource]") {
    station_type device;
    const auto put = image_from<"r1 = 1\nr2 = 1\ncall 0x11\nexit">();
    REQUIRE(device.push(for_tick(put).envelope(ann)).code == code::changed);
    device.fire();
    const auto all = read_answer(device.get("femto/tenants")).array();
    REQUIRE(all.size() == 2);
    CHECK(all[0][key::name].text() == "ann");
    CHECK(all[0][key::store_used].number() == 1);
    CHECK(all[0][key::store_entries].number() == 4);
    CHECK(all[0][key::granted].number() == 0b101);
    const auto own = read_answer(device.get("femto/tenants", bob_himself)).array();
    REQUIRE(own.size() == 1);
    CHECK(own[0][key::name].text() == "bob");
    CHECK(own[0][key::budget].number() == 100);
    CHECK(own[0][key::store_used].number() == 0);
}

TEST_CASE("every refusal is counted by its cause", "[resource]") {
    station_type device;
    const auto count = [&](resource::cause why) {
        return read_answer(device.get("femto/stats"))[key::refusals]
            .array()[static_cast<std::size_t>(why)]
            .number();
    };
    CHECK(device.get("nowhere").code == code::not_found);
    CHECK(count(resource::cause::request) == 1);
    CHECK(device.get("femto/faults", plain).code == code::unauthorized);
    CHECK(count(resource::cause::rights) == 1);
    device.push(for_tick(image_returning(1)).envelope(stranger));
    CHECK(count(resource::cause::authenticity) == 1);
    auto other = for_tick(image_returning(1));
    other.vendor = {{9}};
    device.push(other.envelope(ann));
    CHECK(count(resource::cause::device) == 1);
    CHECK(device.post("femto/slots/0/start").code == code::not_found);
    CHECK(count(resource::cause::slot) == 1);
    device.post("femto/install", plain, {0xFF});
    CHECK(count(resource::cause::manifest) == 1);
    const auto stats = read_answer(device.get("femto/stats"));
    CHECK(stats[key::refused].number() == 3);
    CHECK(stats[key::installed].number() == 0);
    CHECK(stats[key::requests].number() == device.manage.counts().requests);
    CHECK(stats[key::store_entries].number() == managed_config::store_entries);
}

TEST_CASE("links lead to every resource that has a type", "[resource]") {
    station_type device;
    const auto answer = device.get(".well-known/core", plain);
    CHECK(answer.content_format == resource::format::links);
    CHECK(answer.text() ==
          "</femto>;rt=\"femto.device\";ct=60,</femto/slots>;rt=\"femto.slots\";ct=60,"
          "</femto/stats>;rt=\"femto.stats\";ct=60,</femto/faults>;rt=\"femto.faults\";ct=60;obs,"
          "</femto/log>;rt=\"femto.log\";ct=60;obs,</femto/tenants>;rt=\"femto.tenants\";ct=60,"
          "</femto/install>;rt=\"femto.install\";ct=60,</femto/pull>;rt=\"femto.pull\"");
    CHECK(device.ask({.path = ".well-known/core", .query = {"rt=femto.log"}}, plain).text() ==
          "</femto/log>;rt=\"femto.log\";ct=60;obs");
}

TEST_CASE("keys are numbered one after the other, and have names of their own", "[resource]") {
    for (std::size_t i = 0; i < resource::keys.size(); ++i) {
        CHECK(static_cast<std::size_t>(resource::keys[i].number) == i);
        CHECK(resource::find_key_row(i) == &resource::keys[i]);
        for (std::size_t j = 0; j < i; ++j) {
            CHECK(std::string_view{resource::keys[i].name} != resource::keys[j].name);
        }
    }
    CHECK(resource::find_key_row(resource::keys.size()) == nullptr);
}

TEST_CASE("every error has one row that says how it is answered", "[resource]") {
    for (std::size_t i = 1; i < resource::refusal_table.size(); ++i) {
        CHECK(resource::refusal_table[i - 1].last < resource::refusal_table[i].first);
    }
    for (const error_row& each : error_table) {
        if (each.code != errc::ok) {
            CAPTURE(each.name);
            CHECK(&resource::row_of(each.code) != &resource::unforeseen);
            CHECK_FALSE(resource::is_success(resource::row_of(each.code).as));
        }
    }
    CHECK(resource::row_of(static_cast<errc>(99)).as == code::internal_error);
}

struct terse_config : station_config, management_defaults {
    static constexpr bool has_sentences = false;
};

TEST_CASE("a firmware without sentences says the number of an error", "[resource]") {
    managed_station<terse_config> device;
    CHECK(device.get("nowhere").text() == "error 63");
    CHECK(device.post("femto/install", plain, {0xFF}).text() == "error 2, at byte 0");
    const auto put = image_from<"r1 = 1\nr2 = 1\ncall 0x11\nexit">();
    CHECK(device.push(for_tick(put, 1, 1).envelope(bob)).text() == "error -30, helper 17");
}

} // namespace
} // namespace fc::test
