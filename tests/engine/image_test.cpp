// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// From the bytes of an image to a container on a hook.
#include "device.hpp"

#include <femto/image/load.hpp>
#include <femto/image/open.hpp>
#include <femto/image/write.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace fc::test {
namespace {

// Adds what its data counts to the event, puts the sum into the global store, and counts on.
constexpr const auto& text = assembled<R"(
    r6 = data + 0 ll
    r7 = *(u64 *)(r6 + 0)
    r8 = *(u64 *)(r1 + 0)
    r8 += r7
    *(u64 *)(r1 + 0) = r8
    r7 += 1
    *(u64 *)(r6 + 0) = r7
    r1 = 5
    r2 = r8
    call 0x11
    r0 = r8
    exit
)">;
constexpr std::array<std::uint8_t, 8> ten{10};
constexpr std::array<std::uint32_t, 3> built_for{0, 111, 222}; // helpers unknown, two fields

/// An image with a list of helpers (extended) or notes (fc32), on the boundary its text needs.
struct stored_image {
    alignas(8) std::array<std::uint8_t, 512> bytes{};
    std::size_t size = 0;

    explicit stored_image(image::layout as) {
        const std::array<std::uint8_t, 1> helpers{0x11};
        image::extras more;
        if (as == image::layout::extended) {
            more.helpers = helpers;
        } else if (as == image::layout::fc32) {
            more.notes.fingerprint = image::fingerprint{std::span{built_for}};
        }
        const auto written = image::write(as, {.text = text, .data = ten},
                                          std::array<image::named_slot, 0>{}, more, bytes);
        REQUIRE(written);
        size = *written;
    }
    std::span<const std::uint8_t> all() const { return std::span{bytes}.first(size); }
};

TEST_CASE("an image is loaded with the helpers it asks for, and attached to its context only",
          "[engine image]") {
    for (const image::layout as :
         {image::layout::fc28, image::layout::fc32, image::layout::extended}) {
        CAPTURE(static_cast<int>(as));
        const stored_image stored{as};
        const auto opened = image::open(stored.all());
        REQUIRE(opened);
        stage on;
        static constexpr hook_description<device> same{.layout = built_for};
        static constexpr std::array<std::uint32_t, 3> another{0, 111, 333};
        static constexpr hook_description<device> differs{.layout = another};
        hook<event, device> laid_out{on.engine, same};
        hook<event, device> laid_out_otherwise{on.engine, differs};
        alignas(8) std::array<std::uint8_t, 16> data{};
        alignas(8) std::array<std::uint8_t, 16> other_data{};
        const auto it = on.engine.load(on.tenant, *opened, data);
        REQUIRE(it);
        // Only fc32 says what it was built for.
        if (as == image::layout::fc32) {
            const auto refused = on.engine.attach(*it, laid_out_otherwise);
            CHECK(refused.error() == errc::abi_mismatch);
            CHECK(refused.at() == 2);
        }
        REQUIRE(on.engine.attach(*it, laid_out));
        event seen{1, 0};
        CHECK(laid_out.fire(seen).value == 11);
        const auto fresh = on.engine.replace(*it, *opened, other_data);
        REQUIRE(fresh);
        seen = {1, 0};
        CHECK(laid_out.fire(seen).value == 11);
    }
}

static_assert(container_source<image::loaded>, "what image::load gives is loaded as it is");

TEST_CASE("an image that calls what the firmware lacks is refused by the helper's id",
          "[engine image]") {
    alignas(8) std::array<std::uint8_t, 128> bytes{};
    const auto size = image::write(image::layout::fc28, {.text = assembled<"call 0x77\nexit">},
                                   std::array<image::named_slot, 0>{}, {}, bytes);
    REQUIRE(size);
    const auto opened = image::open(std::span<const std::uint8_t>{bytes}.first(*size));
    REQUIRE(opened);
    stage on;
    const auto refused = on.engine.load(on.tenant, *opened);
    CHECK(refused.error() == errc::helper_not_offered);
    CHECK(refused.at() == 0x77);
    const container_id old = on.attach(adds_one);
    CHECK(on.engine.replace(old, *opened).error() == errc::helper_not_offered);
    CHECK(on.state(old) == container_state::attached);
}

