// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <array>

namespace fc::test {
namespace {

template <class Config>
struct larger : Config {
    static constexpr std::size_t stack_bytes = 2048;
};

// Counts in its data, and returns the count plus a constant out of its bss and rodata.
constexpr const auto& counter = assembled<R"(
    r1 = data + 0 ll
    r0 = *(u64 *)(r1 + 0)
    r0 += 1
    *(u64 *)(r1 + 0) = r0
    r2 = *(u64 *)(r1 + 8)
    r0 += r2
    r3 = rodata + 1 ll
    r3 = *(u8 *)(r3 + 0)
    r0 += r3
    exit
)">;
constexpr std::array<std::uint8_t, 8> initial{5, 0, 0, 0, 0, 0, 0, 0};
constexpr std::array<std::uint8_t, 2> constants{0, 100};
constexpr sections counter_sections{
    .text = counter, .rodata = constants, .data = initial, .bss_bytes = 8};

TEST_CASE("data and bss persist from run to run, and start fresh on restart", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(counter_sections);
        REQUIRE(program);
        CHECK(program->data_bytes() == 16);
        fc::vm<Config> vm;
        std::array<std::uint8_t, 16> storage{};
        storage.fill(0xEE);
        const auto own = instantiate(*program, std::span<std::uint8_t>{storage});
        REQUIRE(own);
        CHECK(*vm.run(*own) == 106);
        CHECK(*vm.run(*own) == 107);
        const auto fresh = instantiate(*program, std::span<std::uint8_t>{storage});
        CHECK(*vm.run(*fresh) == 106);
    });
}

TEST_CASE("what the last run had is out of reach of a program that has nothing", "[instance]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
    };
    const row rows[] = {
        {"stack", assembled<"r1 = 0x1000000 ll\nr0 = *(u8 *)(r1 + 0)\nexit">},
        {"data", assembled<"r1 = 0x3000000 ll\nr0 = *(u8 *)(r1 + 0)\nexit">},
        {"rodata", assembled<"r1 = 0x4000000 ll\nr0 = *(u8 *)(r1 + 0)\nexit">},
        {"stack, written", assembled<"r1 = 0x1000000 ll\n*(u8 *)(r1 + 0) = 1\nexit">},
        {"data, written", assembled<"r1 = 0x3000000 ll\n*(u8 *)(r1 + 0) = 1\nexit">},
        {"rodata, written", assembled<"r1 = 0x4000000 ll\n*(u8 *)(r1 + 0) = 1\nexit">},
    };
    each_executor<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto all = verify<Config>(counter_sections);
        const auto stack = verify<Config>(assembled<"*(u64 *)(r10 - 8) = 1\nr0 = 0\nexit">);
        CHECK(!all->context_only());
        CHECK(!stack->context_only());
        fc::vm<Config> vm;
        std::array<std::uint8_t, 16> storage{};
        const auto own = instantiate(*all, std::span<std::uint8_t>{storage});
        for (const row& each : rows) {
            CAPTURE(each.what);
            const auto nothing = verify<Config>(each.text);
            CHECK(nothing->context_only());
            REQUIRE(vm.run(*own));
            CHECK(vm.run(*nothing).error() == errc::illegal_memory);
            REQUIRE(vm.run(*stack));
            CHECK(vm.run(*nothing).error() == errc::illegal_memory);
        }
    });
}

TEST_CASE("two instances of one program do not see each other's data", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        const auto program = verify<Config>(counter_sections);
        fc::vm<Config> vm;
        std::array<std::uint8_t, 16> first{};
        std::array<std::uint8_t, 16> second{};
        const auto a = instantiate(*program, std::span<std::uint8_t>{first});
        const auto b = instantiate(*program, std::span<std::uint8_t>{second});
        CHECK(*vm.run(*a) == 106);
        CHECK(*vm.run(*a) == 107);
        CHECK(*vm.run(*b) == 106);
    });
}

TEST_CASE("a program with data needs an instance, and an instance enough storage", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(counter_sections);
        fc::vm<Config> vm;
        // A fault at another slot first: nothing of it may show in the refusal.
        const auto faulty = verify<Config>(assembled<"r1 = 1\nr0 = *(u8 *)(r1 + 0)\nexit">);
        CHECK(vm.run(*faulty).at() == 1);
        CHECK(vm.run(*program).error() == errc::missing_data);
        CHECK(vm.run(*program).at() == 0);
        CHECK(vm.start(*program).error() == errc::missing_data);
        std::array<std::uint8_t, 15> small{};
        const auto refused = instantiate(*program, std::span<std::uint8_t>{small});
        CHECK(refused.error() == errc::buffer_too_small);
        CHECK(refused.at() == 16); // so many are needed
    });
}

