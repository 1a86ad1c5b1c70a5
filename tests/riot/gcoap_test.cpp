// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What gcoap and tinydtls are told by the module, and what it makes of what they tell.
#include "fake_gcoap.h"
#include "update_stage.hpp"

#include <femto/update/resource/routes.hpp>

#include <set>

namespace fc::test {
namespace {

constexpr const auto& wild = assembled<"r1 = 64\nr0 = *(u8 *)(r1 + 0)\nexit">;

enum : unsigned { anns_port = 1, operators_port = 2, strangers_port = 3 };

/// The board with gcoap over it; a session of ann, who has a container that faults, and of nobody else.
struct served_board : deployed_board {
    served_board() {
        fake_gcoap_begin();
        for (unsigned port = 0; port < 8; ++port) {
            fake_dtls_forget(port);
        }
        greet(anns_port, "ann@laptop");
        static std::uint64_t sequence = 100;
        REQUIRE(push(shipment_of(wild, ++sequence).envelope(ann())).code == "2.04");
        fake_gcoap_run();
        while (notified().code != "nothing") {
        }
    }
    static void greet(unsigned port, const char* identity) {
        fake_dtls_claim(port, identity);
        fake_dtls_connect(port, true);
    }
    static reply get(unsigned port, const char* path, std::uint32_t observe = FAKE_UNOBSERVED,
                     bool is_dtls = true) {
        const datagram asked{1, path + 1};
        byte_string buffer(512);
        std::uint32_t seen = 0;
        buffer.resize(fake_gcoap_ask(port, is_dtls, path, observe, asked.bytes.data(),
                                     asked.bytes.size(), buffer.data(), buffer.size(), &seen));
        CHECK(seen == FAKE_UNOBSERVED);
        return reply{buffer};
    }
    /// Each run adds a report to the faults.
    static void fault() { CHECK(ask({2, "femto/slots/0/exec"}, "ann@laptop").code == "2.04"); }
    static reply notified(unsigned to = anns_port) {
        byte_string buffer(1152);
        unsigned port = to;
        buffer.resize(fake_gcoap_sent(&port, buffer.data(), buffer.size()));
        CHECK(port == to);
        return reply{buffer};
    }
};

TEST_CASE("gcoap lists each resource that there is, as femto describes it", "[riot gcoap]") {
    const served_board board;
    std::string all(1024, ' ');
    all.resize(fake_gcoap_links(all.data(), all.size()));
    CHECK(fake_gcoap_links(all.data(), all.size() / 2) == 0);
    std::set<std::string> listed;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find(',', at), all.size());
        listed.insert(all.substr(at, end - at));
        at = end + 1;
    }
    byte_string told(1024);
    update::resource::response out{told};
    update::resource::answer_links({}, out, update::resource::links);
    std::set<std::string> wanted;
    const std::string text{told.begin(), told.begin() + out.total_bytes()};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        wanted.insert(text.substr(at, end - at));
        at = end + 1;
    }
    CHECK(listed == wanted);
    CHECK(listed.size() == update::resource::links.size());
}

TEST_CASE("a peer is who showed to know the key, when the handshake ended", "[riot gcoap]") {
    const served_board board;
    CHECK(std::string{fake_dtls_identity(anns_port)} == "ann@laptop");
    CHECK(board.get(anns_port, "/femto/faults").code == "2.05");
    CHECK(board.get(anns_port, "/femto/faults", FAKE_UNOBSERVED, false).code == "4.01");
    CHECK(fake_dtls_identity(strangers_port) == nullptr);

    SECTION("not when it began") {
        CHECK(fake_dtls_claim(operators_port, "operator"));
        CHECK(fake_dtls_identity(operators_port) == nullptr);
        CHECK(fake_dtls_claim(anns_port, "operator"));
        CHECK(fake_dtls_identity(anns_port) == nullptr);
    }
    SECTION("another one at the same address is another one") {
        board.greet(anns_port, "operator");
        CHECK(std::string{fake_dtls_identity(anns_port)} == "operator");
        board.greet(anns_port, "somebody of RIOT's own");
        CHECK(fake_dtls_identity(anns_port) == nullptr);
    }
    SECTION("a beginning of a name is another name") {
        board.greet(operators_port, "operato");
        CHECK(fake_dtls_identity(operators_port) == nullptr);
    }
    SECTION("one that this board went to is nobody") {
        fake_dtls_claim(operators_port, "operator");
        fake_dtls_connect(operators_port, false);
        CHECK(fake_dtls_identity(operators_port) == nullptr);
    }
    SECTION("there is room for as many as tinydtls has, not for those that were") {
        for (unsigned port = 2; port < 8; ++port) {
            fake_dtls_forget(port - 1);
            board.greet(port, "operator");
            CHECK(std::string{fake_dtls_identity(port)} == "operator");
        }
    }
}

TEST_CASE("an observer is told of each change, by the token of its request", "[riot gcoap]") {
    const served_board board;
    const reply first = board.get(anns_port, "/femto/faults", 0);
    CHECK(first.code == "2.05");
    REQUIRE(first.options[6]);
    fake_gcoap_run();
    CHECK(board.notified().code == "nothing");

    board.fault();
    fake_gcoap_run();
    const reply second = board.notified();
    CHECK(second.code == "2.05");
    CHECK(second.head[0] == 0x52);
    CHECK(second.head[4] == 0xAB);
    CHECK(second.head[5] == 0xCD);
    REQUIRE(second.options[6]);
    CHECK(*second.options[6] > *first.options[6]);
    CHECK(second.payload == board.get(anns_port, "/femto/faults").payload);

    SECTION("until it has seen enough") {
        const reply last = board.get(anns_port, "/femto/faults", 1);
        CHECK(last.code == "2.05");
        CHECK_FALSE(last.options[6]);
    }
    SECTION("until its session is over") { fake_dtls_forget(anns_port); }
    SECTION("until somebody else has its address") { board.greet(anns_port, "operator"); }
    board.fault();
    fake_gcoap_run();
    CHECK(board.notified().code == "nothing");
}

TEST_CASE("who asks twice is told once", "[riot gcoap]") {
    const served_board board;
    board.get(anns_port, "/femto/faults", 0);
    board.get(anns_port, "/femto/faults", 0);
    board.fault();
    fake_gcoap_run();
    CHECK(board.notified().code == "2.05");
    CHECK(board.notified().code == "nothing");
}

TEST_CASE("who may not read observes nothing, and takes the place of nobody", "[riot gcoap]") {
    const served_board board;
    for (int i = 0; i < 8; ++i) {
        const reply refused = board.get(anns_port, "/femto/log", 0);
        CHECK(refused.code == "4.03");
        CHECK_FALSE(refused.options[6]);
        CHECK(board.get(strangers_port, "/femto/faults", 0, false).code == "4.01");
    }
    CHECK_FALSE(board.get(anns_port, "/femto/stats", 0).options[6]);
    CHECK(board.get(anns_port, "/femto/faults", 0).options[6]);
    board.fault();
    fake_gcoap_run();
    CHECK(board.notified().code == "2.05");
    CHECK(board.notified().code == "nothing");
}

TEST_CASE("by DTLS gcoap hears of no observer of other resources, which it would not survive",
          "[riot gcoap]") {
    const served_board board;
    CHECK(board.get(anns_port, "/.well-known/core", 0).code == "nothing");
}

} // namespace
} // namespace fc::test
