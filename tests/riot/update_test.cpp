// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Containers that come over the network to the module, in datagrams. There is one board, whose slots keep what
// a test put there: each takes sequence numbers above those before.
#include "update_stage.hpp"

namespace fc::test {
namespace {

constexpr const char* ann_by_dtls = "ann@laptop";

constexpr const auto& eleven = assembled<"r0 = 11\nexit">;
constexpr const auto& twelve = assembled<"r0 = 12\nexit">;
constexpr const auto& thirteen = assembled<"r0 = 13\nexit">;

TEST_CASE("a container that ann signed comes in blocks and waits for its hook", "[riot update]") {
    const deployed_board board;
    auto first = shipment_of(eleven, 1);
    first.name = "doorman";
    CHECK(board.push(first.envelope(ann())).code == "2.04");
    CHECK(board.open() == 11);

    SECTION("the C functions and the shell know it by its manifest's name") {
        const femto_container_t it = femto_find("doorman");
        REQUIRE(it >= 0);
        femto_info_t info{};
        REQUIRE(femto_info(it, &info) == 0);
        CHECK(std::string{info.name} == "doorman");
        CHECK(info.hook == board.door);
        CHECK(info.tenant == 1);
    }
    SECTION("the firmware's own may have that name all the same, and is meant by it then") {
        const byte_string image = shipment_of(twelve, 1).image;
        const femto_image_t from{.name = "doorman",
                                 .image = image.data(),
                                 .size = image.size(),
                                 .data = nullptr,
                                 .data_size = 0,
                                 .tenant = 0};
        const femto_container_t own = femto_load(&from, nullptr);
        REQUIRE(own >= 0);
        CHECK(femto_find("doorman") == own);
        CHECK(femto_load(&from, nullptr) == FEMTO_ERR_NAME);
        REQUIRE(femto_unload(own) == 0);
        CHECK(femto_find("doorman") >= 0);
    }
    SECTION("a newer one takes its place, and an older one does not") {
        CHECK(board.push(shipment_of(thirteen, 3).envelope(ann())).code == "2.04");
        CHECK(board.open() == 13);
        const auto refused = board.push(shipment_of(twelve, 2).envelope(ann()));
        CHECK(refused.code == "4.09");
        CHECK(refused.text().substr(0, 15) == "stale_sequence:");
        CHECK(board.open() == 13);
    }
}

TEST_CASE("nobody installs what nobody signed who may", "[riot update]") {
    const deployed_board board;
    REQUIRE(board.push(shipment_of(eleven, 10).envelope(ann())).code == "2.04");
    const signer mallory{66};
    CHECK(board.push(shipment_of(twelve, 11).envelope(mallory)).code == "4.01");
    CHECK(board.push(shipment_of(twelve, 11).envelope(mallory, &ann())).code == "4.01");
    auto for_others = shipment_of(twelve, 11);
    for_others.device_class = uuid{{3}};
    CHECK(board.push(for_others.envelope(ann())).code == "4.22");
    CHECK(board.open() == 11);
    CHECK(update_flash().complaints().empty());
}

TEST_CASE("the root key, by its thumbprint, signs another list of tenants, and nobody else does",
          "[riot update]") {
    const deployed_board board;
    shipment list;
    list.is_for_keys = true;
    list.image = first_tenants();
    CHECK(board.push(list.envelope(ann())).code == "4.03");
    CHECK(board.push(list.envelope(root())).code == "2.04");
    CHECK(board.push(shipment_of(eleven, 15).envelope(ann())).code == "2.04");
    CHECK(board.open() == 11);
}

TEST_CASE("who is not known by DTLS may read and install, and ann all with what is hers",
          "[riot update]") {
    const deployed_board board;
    REQUIRE(board.push(shipment_of(eleven, 20).envelope(ann())).code == "2.04");
    CHECK(board.ask({1, "femto/slots/0"}).code == "2.05");
    CHECK(board.ask({2, "femto/slots/0/stop"}).code == "4.01");
    CHECK(board.ask({4, "femto/slots/0"}).code == "4.01");
    CHECK(board.ask({4, "femto/slots/0"}, "eve").code == "4.03");
    CHECK(board.open() == 11);

    CHECK(board.ask({2, "femto/slots/0/stop"}, ann_by_dtls).code == "2.04");
    CHECK(board.open() == -7);
    const auto ran = board.ask({2, "femto/slots/0/exec"}, ann_by_dtls);
    CHECK(ran.code == "2.04");
    CHECK(ran.options[12] == 60U);
    CHECK(board.ask({2, "femto/slots/0/start"}, ann_by_dtls).code == "2.04");
    CHECK(board.open() == 11);
    CHECK(board.ask({4, "femto/slots/0"}, ann_by_dtls).code == "2.02");
    CHECK(board.open() == -7);
}

TEST_CASE("an answer of many blocks comes in as many datagrams, all of one representation",
          "[riot update]") {
    const deployed_board board;
    const auto whole = board.ask({1, "femto"}, nullptr, 1024);
    CHECK(whole.code == "2.05");
    REQUIRE(whole.payload.size() > 100);
    CHECK(whole.text().find("door") != std::string::npos);
    byte_string put_together;
    std::optional<std::uint32_t> etag;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const auto part = board.ask(datagram{1, "femto"}.number(23, i << 4U | 1U));
        REQUIRE(part.code == "2.05");
        CHECK(part.options[12] == 60U);
        CHECK((i == 0 || part.options[4] == etag));
        etag = part.options[4];
        put_together.insert(put_together.end(), part.payload.begin(), part.payload.end());
        const std::uint32_t block = part.options[23].value();
        REQUIRE(block >> 4U == i);
        if ((block & 8U) == 0) {
            break;
        }
        REQUIRE(part.payload.size() == 32);
    }
    CHECK(put_together == whole.payload);
    CHECK(board.ask(datagram{1, "femto"}.number(23, 100U << 4U | 1U)).code == "4.00");
}

TEST_CASE("a block that is larger than the room is answered with one that fits", "[riot update]") {
    const deployed_board board;
    const auto part = board.ask(datagram{1, "femto"}.number(23, 6));
    CHECK(part.code == "2.05");
    CHECK(part.payload.size() == 64);
    CHECK((part.options[23].value() & 7U) == 2);
}

TEST_CASE("the answer has the number and token of the request, and acknowledges what wants it",
          "[riot update]") {
    const deployed_board board;
    CHECK(board.ask({1, "femto/slots/9"}).head == byte_string{0x62, 0x84, 0x12, 0x34, 0xAB, 0xCD});
    CHECK(board.ask({1, "femto/slots/9", false}).head ==
          byte_string{0x52, 0x84, 0x12, 0x34, 0xAB, 0xCD});
}

TEST_CASE("options that must be understood and are not are refused, others are not seen",
          "[riot update]") {
    struct row {
        unsigned number;
        std::string value;
        const char* code;
    };
    const deployed_board board;
    for (const row& each :
         {row{1, "x", "4.02"}, row{3, "host", "2.05"}, row{5, "", "4.02"},
          row{23, std::string(4, 'x'), "4.02"}, row{23, "\x07", "4.02"}, row{27, "\x0F", "4.02"},
          row{17, "\x3C", "2.05"}, row{17, "\x32", "4.06"}, row{17, "abc", "4.02"},
          row{258, "\x1A", "2.05"}, row{2048, "x", "2.05"}, row{2049, "x", "4.02"}}) {
        CAPTURE(each.number, each.value);
        datagram it{1, ""};
        if (each.number < 11) {
            it.option(each.number, each.value).option(11, "femto");
        } else {
            it.option(11, "femto").option(each.number, each.value);
        }
        CHECK(board.ask(it, nullptr, 512).code == each.code);
    }
    CHECK(board.ask({9, "femto"}).code == "4.05");
}

TEST_CASE("what is no request has no answer, wherever it ends", "[riot update]") {
    const deployed_board board;
    const auto whole =
        datagram{1, "femto"}.option(2048, std::string(300, 'x')).payload(byte_string{1}).bytes;
    std::size_t answered = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        datagram it{1, ""};
        it.bytes.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        answered += board.ask(it, nullptr, 512).code == "nothing" ? 0 : 1;
    }
    CHECK(answered == 3); // behind the token, the path, and the last option
    for (const byte_string& each :
         {byte_string{0x82, 1, 0, 0, 1, 2}, byte_string{0x62, 1, 0, 0, 1, 2},
          byte_string{0x49, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, byte_string{0x40, 1, 0, 0, 0xF0},
          byte_string{0x40, 1, 0, 0, 0x0F}}) {
        datagram it{1, ""};
        it.bytes = each;
        CHECK(board.ask(it).code == "nothing");
    }
    CHECK(board.ask({1, "femto"}, nullptr, 40).code == "nothing");
}

TEST_CASE("a known peer has the board get an envelope from elsewhere", "[riot update]") {
    const deployed_board board;
    const std::string uri = "coap://[fe80::1]/doorman";
    const byte_string payload{uri.begin(), uri.end()};
    femto_errand_t errand{};
    CHECK_FALSE(femto_vm_errand(&errand));
    CHECK(board.ask(datagram{2, "femto/pull"}.payload(payload)).code == "4.01");
    REQUIRE(board.ask(datagram{2, "femto/pull"}.payload(payload), ann_by_dtls).code == "2.04");
    REQUIRE(femto_vm_errand(&errand));
    CHECK(std::string{errand.uri} == uri);

    SECTION("which comes piece by piece, with its image") {
        const auto envelope = shipment_of(twelve, 30).envelope(ann());
        for (std::size_t at = 0; at < envelope.size(); at += 50) {
            const std::size_t size = std::min<std::size_t>(50, envelope.size() - at);
            REQUIRE(femto_vm_bring(errand.number, &envelope[at], size) == 0);
        }
        CHECK(femto_vm_brought(errand.number) == 0);
        CHECK(board.open() == 12);
    }
    SECTION("whose image is at a third place") {
        auto it = shipment_of(thirteen, 31);
        it.uri = "coap://[fe80::2]/image";
        const auto envelope = it.envelope(ann());
        REQUIRE(femto_vm_bring(errand.number, envelope.data(), envelope.size()) == 0);
        REQUIRE(femto_vm_brought(errand.number) == 0);
        femto_errand_t next{};
        REQUIRE(femto_vm_errand(&next));
        CHECK(std::string{next.uri} == it.uri);
        REQUIRE(femto_vm_bring(next.number, it.image.data(), it.image.size()) == 0);
        CHECK(femto_vm_brought(next.number) == 0);
        CHECK(board.open() == 13);
    }
    SECTION("which cannot be had") {
        femto_vm_give_up(errand.number);
        CHECK(femto_vm_bring(errand.number, payload.data(), payload.size()) ==
              FEMTO_ERR_WRONG_STATE);
    }
    SECTION("which is none") {
        const int refused = femto_vm_bring(errand.number, payload.data(), payload.size());
        CHECK(refused != 0);
        CHECK(std::string{femto_error_text(refused)}.size() > 5);
    }
    CHECK_FALSE(femto_vm_errand(&errand));
}

TEST_CASE("what containers print can be read by who may read the log", "[riot update]") {
    const deployed_board board;
    CHECK(board.ask({1, "femto/log"}).code == "4.01");
    CHECK(board.ask({1, "femto/faults"}, ann_by_dtls).code == "2.05");
}

TEST_CASE("interrupts are refused, and ends of trials are looked after", "[riot update]") {
    const deployed_board board;
    host().is_in_isr = true;
    CHECK(femto_vm_update_poll() == FEMTO_ERR_IN_ISR);
    host().is_in_isr = false;
    CHECK(femto_vm_update_poll() == 0);
    CHECK(host().locked == 0);
}

} // namespace
} // namespace fc::test
