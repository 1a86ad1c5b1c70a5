// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/abi/contexts.hpp>
#include <femto/abi/guest_header.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace fc::test {

struct sample {
    std::uint32_t id;
    std::int16_t values[2];
    platform::reading now;
    guest_pointer<std::uint8_t> text;
};
// Each differs from sample in one thing.
struct renamed : sample {};
struct resigned {
    std::uint32_t id;
    std::uint16_t values[2];
    platform::reading now;
    guest_pointer<std::uint8_t> text;
};
struct longer {
    std::uint32_t id;
    std::int16_t values[2];
    platform::reading now;
    guest_pointer<std::uint8_t> text;
    std::uint64_t more;
};
struct swapped {
    std::int16_t values[2];
    std::uint32_t id;
    platform::reading now;
    guest_pointer<std::uint8_t> text;
};
struct named {
    char name[8];
    signed char small;
    unsigned char large;
};
struct with_a_gap {
    std::uint8_t small;
    std::uint32_t large;
};
struct [[gnu::packed]] packed {
    std::uint8_t small;
    std::uint32_t large;
    std::uint8_t rest[3];
};

} // namespace fc::test

namespace fc {

template <>
struct context_layout<test::sample>
    : described<"sample_t", field<"id", &test::sample::id>, field<"values", &test::sample::values>,
                field<"now", &test::sample::now>, field<"text", &test::sample::text>> {};
template <>
struct context_layout<test::renamed>
    : described<"sample_t", field<"id", &test::sample::id>, field<"numbers", &test::sample::values>,
                field<"now", &test::sample::now>, field<"text", &test::sample::text>> {};
template <>
struct context_layout<test::resigned>
    : described<"sample_t", field<"id", &test::resigned::id>,
                field<"values", &test::resigned::values>, field<"now", &test::resigned::now>,
                field<"text", &test::resigned::text>> {};
template <>
struct context_layout<test::longer>
    : described<"sample_t", field<"id", &test::longer::id>, field<"values", &test::longer::values>,
                field<"now", &test::longer::now>, field<"text", &test::longer::text>,
                field<"more", &test::longer::more>> {};
template <>
struct context_layout<test::swapped>
    : described<"sample_t", field<"values", &test::swapped::values>,
                field<"id", &test::swapped::id>, field<"now", &test::swapped::now>,
                field<"text", &test::swapped::text>> {};
template <>
struct context_layout<test::named>
    : described<"named_t", field<"name", &test::named::name>, field<"small", &test::named::small>,
                field<"large", &test::named::large>> {};
template <>
struct context_layout<test::with_a_gap>
    : described<"gap_t", field<"small", &test::with_a_gap::small>,
                field<"large", &test::with_a_gap::large>> {};
template <>
struct context_layout<test::packed>
    : described<"packed_t", field<"small", &test::packed::small>,
                field<"large", &test::packed::large>, field<"rest", &test::packed::rest>> {};

} // namespace fc

