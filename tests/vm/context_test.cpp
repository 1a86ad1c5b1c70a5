// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <array>
#include <vector>

namespace fc::test {
namespace {

constexpr const auto& return_r1 = assembled<"r0 = r1\nexit">;
constexpr const auto& return_r2 = assembled<"r0 = r2\nexit">;
constexpr const auto& load_first = assembled<"r0 = *(u8 *)(r1 + 0)\nexit">;
constexpr const auto& store_first = assembled<"*(u8 *)(r1 + 0) = 7\nr0 = 0\nexit">;

TEST_CASE("a run without context starts with r1 = r2 = 0", "[context]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto r1 = verify<Config>(return_r1);
        const auto r2 = verify<Config>(return_r2);
        fc::vm<Config> vm;
        CHECK(*vm.run(*r1) == 0);
        CHECK(*vm.run(*r1, {}) == 0);
        std::uint8_t byte = 0;
        CHECK(*vm.run(*r1, {&byte, 0}) == 0);
        CHECK(*vm.run(*r2, {&byte, 0}) == 0);
        CHECK(*vm.run(*r2) == 0);
    });
}

TEST_CASE("a context is a span, a container, a pointer with a length, or an object", "[context]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto length = verify<Config>(return_r2);
        const auto store = verify<Config>(store_first);
        fc::vm<Config> vm;
        std::array<std::uint8_t, 3> bytes{};
        std::vector<std::uint8_t> more(5);
        struct {
            std::uint32_t a = 0;
            std::uint32_t b = 0;
        } object;
        CHECK(*vm.run(*length, bytes) == 3);
        CHECK(*vm.run(*length, std::span{bytes}.first(2)) == 2);
        CHECK(*vm.run(*length, more) == 5);
        CHECK(*vm.run(*length, {bytes.data(), 1}) == 1);
        CHECK(*vm.run(*length, bytes_of(object)) == 8);
        CHECK(vm.run(*store, bytes));
        CHECK(bytes[0] == 7);
        CHECK(vm.run(*store, bytes_of(object)));
        CHECK(object.a == 7);
    });
}

TEST_CASE("a read-only context can be read and not written", "[context]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto load = verify<Config>(load_first);
        const auto store = verify<Config>(store_first);
        const auto add = verify<Config>(assembled<"lock *(u32 *)(r1 + 0) += r0\nr0 = 0\nexit">);
        fc::vm<Config> vm;
        const std::array<std::uint8_t, 4> bytes{9, 9, 9, 9};
        CHECK(*vm.run(*load, read_only(bytes)) == 9);
        CHECK(vm.run(*store, read_only(bytes)).error() == errc::illegal_memory);
        CHECK(vm.run(*add, read_only(bytes)).error() == errc::illegal_memory);
        CHECK(vm.run(*store, {bytes.data(), bytes.size()}).error() == errc::illegal_memory);
        CHECK(bytes[0] == 9);
    });
}

TEST_CASE("an access that leaves the context by one byte is refused at both ends", "[context]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
        bool good;
    };
    const row rows[] = {
        {"u64 at 0", assembled<"r0 = *(u64 *)(r1 + 0)\nexit">, true},
        {"u64 at 1", assembled<"r0 = *(u64 *)(r1 + 1)\nexit">, false},
        {"u32 at 4", assembled<"r0 = *(u32 *)(r1 + 4)\nexit">, true},
        {"u32 at 5", assembled<"r0 = *(u32 *)(r1 + 5)\nexit">, false},
        {"u16 at 6", assembled<"r0 = *(u16 *)(r1 + 6)\nexit">, true},
        {"u16 at 7", assembled<"r0 = *(u16 *)(r1 + 7)\nexit">, false},
        {"u8 at 7", assembled<"r0 = *(u8 *)(r1 + 7)\nexit">, true},
        {"u8 at 8", assembled<"r0 = *(u8 *)(r1 + 8)\nexit">, false},
        {"u8 at -1", assembled<"r0 = *(u8 *)(r1 - 1)\nexit">, false},
        {"u16 at -1", assembled<"r0 = *(u16 *)(r1 - 1)\nexit">, false},
        {"u64 store at 1", assembled<"*(u64 *)(r1 + 1) = 0\nexit">, false},
        {"u8 store at 8", assembled<"*(u8 *)(r1 + 8) = 0\nexit">, false},
        {"u32 atomic at 5", assembled<"lock *(u32 *)(r1 + 5) += r2\nexit">, false},
        {"stack at 0", assembled<"r0 = *(u8 *)(r10 + 0)\nexit">, false},
        {"stack at -1", assembled<"r0 = *(u8 *)(r10 - 1)\nexit">, true},
        {"stack across its end", assembled<"r0 = *(u16 *)(r10 - 1)\nexit">, false},
        {"stack at its lowest byte", assembled<"r0 = *(u8 *)(r10 - 512)\nexit">, true},
        {"stack below it", assembled<"r0 = *(u8 *)(r10 - 513)\nexit">, false},
        {"stack across its lowest byte", assembled<"r0 = *(u16 *)(r10 - 513)\nexit">, false},
    };
    for (const row& each : rows) {
        each_machine<defaults>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            const auto program = verify<Config>(each.text);
            REQUIRE(program);
            fc::vm<Config> vm;
            alignas(8) std::array<std::uint8_t, 24> bytes{};
            const auto r0 = vm.run(*program, {bytes.data() + 8, 8});
            CHECK((each.good ? errc::ok : errc::illegal_memory) == r0.error());
        });
    }
}