TEST_CASE("a container comes from an image of any layout, with what it asks for",
          "[engine image]") {
    for (const image::layout as :
         {image::layout::fc28, image::layout::fc32, image::layout::extended}) {
        CAPTURE(static_cast<int>(as));
        const stored_image stored{as};
        const auto opened = image::open(stored.all());
        REQUIRE(opened);
        CHECK(opened->layout == as);
        const auto asks = opened->lists_helpers
                              ? helpers_listed<device::helpers>(opened->helpers)
                              : helpers_called<device::helpers>(opened->sections.text);
        REQUIRE(asks);
        CHECK(asks->contains(device::helpers::find(0x11)));

        stage on;
        static constexpr hook_description<device> about{.layout = built_for};
        hook<event, device> laid_out{on.engine, about};
        alignas(8) std::array<std::uint8_t, 16> data{};
        const auto it = on.engine.load(on.tenant, opened->sections, data, *asks);
        REQUIRE(it);
        REQUIRE(on.engine.attach(*it, laid_out, {.built_for = opened->notes.fingerprint}));
        event seen{1, 0};
        CHECK(laid_out.fire(seen).value == 11);
        CHECK(laid_out.fire(seen).value == 22); // its data counted from 10 to 11
        CHECK(*on.engine.store().fetch({0, 0, 4}, store_scope::global, 5) == 22);
        CHECK(data[0] == 12);
        const stored_image untouched{as};
        CHECK(std::equal(stored.all().begin(), stored.all().end(), untouched.all().begin()));
    }
}

TEST_CASE("an image built for another layout of the context is refused by its field",
          "[engine image]") {
    const stored_image stored{image::layout::fc32};
    const auto opened = image::open(stored.all());
    REQUIRE(opened);
    stage on;
    static constexpr std::array<std::uint32_t, 3> other{99, 111, 223};
    static constexpr hook_description<device> about{.layout = other};
    hook<event, device> laid_out{on.engine, about};
    alignas(8) std::array<std::uint8_t, 16> data{};
    const auto it = on.engine.load(on.tenant, opened->sections, data, device_helpers{}.allow(0x11));
    REQUIRE(it);
    const auto refused = on.engine.attach(*it, laid_out, {.built_for = opened->notes.fingerprint});
    CHECK(refused.error() == errc::abi_mismatch);
    CHECK(refused.at() == 2); // the second field
}

TEST_CASE("two containers of one image have data of their own", "[engine image]") {
    const stored_image stored{image::layout::fc28};
    const auto opened = image::open(stored.all());
    REQUIRE(opened);
    stage on;
    alignas(8) std::array<std::array<std::uint8_t, 8>, 2> data{};
    for (auto& each : data) {
        const auto it =
            on.engine.load(on.tenant, opened->sections, each, device_helpers{}.allow(0x11));
        REQUIRE(it);
        REQUIRE(on.engine.attach(*it, on.on_event));
    }
    CHECK(on.fired(0) == 20);
    CHECK(on.fired(0) == 22);
    CHECK(data[0][0] == 12);
    CHECK(data[1][0] == 12);
}

TEST_CASE("a container without room for its data is refused and takes no place", "[engine image]") {
    const stored_image stored{image::layout::fc28};
    const auto opened = image::open(stored.all());
    REQUIRE(opened);
    stage on;
    alignas(8) std::array<std::uint8_t, 7> data{};
    const auto refused =
        on.engine.load(on.tenant, opened->sections, data, device_helpers{}.allow(0x11));
    CHECK(refused.error() == errc::buffer_too_small);
    CHECK(data == std::array<std::uint8_t, 7>{});
    for (std::size_t i = 0; i < device::containers; ++i) {
        on.load(adds_one);
    }
}

TEST_CASE("the smallest change to an image leaves a container, a refusal, or what was there before",
          "[engine image]") {
    // Every byte spoilt in eight ways: whatever is loaded and attached, an honest neighbour runs on.
    const stored_image good{image::layout::extended};
    std::size_t loaded = 0;
    for (std::size_t at = 0; at < good.size; ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            stored_image stored{image::layout::extended};
            stored.bytes[at] ^= static_cast<std::uint8_t>(1U << bit);
            const auto opened = image::open(stored.all());
            if (!opened) {
                continue;
            }
            stage on;
            const container_id honest = on.attach(adds_one);
            alignas(8) std::array<std::uint8_t, 64> data{};
            const auto asks = helpers_listed<device::helpers>(opened->helpers);
            const auto it = asks ? on.engine.load(on.tenant, opened->sections, data, *asks)
                                 : result<container_id>{asks.error(), asks.at()};
            if (it && on.engine.attach(*it, on.on_event)) {
                ++loaded;
            }
            event seen{1, 0};
            on.on_event.fire(seen);
            CHECK(on.engine.info(honest)->done.faults == 0);
            CHECK(on.engine.info(honest)->done.runs == 1);
        }
    }
    CHECK(loaded > 100); // most changes of an operand make another program
}

} // namespace
} // namespace fc::test
