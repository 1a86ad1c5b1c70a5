// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/platform/archetype.hpp>

#include <cstdint>
#include <type_traits>

namespace fc::test {
namespace {

using platform::archetype;

TEST_CASE("the archetype models every concept, and a class without members none") {
    using platform::none;
    STATIC_REQUIRE(platform::millisecond_clock<archetype> && !platform::millisecond_clock<none>);
    STATIC_REQUIRE(platform::microsecond_clock<archetype> && !platform::microsecond_clock<none>);
    STATIC_REQUIRE(platform::clock_in_interrupts<archetype> &&
                   !platform::clock_in_interrupts<none>);
    STATIC_REQUIRE(platform::console<archetype> && !platform::console<none>);
    STATIC_REQUIRE(platform::sensors<archetype> && !platform::sensors<none>);
    STATIC_REQUIRE(platform::actuators<archetype> && !platform::actuators<none>);
    STATIC_REQUIRE(platform::gpio<archetype> && !platform::gpio<none>);
    STATIC_REQUIRE(platform::gpio_in_interrupts<archetype> && !platform::gpio_in_interrupts<none>);
    STATIC_REQUIRE(platform::character_display<archetype> && !platform::character_display<none>);
    STATIC_REQUIRE(platform::keypad<archetype> && !platform::keypad<none>);
    STATIC_REQUIRE(platform::coap_server<archetype> && !platform::coap_server<none>);
    STATIC_REQUIRE(platform::crypto<archetype> && !platform::crypto<none>);
    STATIC_REQUIRE(platform::storage<archetype> && !platform::storage<none>);
}

/// The same numbers by other names than those that std::uint64_t and the like stand for here.
struct by_other_names : archetype {
    struct request {
        int begin(std::uint32_t) { return 0; }
        int add_content_format(std::uint32_t) { return 1; }
        int end_options(bool) { return 4; }
        std::conditional_t<std::is_same_v<std::uint64_t, unsigned long>, unsigned long long,
                           unsigned long>
        payload_address() {
            return 0;
        }
    };
    std::conditional_t<std::is_same_v<std::uint32_t, unsigned long>, unsigned, char32_t> now_ms() {
        return 0;
    }
};
struct of_another_width_or_sign {
    std::uint64_t now_ms() { return 0; }
    int now_us() { return 0; }
    bool make_input(std::uint32_t, std::uint32_t) { return true; }
    std::int64_t read_pin(std::uint32_t, std::uint32_t) { return 0; }
    bool write_pin(std::uint32_t, std::uint32_t, bool) { return true; }
};

TEST_CASE("numbers of a platform count by width and sign, not by name") {
    STATIC_REQUIRE(platform::coap_server<by_other_names>);
    STATIC_REQUIRE(platform::millisecond_clock<by_other_names>);
    STATIC_REQUIRE(!platform::millisecond_clock<of_another_width_or_sign>);
    STATIC_REQUIRE(!platform::microsecond_clock<of_another_width_or_sign>);
    STATIC_REQUIRE(!platform::gpio<of_another_width_or_sign>);
}

struct says_no : archetype {
    static constexpr bool has_clock_in_interrupts = false;
};

TEST_CASE("a clock is read from interrupts only where the platform says that it may be") {
    STATIC_REQUIRE(!platform::clock_in_interrupts<says_no>);
    STATIC_REQUIRE(platform::gpio_in_interrupts<says_no>);
}

struct device : engine_defaults<archetype> {
    using helpers = abi::helpers<archetype>;
};

TEST_CASE("an engine and every helper need no more of a platform than the archetype has") {
    archetype firmware;
    fc::engine<device> engine{firmware};
    const auto tenant = engine.add_tenant({.helpers = helper_set<device::helpers>::all()});
    REQUIRE(tenant);
    alignas(4) static constexpr std::uint8_t text[] = {
        0x85, 0, 0, 0, 0x20, 0, 0, 0, // call bpf_now_ms
        0x95, 0, 0, 0, 0,    0, 0, 0, // exit
    };
    const auto id =
        engine.load(*tenant, {.text = text}, {}, helper_set<device::helpers>{}.allow(0x20));
    REQUIRE(id);
    CHECK(*engine.run(*id) == 0);
}

} // namespace
} // namespace fc::test