namespace fc::test {
namespace {

// In another order than the struct, and with a member left out.
using out_of_order = described<"sample_t", field<"id", &sample::id>, field<"now", &sample::now>,
                               field<"values", &sample::values>, field<"text", &sample::text>>;
using incomplete = described<"sample_t", field<"id", &sample::id>, field<"values", &sample::values>,
                             field<"text", &sample::text>>;

TEST_CASE("a description is compared with the struct by the compiler") {
    STATIC_REQUIRE(context_layout<sample>::is_layout_of<sample>());
    STATIC_REQUIRE(!out_of_order::is_layout_of<sample>());
    STATIC_REQUIRE(!incomplete::is_layout_of<sample>());
    STATIC_REQUIRE(!context_layout<with_a_gap>::is_layout_of<with_a_gap>());
    STATIC_REQUIRE(!context_layout<packed>::is_layout_of<packed>());
}

TEST_CASE(
    "a char is the same for a firmware whose compiler gives it a sign and one that does not") {
    // Pinned: an ARM compiler, whose char has none, comes to the same.
    CHECK(context_layout<named>::hashes ==
          std::array<std::uint32_t, 5>{0, 0x65BB5C52, 0x56F16ED8, 0xAD6640E5, 0xF182E99E});
    STATIC_REQUIRE(field<"name", &named::name>::element::kind == 'c');
    STATIC_REQUIRE(field<"small", &named::small>::element::kind == 'i');
    STATIC_REQUIRE(field<"large", &named::large>::element::kind == 'u');
}

struct device : engine_defaults<> {
    using helpers = abi::helpers<fc::platform::none>;
};

TEST_CASE("a container built for another layout is refused, and the field is named") {
    struct row {
        const char* what;
        std::span<const std::uint32_t> built_for;
        errc error;
        const char* field;
    };
    const row rows[] = {
        {"the same", layout_of<sample>, errc::ok, nullptr},
        {"unknown", {}, errc::ok, nullptr},
        {"another name", context_layout<renamed>::hashes, errc::abi_mismatch, "values"},
        {"another sign", layout_of<resigned>, errc::abi_mismatch, "values"},
        {"one more field", layout_of<longer>, errc::abi_mismatch, "the size"},
        {"another order", layout_of<swapped>, errc::abi_mismatch, "id"},
        {"only the first field", std::span{layout_of<sample>}.first(2), errc::abi_mismatch,
         "values"},
    };
    alignas(4) static constexpr std::uint8_t exits[] = {0x95, 0, 0, 0, 0, 0, 0, 0};
    static constexpr hook_description<device> about{.layout = layout_of<sample>};
    platform::none firmware;
    fc::engine<device> engine{firmware};
    hook<sample, device> on_sample{engine, about};
    const auto tenant = engine.add_tenant({.hooks = hook_set::all()});
    REQUIRE(tenant);
    for (const row& each : rows) {
        CAPTURE(each.what);
        const auto container = engine.load(*tenant, {.text = exits});
        REQUIRE(container);
        const auto attached =
            engine.attach(*container, on_sample, {.built_for = image::fingerprint{each.built_for}});
        CHECK(static_cast<int>(attached.error()) == static_cast<int>(each.error));
        if (!attached) {
            CHECK(context_layout<sample>::name_of(attached.at()) == std::string{each.field});
        }
        REQUIRE(engine.unload(*container));
    }
}

TEST_CASE("what a field points to or holds is a part of what it is") {
    const auto of_ctx = context_layout<abi::coap_fields>::hashes;
    using changed = described<"bpf_coap_ctx_t", field<"pkt", &sample::text>,
                              field<"buf", &abi::coap_fields::buf>,
                              field<"buf_len", &abi::coap_fields::buf_len>>;
    CHECK(of_ctx[1] != changed::hashes[1]);
    CHECK(of_ctx[2] == changed::hashes[2]);
}

TEST_CASE("hashes stay what they are, since containers carry them") {
    CHECK(layout_of<abi::sched_context> ==
          std::array<std::uint32_t, 4>{0, 0xfca1ed07, 0xc6a07e73, 0xf3595bfd});
}

TEST_CASE("a header of contexts is written without any text of one's own") {
    std::string text;
    write_context_header<sample>([&](const char* piece) { text += piece; });
    std::string same;
    write_context_header<sample>([&](const char* piece) { same += piece; }, {});
    CHECK(same == text);
    CHECK(text.find("#ifndef FEMTO_CONTEXTS_H\n") != std::string::npos);
}

TEST_CASE("a context is declared in C as it is described") {
    std::string text;
    write_context_header<platform::reading, sample>([&](const char* piece) { text += piece; },
                                                    "MINE_H");
    const std::string head = "/* Generated: what hooks give to containers. */\n"
                             "#ifndef MINE_H\n"
                             "#define MINE_H\n"
                             "\n"
                             "#include <stdint.h>\n"
                             "\n"
                             "typedef struct phydat_t {\n"
                             "    int16_t val[3];\n";
    CHECK(text.substr(0, head.size()) == head);
    const std::string declared = "typedef struct sample_t {\n"
                                 "    uint32_t id;\n"
                                 "    int16_t values[2];\n"
                                 "    phydat_t now;\n"
                                 "    uint8_t *text;\n"
                                 "} sample_t;\n"
                                 "#define FEMTO_LAYOUT_sample_t 0x";
    CHECK(text.find(declared) != std::string::npos);
}

void blink(std::uint32_t) {}
std::int32_t measure(guest<sample>) { return 0; }

TEST_CASE("a firmware's own helper has its place in the header of the library's") {
    std::string text;
    using table = abi::helpers<platform::none, helper<0x100, "blink", blink>,
                               helper<0x101, "measure", measure>>;
    abi::write_helper_header<table>([&](const char* piece) { text += piece; });
    for (const char* const line :
         {"#include <femto/guest/contexts.h>\n",
          "/* (key, value): 0, or -1 if there is no room. */\nstatic int32_t (*const "
          "bpf_store_local)",
          "\nstatic void (*const blink)(uint32_t) = (void (*)(uint32_t))0x100;\n",
          "(*const measure)(sample_t *)"}) {
        CAPTURE(line);
        CHECK(text.find(line) != std::string::npos);
    }
    CHECK(text.find("bpf_printf") == std::string::npos);
}

TEST_CASE("a header of helpers brings the types along that a firmware's own ones take") {
    std::string text;
    using table = abi::helpers<platform::none, helper<0x90, "measure", measure>>;
    abi::write_helper_header<table>([&](const char* piece) { text += piece; },
                                    {.guard = "BOARD_H", .before = "#include \"sample.h\"\n"});
    const std::size_t types = text.find("typedef void bpf_saul_reg_t;\n");
    const std::size_t include = text.find("#include \"sample.h\"\n");
    const std::size_t declared = text.find("(*const measure)(sample_t *)");
    CHECK(text.find("#define BOARD_H\n") < types);
    CHECK(types < include);
    CHECK(include < declared);
    CHECK(declared != std::string::npos);
    CHECK(text.find("/* (key, value): 0, or -1 if there is no room. */\n") != std::string::npos);
}

} // namespace
} // namespace fc::test