TEST_CASE("the bytes behind an instance's data stay as they were", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        const auto& text = assembled<"r1 = data + 16 ll\n*(u8 *)(r1 + 0) = 1\nr0 = 0\nexit">;
        const auto program =
            verify<Config>(sections{.text = text, .data = initial, .bss_bytes = 8});
        fc::vm<Config> vm;
        std::array<std::uint8_t, 24> storage{};
        storage.fill(0xEE);
        const auto own = instantiate(*program, std::span<std::uint8_t>{storage});
        CHECK(vm.run(*own).error() == errc::illegal_memory);
        CHECK(storage[16] == 0xEE);
        CHECK(storage[23] == 0xEE);
    });
}

TEST_CASE("rodata cannot be written", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        const auto& text = assembled<"r1 = rodata + 0 ll\n*(u8 *)(r1 + 0) = 1\nr0 = 0\nexit">;
        const auto program = verify<Config>(sections{.text = text, .rodata = constants});
        fc::vm<Config> vm;
        CHECK(vm.run(*program).error() == errc::illegal_memory);
        CHECK(constants[0] == 0);
    });
}

TEST_CASE("words of data that hold addresses are patched", "[instance]") {
    // data: a pointer to data + 8, to rodata + 1, and to the function in slot 9.
    const std::array<std::uint8_t, 24> words{8, 0, 0, 0, 0,  0, 0, 0, 1, 0, 0, 0,
                                             0, 0, 0, 0, 72, 0, 0, 0, 0, 0, 0, 0};
    const std::array<relocation, 3> where{relocation{0, relocation::target::data},
                                          relocation{8, relocation::target::rodata},
                                          relocation{16, relocation::target::text}};
    const auto& text = assembled<R"(
        r1 = data + 0 ll
        r2 = *(u64 *)(r1 + 0)
        r2 = *(u64 *)(r2 + 0)
        r6 = *(u8 *)(r2 + 0)
        r3 = *(u64 *)(r1 + 16)
        callx r3
        r0 += r6
        exit
        r0 = 1000
        exit
    )">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(
            sections{.text = text, .rodata = constants, .data = words, .relocations = where});
        REQUIRE(program);
        fc::vm<Config> vm;
        alignas(8) std::array<std::uint8_t, 24> storage{};
        const auto own = instantiate(*program, std::span<std::uint8_t>{storage});
        CAPTURE(static_cast<int>(own.error()), own.at());
        REQUIRE(own);
        const auto r0 = vm.run(*own);
        REQUIRE(r0);
        CHECK(*r0 == 1100);
    });
}

TEST_CASE("a relocation outside the data is refused", "[instance]") {
    for (const std::uint32_t offset : {1U, 8U, 0xFFFFFFFFU, 0xFFFFFFF8U}) {
        const std::array<relocation, 1> where{relocation{offset, relocation::target::data}};
        each_machine<defaults>([&]<class Config>() {
            CAPTURE(offset);
            const auto program = verify<Config>(sections{
                .text = counter, .rodata = constants, .data = initial, .relocations = where});
            std::array<std::uint8_t, 16> storage{};
            const bool refused =
                !program || !instantiate(*program, std::span<std::uint8_t>{storage});
            CHECK(refused);
        });
    }
}

TEST_CASE("a run starts at the entry the sections name", "[instance]") {
    const auto& text = assembled<"r0 = 1\nexit\nr0 = 2\nexit">;
    each_machine<defaults>([&]<class Config>() {
        CAPTURE(Config::name);
        fc::vm<Config> vm;
        CHECK(*vm.run(*verify<Config>(sections{.text = text, .entry = 2})) == 2);
        CHECK(*vm.run(*verify<Config>(sections{.text = text})) == 1);
    });
}

TEST_CASE("one program is run by two vms, also of another stack size", "[instance]") {
    each_machine<defaults>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"*(u64 *)(r10 - 8) = 4\n"
                                                      "r0 = *(u64 *)(r10 - 8)\nexit">);
        fc::vm<Config> first;
        fc::vm<larger<Config>> second;
        CHECK(first.start(*program));
        CHECK(second.start(*program));
        CHECK(first.resume(1));
        CHECK(second.resume(100)->r0() == 4);
        CHECK(first.resume(100)->r0() == 4);
    });
}

} // namespace
} // namespace fc::test
