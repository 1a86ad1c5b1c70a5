// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"

namespace fc::test {
namespace {

using bytes = std::vector<std::uint8_t>;

bytes copy_of(std::span<const std::uint8_t> of) { return {of.begin(), of.end()}; }

/// GET, confirmable, message id 0x1234, token AB CD, Uri-Path "c", payload "!".
const bytes request{0x42, 0x01, 0x12, 0x34, 0xAB, 0xCD, 0xB1, 'c', 0xFF, '!'};

constexpr const char* counter = FEMTO_TEST_OBJECTS "/coap_counter.o";

template <std::size_t Bytes>
struct exchange {
    explicit exchange(const bytes& asked = request)
        : response{abi::coap_response::to<device>(event, asked)} {}

    abi::coap_context<Bytes> event;
    result<abi::coap_response> response;
};

TEST_CASE("a container answers a request") {
    stage on;
    for (const char count : {'0', '1', '2'}) {
        exchange<64> with;
        REQUIRE(with.response);
        const auto r0 = on.run(counter, "coap_counter", bytes_of(with.event), &*with.response);
        REQUIRE(r0);
        // 2.05 in the acknowledgement: the same id and token; Content-Format 0; the payload.
        CHECK(copy_of(with.response->finish(static_cast<std::int64_t>(*r0))) ==
              bytes{0x62, 0x45, 0x12, 0x34, 0xAB, 0xCD, 0xC0, 0xFF,
                    static_cast<std::uint8_t>(count)});
    }
}

TEST_CASE("a container sees the request first") {
    stage on;
    exchange<64> with;
    const auto r0 = on.run(counter, "coap_look", bytes_of(with.event), &*with.response);
    REQUIRE(r0);
    CHECK(*r0 == (std::uint64_t{'!'} << 56 | std::uint64_t{0xAB} << 48 | std::uint64_t{1} << 40 |
                  std::uint64_t{1} << 24 | std::uint64_t{2} << 8 | 1));
}

TEST_CASE("a container that declares the packet with pointers of 32 bits answers as well") {
    stage on;
    exchange<64> with;
    const auto r0 = on.run(FEMTO_TEST_OBJECTS "/coap_of_32_bits.o", "coap_echo",
                           bytes_of(with.event), &*with.response);
    REQUIRE(r0);
    CHECK(copy_of(with.response->finish(static_cast<std::int64_t>(*r0))) ==
          bytes{0x62, 0x45, 0x12, 0x34, 0xAB, 0xCD, 0xC0, 0xFF, 0x01, 0xAB, '!'});
}

TEST_CASE("what a container writes over the head of a response is not sent") {
    stage on;
    exchange<64> with;
    const auto r0 = on.run(counter, "coap_spoil", bytes_of(with.event), &*with.response);
    REQUIRE(r0);
    CHECK(copy_of(with.response->finish(static_cast<std::int64_t>(*r0))) ==
          bytes{0x62, 0x45, 0x12, 0x34, 0xAB, 0xCD, 0xFF, '!'});
}

TEST_CASE("without a request to answer the helpers say so") {
    stage on;
    struct {
        call about{};
    } given;
    given.about = {bytes_at, 69};
    for (const char* const function : {"do_resp_init", "do_opt_finish", "do_add_format"}) {
        CHECK(*on.run(calls[0], function, bytes_of(given.about)) == ~std::uint64_t{0});
    }
    CHECK(*on.run(calls[0], "do_get_pdu", bytes_of(given.about)) == 0);
}

TEST_CASE("a request that is not confirmable is answered by such a message") {
    exchange<64> with{{0x50, 0x01, 0x12, 0x34}};
    REQUIRE(with.response);
    CHECK(copy_of(with.response->fail(160)) == bytes{0x50, 0xA0, 0x12, 0x34});
}

TEST_CASE("what is no request that could be answered is refused") {
    struct row {
        const char* what;
        bytes message;
        errc error;
    };
    bytes long_request(65, 0x40);
    long_request[1] = 1;
    const row rows[] = {
        {"nothing", {}, errc::bad_structure},
        {"half a header", {0x40, 1, 2}, errc::bad_structure},
        {"another version", {0x80, 1, 2, 3}, errc::bad_structure},
        {"a token of 9 bytes", {0x49, 1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9}, errc::bad_structure},
        {"a token that is cut", {0x42, 1, 2, 3, 1}, errc::bad_structure},
        {"an acknowledgement", {0x60, 0x45, 2, 3}, errc::bad_structure},
        {"a reset", {0x70, 0, 2, 3}, errc::bad_structure},
        {"a ping", {0x40, 0x00, 2, 3}, errc::bad_structure},
        {"an empty message that is not confirmable", {0x50, 0x00, 2, 3}, errc::bad_structure},
        {"a confirmable response", {0x40, 0x45, 2, 3}, errc::bad_structure},
        {"a response that is not confirmable", {0x50, 0x45, 2, 3}, errc::bad_structure},
        {"the first code of a reserved class", {0x40, 0x20, 2, 3}, errc::bad_structure},
        {"a signal of CoAP over TCP", {0x40, 0xE1, 2, 3}, errc::bad_structure},
        {"an option whose delta is reserved", {0x40, 1, 2, 3, 0xF0}, errc::bad_structure},
        {"an option whose length is reserved", {0x40, 1, 2, 3, 0x1F}, errc::bad_structure},
        {"an option that is cut", {0x40, 1, 2, 3, 0xB2, 'a'}, errc::bad_structure},
        {"an option whose length is cut", {0x40, 1, 2, 3, 0xBD}, errc::bad_structure},
        {"an option far beyond the end", {0x40, 1, 2, 3, 0xBE, 0xFF, 0xFF}, errc::bad_structure},
        {"a marker without a payload", {0x40, 1, 2, 3, 0xFF}, errc::bad_structure},
        {"the first method", {0x40, 0x01, 2, 3}, errc::ok},
        {"the last method, of those to come", {0x50, 0x1F, 2, 3}, errc::ok},
        {"too long", long_request, errc::buffer_too_small},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        exchange<64> with{each.message};
        CHECK(static_cast<int>(with.response.error()) == static_cast<int>(each.error));
    }
}

TEST_CASE("only a confirmable message that is no request is reset") {
    struct row {
        const char* what;
        bytes message;
        bytes reset;
    };
    const row rows[] = {
        {"a ping", {0x40, 0x00, 0x12, 0x34}, {0x70, 0x00, 0x12, 0x34}},
        {"a confirmable response", {0x41, 0x45, 0x12, 0x34, 9}, {0x70, 0x00, 0x12, 0x34}},
        {"a request whose token is cut", {0x42, 0x01, 0x12, 0x34, 9}, {0x70, 0x00, 0x12, 0x34}},
        {"what is not confirmable", {0x50, 0x45, 0x12, 0x34}, {}},
        {"an acknowledgement", {0x60, 0x45, 0x12, 0x34}, {}},
        {"a reset", {0x70, 0x00, 0x12, 0x34}, {}},
        {"another version", {0x80, 0x00, 0x12, 0x34}, {}},
        {"half a header", {0x40, 0x00, 0x12}, {}},
        {"nothing", {}, {}},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        std::array<std::uint8_t, 4> out{};
        CHECK(copy_of(abi::coap_response::reset(out, each.message)) == each.reset);
    }
}

TEST_CASE("a container that answers with what is no response is refused") {
    struct row {
        std::uint32_t code;
        std::int32_t gives;
    };
    const row rows[] = {
        {0x00, -1},                                          // empty
        {0x01, -1},                                          // GET
        {0x1F, -1},                                          // the last method
        {0x20, -1},                                          // classes that are reserved
        {0x3F, -1},       {0x40, 0},                         // 2.00 to 2.31
        {0x5F, 0},        {0x60, -1}, {0x7F, -1}, {0x80, 0}, // 4.00 to 5.31
        {0xBF, 0},        {0xC0, -1}, {0xE1, -1},            // a signal
        {0x100 + 69, -1},
    };
    for (const row& each : rows) {
        CAPTURE(each.code);
        exchange<64> with;
        CHECK(with.response->begin(each.code) == each.gives);
    }
}

TEST_CASE("the payload of a request begins behind its options, whatever they are") {
    struct row {
        const char* what;
        bytes message;
        std::uint16_t payload;
        std::uint16_t options;
    };
    const row rows[] = {
        {"no options", {0x40, 1, 2, 3}, 0, 0},
        {"only a payload", {0x40, 1, 2, 3, 0xFF, 'x', 'y'}, 2, 0},
        {"an option without a value", {0x40, 1, 2, 3, 0xB0}, 0, 1},
        {"a delta of 13 and more", {0x40, 1, 2, 3, 0xD1, 5, 'a', 0xFF, 'x'}, 1, 3},
        {"a delta of 269 and more", {0x40, 1, 2, 3, 0xE1, 0, 5, 'a', 0xFF, 'x'}, 1, 4},
        {"a length of 13",
         {0x40, 1, 2, 3, 0x1D, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0xFF, 9},
         1,
         15},
    };
    for (const row& each : rows) {
        CAPTURE(each.what);
        exchange<64> with{each.message};
        REQUIRE(with.response);
        CHECK(with.event.packet.payload_len == each.payload);
        CHECK(with.event.packet.options_len == each.options);
        CHECK(with.event.packet.hdr.address == with.event.fields.buf.address);
    }
}

TEST_CASE("whatever arrives, what a container is shown of it lies in its buffer") {
    std::uint32_t random = 7;
    const auto next = [&] { return (random = random * 1664525 + 1013904223) >> 16; };
    unsigned answered = 0;
    for (int i = 0; i < 20000; ++i) {
        bytes message{static_cast<std::uint8_t>(0x40 | (next() & 0x1F)), 1, 2, 3};
        for (auto left = next() % 40; left > 0; --left) {
            const std::uint32_t kind = next();
            message.push_back(static_cast<std::uint8_t>(kind % 4 == 0 ? 0xDE : kind >> 3));
        }
        exchange<64> with{message};
        if (!with.response) {
            continue;
        }
        ++answered;
        const auto& shown = with.event.packet;
        const std::uint64_t head = 4U + (message[0] & 15U);
        const std::uint64_t payload = shown.payload.address - shown.hdr.address;
        CHECK(payload + shown.payload_len == message.size());
        CHECK(head + shown.options_len + (shown.payload_len != 0 ? 1 : 0) <= payload);
        CHECK(with.response->begin(69) == 0);
        CHECK(with.response->end_options(true) == static_cast<std::int32_t>(head) + 1);
    }
    CHECK(answered > 500); // the others cannot be read to their end
}

TEST_CASE("options are written in ascending order, as short as they can be") {
    const auto encoded = [](std::uint16_t number, const bytes& value) {
        exchange<64> with{{0x40, 1, 2, 3}};
        REQUIRE(with.response->begin(69) == 0);
        const std::int32_t size = with.response->add_option(number, value);
        const std::int32_t head = with.response->end_options(false);
        REQUIRE(head == 4 + size);
        const auto pdu = with.response->finish(head);
        return copy_of(pdu.subspan(4));
    };
    CHECK(encoded(4, {1, 2}) == bytes{0x42, 1, 2});
    CHECK(encoded(12, {}) == bytes{0xC0});
    CHECK(encoded(13, {}) == bytes{0xD0, 0});
    CHECK(encoded(268, {}) == bytes{0xD0, 255});
    CHECK(encoded(269, {}) == bytes{0xE0, 0, 0});
    CHECK(encoded(65535, {7}) == bytes{0xE1, 0xFE, 0xF2, 7});
    CHECK(encoded(1, bytes(13, 9)).size() == 15);

    exchange<64> with{{0x40, 1, 2, 3}};
    auto& response = *with.response;
    REQUIRE(response.begin(69) == 0);
    CHECK(response.add_option(12, {}) == 1);
    CHECK(response.add_option(12, {}) == 1); // repeated
    CHECK(response.add_option(11, {}) == -1);
    CHECK(response.add_content_format(60) == 2);
    CHECK(response.add_content_format(11542) == 3);
    CHECK(response.add_content_format(0x10000) == -1);
    CHECK(response.end_options(false) == 4 + 1 + 1 + 2 + 3);
    CHECK(copy_of(response.finish(11)) ==
          bytes{0x60, 69, 2, 3, 0xC0, 0x00, 0x01, 60, 0x02, 0x2D, 0x16});
}

TEST_CASE("the steps of a response have an order") {
    exchange<64> with;
    auto& response = *with.response;
    CHECK(response.add_content_format(0) == -1);
    CHECK(response.end_options(true) == -1);
    CHECK(response.payload_address() == 0);
    CHECK(response.finish(6).empty());
    CHECK(response.begin(256) == -1);
    CHECK(response.begin(69) == 0);
    CHECK(response.finish(6).empty());
    CHECK(response.payload_address() == 0);
    CHECK(response.end_options(true) == 7);
    CHECK(response.payload_address() == with.event.fields.buf.address + 7);
    CHECK(response.add_content_format(0) == -1);
    CHECK(response.end_options(true) == -1);
    CHECK(response.begin(128) == 0); // once more from the beginning
    CHECK(response.end_options(false) == 6);
    CHECK(response.payload_address() == 0);
    CHECK(copy_of(response.finish(6)) == bytes{0x62, 128, 0x12, 0x34, 0xAB, 0xCD});
}

TEST_CASE("a length that cannot be is no response") {
    for (const std::int64_t size :
         {std::int64_t{-1}, std::int64_t{0}, std::int64_t{6}, std::int64_t{65},
          std::int64_t{1} << 32, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()}) {
        CAPTURE(size);
        exchange<64> with;
        REQUIRE(with.response->begin(69) == 0);
        REQUIRE(with.response->end_options(true) == 7);
        CHECK(with.response->finish(size).empty());
    }
    exchange<64> with;
    REQUIRE(with.response->begin(69) == 0);
    REQUIRE(with.response->end_options(true) == 7);
    CHECK(with.response->finish(64).size() == 64);
    CHECK(with.response->finish(7).size() == 6); // no marker without payload

    REQUIRE(with.response->begin(69) == 0);
    REQUIRE(with.response->end_options(false) == 6);
    CHECK(with.response->finish(7).empty()); // a payload that was not announced
}

TEST_CASE("a response never leaves its room") {
    exchange<16> with{{0x48, 1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8}};
    auto& response = *with.response;
    REQUIRE(response.begin(69) == 0);
    CHECK(response.add_option(4, bytes(4, 9)) == -1);
    CHECK(response.add_option(4, bytes(3, 9)) == 4);
    CHECK(response.add_option(5, {}) == -1);
    CHECK(response.end_options(true) == -1);
    CHECK(response.end_options(false) == 16);

    exchange<128> wide{{0x40, 1, 2, 3}};
    REQUIRE(wide.response->begin(69) == 0);
    CHECK(wide.response->add_option(4, bytes(33, 9)) == -1);
    CHECK(wide.response->add_option(4, bytes(27, 9)) == -1);
    CHECK(wide.response->add_option(4, bytes(26, 9)) == 28);
    CHECK(wide.response->end_options(false) == 32);
}

TEST_CASE("containers are given the addresses that their memory policy has") {
    using listed = device_with<memory::allow_list<4>>;
    abi::coap_context<64> event;
    const auto response = abi::coap_response::to<listed>(event, request);
    REQUIRE(response);
    CHECK(event.fields.buf.address == reinterpret_cast<std::uintptr_t>(&event.pdu));
    CHECK(event.fields.pkt.address == reinterpret_cast<std::uintptr_t>(&event.packet));
    if (event.packet.hdr.address >> 32 != 0) {
        CHECK(event.packet.hdr_p == 0); // no address at all, rather than half of one
    } else {
        CHECK(event.packet.hdr_p == event.packet.hdr.address);
    }
    REQUIRE(abi::coap_response::to<device>(event, request));
    CHECK(event.fields.pkt.address == (std::uint64_t{2} << 24) + 24);
    CHECK(event.fields.buf.address == (std::uint64_t{2} << 24) + 24 + 40);
}

} // namespace
} // namespace fc::test