TEST_CASE("a context beyond 16 MiB is refused by segmented memory", "[context]") {
    std::vector<std::uint8_t> bytes((std::size_t{1} << 24) + 1);
    each_executor<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(return_r2);
        fc::vm<Config> vm;
        CHECK(vm.run(*program, bytes).error() == errc::region_too_large);
        CHECK(vm.run(*program, bytes).at() == 0);
        REQUIRE(vm.run(*program));
        CHECK(vm.has_begun());
        CHECK(vm.instructions() == 2);
        CHECK_FALSE(vm.run(*program, bytes)); // the call is wrong: nothing of the last run is left
        CHECK_FALSE(vm.has_begun());
        CHECK(vm.instructions() == 0);
        CHECK(vm.start(*program, bytes).error() == errc::region_too_large);
        CHECK(vm.resume(10).error() == errc::not_running);
        CHECK(*vm.run(*program, std::span{bytes}.first(bytes.size() - 1)) == bytes.size() - 1);
    });
    each_executor<listed<defaults>>([&]<class Config>() {
        const auto program = verify<Config>(return_r2);
        fc::vm<Config> vm;
        CHECK(*vm.run(*program, bytes) == bytes.size());
    });
}

TEST_CASE("segmented addresses show nothing of the host", "[context]") {
    each_executor<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        std::array<std::uint8_t, 3> bytes{};
        CHECK(*vm.run(*verify<Config>(return_r1), bytes) == 0x02000000);
        CHECK(*vm.run(*verify<Config>(assembled<"r0 = r10\nexit">)) == 0x01000200);
    });
}

TEST_CASE("what is granted can be reached until it is revoked", "[context]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto load = verify<Config>(assembled<"r1 = *(u64 *)(r1 + 0)\n"
                                                   "r0 = *(u32 *)(r1 + 0)\nexit">);
        const auto store = verify<Config>(assembled<"r1 = *(u64 *)(r1 + 0)\n"
                                                    "*(u32 *)(r1 + 0) = 3\nr0 = 0\nexit">);
        fc::vm<Config> vm;
        alignas(8) std::array<std::uint8_t, 4> shared{1, 0, 0, 0};
        const auto at = vm.grant(writable(shared));
        REQUIRE(at);
        std::array<std::uint8_t, 8> context{};
        store_le(context.data(), *at);
        CHECK(*vm.run(*load, context) == 1);
        CHECK(vm.run(*store, context));
        CHECK(shared[0] == 3);
        CHECK(*vm.run(*load, context) == 3); // a grant outlives a run
        vm.revoke();
        CHECK(vm.run(*load, context).error() == errc::illegal_memory);

        const auto again = vm.grant(read_only(shared));
        REQUIRE(again);
        store_le(context.data(), *again);
        CHECK(*vm.run(*load, context) == 3);
        CHECK(vm.run(*store, context).error() == errc::illegal_memory);
    });
}

TEST_CASE("there are as many grants as regions left, then an error", "[context]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        std::array<std::uint8_t, 4> shared{};
        std::size_t granted = 0;
        while (granted < 100 && vm.grant(writable(shared))) {
            ++granted;
        }
        CHECK(granted == Config::memory::capacity - 4);
        CHECK(vm.grant(writable(shared)).error() == errc::regions_full);
        vm.revoke();
        CHECK(vm.grant(writable(shared)));
    });
}

} // namespace
} // namespace fc::test
