// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/resource_station.hpp"

namespace fc::test {
namespace {

using station_type = managed_station<>;

TEST_CASE("a path that is none is not found", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    for (const std::string& path : {std::string{},
                                    std::string{"/"},
                                    std::string{"femto/"},
                                    std::string{"Femto"},
                                    std::string{"femto/slots/"},
                                    std::string{"femto/slots/*"},
                                    std::string{"femto/slots/-1"},
                                    std::string{"femto/slots/00"},
                                    std::string{"femto/slots/0x0"},
                                    std::string{"femto/slots/ 0"},
                                    std::string{"femto/slots/0 "},
                                    std::string{"femto/slots/3"},
                                    std::string{"femto/slots/255"},
                                    std::string{"femto/slots/256"},
                                    std::string{"femto/slots/4294967295"},
                                    std::string{"femto/slots/4294967296"},
                                    std::string{"femto/slots/18446744073709551616"},
                                    std::string{"femto/slots/0/"},
                                    std::string{"femto/slots/0/start/now"},
                                    std::string{"femto/slots/0/START"},
                                    std::string{"a/b/c/d/e/f/g"},
                                    std::string(2000, 'a'),
                                    std::string("femto\0", 6)}) {
        for (const method how : {method::get, method::post, method::del, method::put}) {
            CAPTURE(path, static_cast<int>(how));
            const std::string before = device.state();
            CHECK(code_name(device.ask({how, path}).code) == "4.04 Not Found");
            CHECK(device.state() == before);
        }
    }
}

TEST_CASE("a request of the wrong form is refused with the code for it", "[resource]") {
    namespace format = resource::format;
    const byte_string some{1, 2, 3};
    struct row {
        const char* what;
        asking request;
        code answer;
    };
    const row rows[] = {
        {"a payload where there is none",
         {method::post, "femto/slots/0/start", some},
         code::bad_request},
        {"a payload of a GET", {method::get, "femto", some}, code::bad_request},
        {"an envelope in text",
         {method::post, "femto/install", some, {}, format::text},
         code::unsupported_format},
        {"an envelope in JSON",
         {method::post, "femto/install", some, {}, format::json},
         code::unsupported_format},
        {"a context in text",
         {method::post, "femto/slots/0/exec", some, {}, format::text},
         code::unsupported_format},
        {"a URI in octets",
         {method::post, "femto/pull", some, {}, format::octets},
         code::unsupported_format},
        {"JSON wanted",
         {method::get, "femto", {}, {}, format::none, format::json},
         code::not_acceptable},
        {"text wanted",
         {method::get, "femto/slots", {}, {}, format::none, format::text},
         code::not_acceptable},
        {"CBOR wanted of links",
         {method::get, ".well-known/core", {}, {}, format::none, format::cbor},
         code::not_acceptable},
        {"more parameters than there are",
         {method::get, "femto", {}, {"a", "b", "c", "d", "e"}},
         code::bad_option},
        {"a context in blocks",
         {method::post,
          "femto/slots/0/exec",
          byte_string(16),
          {},
          format::none,
          format::none,
          {0, 16, true}},
         code::too_large},
        {"the second block of a URI",
         {method::post, "femto/pull", some, {}, format::none, format::none, {1, 16, false}},
         code::too_large},
        {"text wanted of a context",
         {method::post, "femto/slots/0/exec", {}, {}, format::none, format::text},
         code::not_acceptable},
        {"CBOR wanted", {method::get, "femto", {}, {}, format::none, format::cbor}, code::content},
        {"parameters that nobody knows", {method::get, "femto", {}, {"a", "b=c"}}, code::content},
        {"an empty envelope", {method::post, "femto/install"}, code::bad_request},
        {"an empty context", {method::post, "femto/slots/0/exec"}, code::changed},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        station_type device;
        REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
        const std::string before = device.state();
        const auto answer = device.ask(each.request);
        CHECK(code_name(answer.code) == code_name(each.answer));
        if (!is_success(each.answer)) {
            CHECK(device.state() == before);
            CHECK(answer.content_format == format::none);
        }
    }
}

TEST_CASE("a path is not told apart from its segments", "[resource]") {
    station_type device;
    resource::request it;
    it.path.push(text_of("femto/slots"));
    std::array<std::uint8_t, 64> room{};
    resource::response out{room};
    device.manage.handle(it, out);
    CHECK(out.code == code::not_found);
}

TEST_CASE("every answer is the same whatever blocks it is taken in", "[resource]") {
    station_type device;
    REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
    for (const char* path : {"femto", "femto/slots", "femto/tenants", ".well-known/core"}) {
        const auto whole = device.get(path).payload;
        for (const std::size_t block : {16U, 64U, 256U}) {
            byte_string joined;
            for (bool has_more = true; has_more;) {
                resource::request it;
                const std::string_view all = path;
                for (std::size_t from = 0; from <= all.size();) {
                    const std::size_t to = std::min(all.find('/', from), all.size());
                    it.path.push({all.data() + from, to - from});
                    from = to + 1;
                }
                const std::string_view name = operator_herself.identity;
                it.peer.identity = {reinterpret_cast<const std::uint8_t*>(name.data()),
                                    name.size()};
                it.peer.is_secure = true;
                byte_string room(block);
                resource::response out{room, static_cast<std::uint32_t>(joined.size())};
                device.manage.handle(it, out);
                joined.insert(joined.end(), out.payload().begin(), out.payload().end());
                has_more = out.has_more();
            }
            CHECK(joined == whole);
        }
    }
}

TEST_CASE("whatever is asked, a refusal changes nothing and an answer can be read", "[resource]") {
    const auto envelope = for_tick(image_returning(9), 4, 2).envelope(ann);
    const std::array<const char*, 14> words{"femto", "slots", "0",    "1",      "2",
                                            "start", "stop",  "exec", "log",    "faults",
                                            "stats", "pull",  "*",    "tenants"};
    const std::array<const person*, 6> people{&plain,       &liar,        &unlisted,
                                              &bob_himself, &ann_herself, &operator_herself};
    const std::array<std::uint16_t, 5> formats{resource::format::none, resource::format::octets,
                                               resource::format::cbor, resource::format::text, 999};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        noise random{seed};
        station_type device;
        REQUIRE(device.push(for_tick(image_returning(1)).envelope(ann)).code == code::changed);
        std::size_t next = 0;
        for (int i = 0; i < 300; ++i) {
            asking it;
            it.how = static_cast<method>(1 + random.below(7));
            if (random.below(4) == 0) {
                // Now and then the next block of an envelope that is good, or another.
                it.how = method::post;
                it.path = "femto/install";
                const std::size_t blocks = (envelope.size() + 63) / 64;
                const std::size_t at = random.below(8) == 0 ? random.below(blocks) : next % blocks;
                next = at + 1;
                const std::size_t size = std::min<std::size_t>(64, envelope.size() - 64 * at);
                it.payload.assign(envelope.begin() + static_cast<std::ptrdiff_t>(64 * at),
                                  envelope.begin() + static_cast<std::ptrdiff_t>(64 * at + size));
                if (random.below(16) == 0) {
                    it.payload[random.below(size)] ^= 1;
                }
                it.block1 = {static_cast<std::uint32_t>(at), 64, at + 1 < blocks};
            } else {
                it.path = words[random.below(words.size())];
                for (auto left = random.below(4); left != 0; --left) {
                    it.path += std::string{"/"} + words[random.below(words.size())];
                }
                if (random.below(2) == 0) {
                    it.path = "femto/" + it.path;
                }
                it.payload.resize(random.below(3) == 0 ? random.below(200) : 0);
                for (auto& byte : it.payload) {
                    byte = static_cast<std::uint8_t>(random.next());
                }
                if (random.below(5) == 0) {
                    it.query.emplace_back(random.below(2) == 0 ? "context" : "from=3");
                }
            }
            it.content_format = formats[random.below(formats.size())];
            it.accept = formats[random.below(formats.size())];
            const person& who = *people[random.below(people.size())];
            device.board.ms += static_cast<std::uint32_t>(random.below(500));
            const std::string before = device.state();
            const auto answer = device.ask(it, who);
            CAPTURE(seed, i, it.path, who.name, code_name(answer.code));
            if (!is_success(answer.code)) {
                CHECK(device.state() == before);
                CHECK(answer.content_format == resource::format::none);
                CHECK_FALSE(answer.text().empty());
            } else if (answer.content_format == resource::format::cbor) {
                read_answer(answer);
            }
            if (random.below(20) == 0) {
                CHECK(device.manage.poll());
            }
        }
    }
}

} // namespace
} // namespace fc::test
