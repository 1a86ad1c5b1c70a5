// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "rig.hpp"
#include "support/assembled.hpp"

#include <femto/image/built_for.hpp>
#include <femto/image/load.hpp>
#include <femto/image/write.hpp>

#include <counter_in_rom.hpp>

#include <vector>

namespace fc::test {
namespace {

constexpr const char* counter = FEMTO_TEST_OBJECTS "/coap_counter.o";

template <class Numbers>
std::vector<std::uint32_t> words_of(const Numbers& numbers) {
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        out.push_back(numbers[i]);
    }
    return out;
}

TEST_CASE("a container watches a sensor, each second, in slices") {
    stage on;
    on.firmware.devices = {{1, {}}, {0x82, {{2000, 0, 0}, 2, -2}}};
    const container_file file{FEMTO_TEST_OBJECTS "/moving_average.o", "moving_average"};
    const container_id id = on.load(file);
    REQUIRE(on.engine.start(id));
    const store_user anybody{0, 0, 3};
    const auto average_at = [&](std::uint32_t second) {
        for (; on.firmware.us <= second * 1'000'000; on.firmware.us += 1000) {
            REQUIRE(on.engine.poll(1000) == 1);
        }
        return *on.engine.store().fetch(anybody, store_scope::global, 0x50);
    };
    CHECK(average_at(0) == 500);
    CHECK(average_at(1) == 1000);
    CHECK(average_at(2) == 1500);
    on.firmware.devices[1].second.val[0] = 4000;
    CHECK(average_at(3) == 2500);
    CHECK(average_at(6) == 4000);
    on.firmware.devices[1].second.val[0] = -1000;
    CHECK(average_at(10) == static_cast<std::uint32_t>(-1000)); // below zero as well
    on.firmware.devices[1].second.val[0] = -2000;
    CHECK(average_at(11) == static_cast<std::uint32_t>(-1250));
}

TEST_CASE("containers of interrupts may store and format, and are refused what may wait") {
    static constexpr hook_description<device> about{.where = fired_from::interrupts};
    stage on;
    hook<call, device> on_interrupt{on.engine, about};
    using helpers = helper_set<device::helpers>;
    struct row {
        std::uint32_t id;
        std::span<const std::uint8_t> text;
        bool allowed;
    };
    const row rows[] = {
        {0x02, assembled<"r2 = r1\nr3 = 8\ncall 0x02\nexit">, true},
        {0x10, assembled<"r1 = 1\nr2 = 2\ncall 0x10\nexit">, true},
        {0x51, assembled<"r1 = 0\nr2 = 2\ncall 0x51\nexit">, true},
        {0x52, assembled<"call 0x52\nexit">, true},
        {0x01, assembled<"call 0x01\nexit">, false},
        {0x20, assembled<"call 0x20\nexit">, false},
        {0x32, assembled<"call 0x32\nexit">, false},
        {0x61, assembled<"call 0x61\nexit">, false},
        {0x72, assembled<"call 0x72\nexit">, false},
    };
    for (const row& each : rows) {
        CAPTURE(each.id);
        const auto id =
            on.engine.load(on.tenant, {.text = each.text}, {}, helpers{}.allow(each.id));
        REQUIRE(id);
        const auto attached = on.engine.attach(*id, on_interrupt);
        if (each.allowed) {
            REQUIRE(attached);
            call event;
            CHECK(on_interrupt.fire(event).ran == 1);
        } else {
            CHECK(attached.error() == errc::helper_not_for_interrupts);
            CHECK(attached.at() == each.id);
        }
        REQUIRE(on.engine.unload(*id));
    }
}

TEST_CASE("each store is the one that its helper names") {
    struct row {
        const char* function;
        store_entry::state in;
        std::uint8_t owner;
    };
    stage on;
    const auto other = on.engine.add_tenant(
        {.helpers = helper_set<device::helpers>::all(), .budget = 10'000, .store_entries = 3});
    REQUIRE(other);
    for (const row& each : {row{"do_store_local", store_entry::state::local, 0},
                            row{"do_store_global", store_entry::state::global, 0},
                            row{"do_store_tenant", store_entry::state::tenant, other->index}}) {
        CAPTURE(each.function);
        const container_file file{calls[0], each.function};
        const auto id =
            on.engine.load(*other, file.sections, on.data, helper_set<device::helpers>::all());
        REQUIRE(id);
        call about{5, 6};
        CHECK(*on.engine.run(*id, bytes_of(about)) == 0);
        unsigned found = 0;
        for (const store_entry& entry : on.engine.store().entries()) {
            found += entry.in == each.in && entry.owner == each.owner && entry.key == 5 &&
                             entry.value == 6 && entry.payer == other->index
                         ? 1
                         : 0;
        }
        CHECK(found == 1);
        REQUIRE(on.engine.unload(*id));
    }
}

TEST_CASE("an object says which context it was built for, and that costs it no memory") {
    const container_file file{counter, "coap_counter"};
    CHECK(words_of(*image::built_for(file.object())) == words_of(layout_of<abi::coap_fields>));
    CHECK(file.sections.data.empty());
    CHECK(file.sections.rodata.empty());

    const container_file silent{FEMTO_TEST_OBJECTS "/moving_average.o", "moving_average"};
    CHECK(image::built_for(silent.object())->empty());
    CHECK(image::built_for({}).error() == errc::truncated);
}

TEST_CASE("a container that was built for another context is refused, from an object or an image") {
    const container_file file{counter, "coap_counter"};
    std::vector<std::uint8_t> buffer(4096);
    std::vector<relocation> relocations(16);
    const auto object = image::load(file.object(), buffer, relocations);
    REQUIRE(object);
    std::vector<std::uint8_t> packed(4096);
    const image::named_slot names[] = {{"coap_counter", 0}};
    const auto size = image::write(image::layout::fc32, object->stored(), names,
                                   {.notes = object->notes}, packed);
    REQUIRE(size);
    const auto from_image = image::open(std::span{packed}.first(*size));
    REQUIRE(from_image);

    static constexpr hook_description<device> about_coap{.layout = layout_of<abi::coap_fields>};
    static constexpr hook_description<device> about_switch{.layout = layout_of<abi::sched_context>};
    stage on;
    fc::hook<abi::coap_context<64>, device> on_coap{on.engine, about_coap};
    fc::hook<abi::sched_context, device> on_switch{on.engine, about_switch};
    for (const image::fingerprint& built_for :
         {object->notes.fingerprint, from_image->notes.fingerprint}) {
        const container_id id = on.load(file);
        const auto refused = on.engine.attach(id, on_switch, {.built_for = built_for});
        CHECK(refused.error() == errc::abi_mismatch);
        CHECK(std::string{context_layout<abi::sched_context>::name_of(refused.at())} == "previous");
        CHECK(on.engine.attach(id, on_coap, {.built_for = built_for}));
        REQUIRE(on.engine.unload(id));
    }
}

TEST_CASE("a container that is compiled in is refused by the field that differs") {
    static constexpr hook_description<device> about_coap{.layout = layout_of<abi::coap_fields>};
    static constexpr hook_description<device> about_switch{.layout = layout_of<abi::sched_context>};
    stage on;
    fc::hook<abi::coap_context<64>, device> on_coap{on.engine, about_coap};
    fc::hook<abi::sched_context, device> on_switch{on.engine, about_switch};
    const auto all = helper_set<device::helpers>::all();

    CHECK(words_of(counter_in_rom.built_for) == words_of(layout_of<abi::coap_fields>));
    const auto id = on.engine.load(on.tenant, counter_in_rom, on.data, all);
    REQUIRE(id);
    const auto refused = on.engine.attach(*id, on_switch);
    CHECK(refused.error() == errc::abi_mismatch);
    CHECK(std::string{context_layout<abi::sched_context>::name_of(refused.at())} == "previous");
    CHECK(on.engine.attach(*id, on_coap, {.position = 0}));

    // One that replaces another must fit its hook as well.
    static constexpr const auto& returns = assembled<"r0 = 1\nexit">;
    const auto old = on.engine.load(on.tenant, {.text = returns});
    REQUIRE(old);
    REQUIRE(on.engine.attach(*old, on_switch));
    CHECK(on.engine.replace(*old, counter_in_rom, on.data, all).error() == errc::abi_mismatch);
    REQUIRE(on.engine.unload(*id));
    REQUIRE(on.engine.detach(*old));
    REQUIRE(on.engine.attach(*old, on_coap));
    CHECK(on.engine.replace(*old, counter_in_rom, on.data, all));
}

TEST_CASE("what a section says in no whole numbers is refused") {
    const container_file file{counter, "coap_counter"};
    std::vector<std::uint8_t> object{file.object().begin(), file.object().end()};
    // The section's header: the one whose size is that of the numbers.
    const std::uint64_t bytes = 4 * layout_of<abi::coap_fields>.size();
    unsigned changed = 0;
    for (std::uint64_t at = load_le<std::uint64_t>(&object[0x28]); at + 64 <= object.size();
         at += 64) {
        if (load_le<std::uint64_t>(&object[at + 32]) == bytes && object[at + 4] == 1) {
            store_le<std::uint64_t>(&object[at + 32], bytes - 1);
            ++changed;
        }
    }
    REQUIRE(changed == 1);
    CHECK(image::built_for(object).error() == errc::bad_structure);
}

} // namespace
} // namespace fc::test
