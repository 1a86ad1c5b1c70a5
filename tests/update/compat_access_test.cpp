// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "update/access.hpp"
#include "update/compat_station.hpp"

namespace fc::test {
namespace {

asking post(const char* path, std::string_view payload = {}) {
    return {method::post, path, bytes_from(payload)};
}

TEST_CASE("what the originals' tools ask for has the rights of what it comes to", "[compat]") {
    check_access<compat_station<>>({
        {post("short-execution", "0020"), {un, un, fb, fb, ch, ch}},
        {post("short-execution", "0022"), {un, un, fb, ch, fb, ch}},
        {post("short-execution", "0024"), {un, un, fb, nf, nf, nf}},
        {post("short-execution", "0026"), {un, un, fb, nf, nf, nf}}, // there is no slot 3
        {post("short-execution", "nonsense"), {un, un, fb, br, br, br}},
        {post("with_coap_pkt", "0020"), {un, un, fb, fb, ie, ie}}, // which writes no response
        {post("with_coap_pkt", "0022"), {un, un, fb, ie, fb, ie}},
        {post("with_coap_pkt", "0024"), {un, un, fb, nf, nf, nf}},
        {post("long-running", "0020"), {un, un, fb, fb, cf, cf}}, // it waits for a hook
        {post("long-running", "0022"), {un, un, fb, ch, fb, ch}},
        {post("long-running", "0024"), {un, un, fb, nf, nf, nf}},
        {post("suit/pull", "fe800001|a|5|0024||0"), {un, un, fb, ch, ch, ch}},
        {post("suit/pull", "nonsense"), {un, un, fb, br, br, br}},
        {post("console/write", "hi"), {un, un, fb, fb, fb, ch}},
        {{method::get, "running_vm"}, {va, va, va, va, va, va}},
        {{method::get, "riot/board"}, {va, va, va, va, va, va}},
        {post("bpf/exec/0"), {un, un, fb, fb, ch, ch}},
        {post("bpf/exec/1"), {un, un, fb, ch, fb, ch}},
        {{method::get, "bpf/handle"}, {un, un, fb, fb, ie, ie}},
        {{method::get, "bpf/state"}, {ok, ok, ok, ok, ok, ok}},
        {{method::get, "bpf/counter"}, {ok, ok, ok, ok, ok, ok}},
        {post("bpf/submit", "\x01\x02\x03"), {br, br, br, br, br, br}},
        // What is none of theirs is as it was.
        {{method::get, "femto/slots"}, {ok, ok, ok, ok, ok, ok}},
        {post("femto/slots/0/exec"), {un, un, fb, fb, ch, ch}},
        {post("bpf/exec/2"), {nf, nf, nf, nf, nf, nf}},
        {post("bpf"), {nf, nf, nf, nf, nf, nf}},
    });
}

struct closed_config : compat_config {
    static constexpr bool public_reading = false;
    static constexpr bool shared_log = true;
};

TEST_CASE("what the originals let anybody read follows the rule for reading", "[compat]") {
    check_access<compat_station<closed_config>>({
        {{method::get, "running_vm"}, {un, un, fb, va, va, va}},
        {{method::get, "riot/board"}, {un, un, fb, va, va, va}},
        {{method::get, "bpf/state"}, {un, un, fb, ok, ok, ok}},
        {{method::get, "bpf/counter"}, {un, un, fb, ok, ok, ok}},
        // Who may read the log may not write to it.
        {post("console/write", "hi"), {un, un, fb, fb, fb, ch}},
    });
}

TEST_CASE("a method that a resource of the originals lacks is refused whoever asks", "[compat]") {
    const auto device = with_two_containers<compat_station<>>();
    using all = compat::resources<compat::micro_bpf, compat::femto_containers, compat::gcoap_bpf>;
    for (const compat::route* each : all::rows) {
        check_other_methods(*device, each->form.path,
                            [&](method how) { return how == each->form.method; });
    }
}

TEST_CASE("who may use a slot that is free is told that it is", "[compat]") {
    // bob may use slots 1 and 2, ann 0 and 2.
    struct free_row {
        asking what;
        std::array<code, 2> bob_and_ann;
    };
    const std::vector<free_row> rows{
        {{method::post, "bpf/exec/0"}, {fb, nf}},  {{method::post, "bpf/exec/1"}, {nf, fb}},
        {{method::get, "bpf/handle"}, {fb, nf}},   {post("short-execution", "0020"), {fb, nf}},
        {post("with_coap_pkt", "0022"), {nf, fb}}, {post("long-running", "0024"), {nf, nf}},
    };
    for (const free_row& each : rows) {
        compat_station<> device;
        CAPTURE(each.what.path, each.what.payload);
        CHECK(device.ask(each.what, bob_himself).code == each.bob_and_ann[0]);
        CHECK(device.ask(each.what, ann_herself).code == each.bob_and_ann[1]);
    }
}

struct one_slot : compat_config {
    static constexpr std::size_t slots = 1;
    static constexpr std::size_t containers = 2;
};

TEST_CASE("a path of a slot that the device lacks leads nowhere", "[compat]") {
    compat_station<one_slot> device;
    CHECK(device.post("bpf/exec/1", "").code == nf);
    CHECK(device.post("short-execution", "0022").code == nf);
}

TEST_CASE("the resources of the originals are listed where they are served", "[compat]") {
    compat_station<> device;
    const std::string all = device.get(".well-known/core", plain).text();
    for (const char* path :
         {"</femto>;rt=\"femto.device\"", "</suit/pull>;ct=0", "</short-execution>;ct=50",
          "</with_coap_pkt>,", "</long-running>", "</running_vm>", "</console/write>",
          "</bpf/exec/0>", "</bpf/exec/1>", "</bpf/submit>;ct=60", "</bpf/handle>", "</bpf/state>",
          "</bpf/counter>"}) {
        CAPTURE(path);
        CHECK(all.find(path) != std::string::npos);
    }
    const auto board = all.find("</riot/board>");
    CHECK(board != std::string::npos);
    CHECK(all.find("</riot/board>", board + 1) == std::string::npos);
    CHECK(ask_of(device.manage, {method::get, ".well-known/core"}, plain).text().find("bpf") ==
          std::string::npos);
    CHECK(ask_of(device.manage, post("bpf/exec/0"), operator_herself).code == nf);
}

TEST_CASE("a firmware serves the sets that it names", "[compat]") {
    compat_station<> device;
    using manage_type = decltype(device.manage);
    compatible<manage_type, compat::femto_containers> one{device.manage, device.board};
    CHECK(ask_of(one, {method::get, "riot/board"}, plain).code == ok);
    CHECK(ask_of(one, {method::get, "running_vm"}, plain).code == nf);
    CHECK(one.links().size() == manage_type::links().size() + 3);
    for (std::size_t i = 0; i < one.links().size(); ++i) {
        CHECK(one.version(i) == (i < manage_type::links().size() ? device.manage.version(i) : 0));
    }
}

} // namespace
} // namespace fc::test
