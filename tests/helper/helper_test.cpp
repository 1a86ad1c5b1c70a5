// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/assembled.hpp"
#include "support/catch.hpp"
#include "support/executors.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace fc::test {
namespace {

enum class colour : std::int8_t { red = -3, green = 7 };
struct point {
    std::int32_t x;
    std::int32_t y;
};

std::uint64_t five(std::uint64_t a, std::uint32_t b, std::int16_t c, bool d, colour e) {
    return a + b + static_cast<std::uint64_t>(std::int64_t{c}) + (d ? 1000 : 0) +
           static_cast<std::uint64_t>(std::int64_t{static_cast<std::int8_t>(e)});
}
std::int32_t minus_two() { return -2; }
std::uint32_t all_ones() { return 0xFFFFFFFF; }
std::uint8_t small() { return 200; }
std::int8_t small_signed() { return -56; }
bool yes() { return true; }
colour red() { return colour::red; }
void nothing() {}
result<std::int64_t> fail_if(std::uint64_t code) {
    if (code != 0) {
        return static_cast<errc>(-static_cast<int>(code));
    }
    return std::int64_t{-1};
}
result<colour> maybe_green(bool wanted) {
    if (!wanted) {
        return errc::helper_failed;
    }
    return colour::green;
}
std::uint32_t read_word(guest<const std::uint32_t> at) { return at.get(); }
void write_word(guest<std::uint32_t> at, std::uint32_t value) { at.set(value); }
std::int32_t add_point(guest<const point> at) {
    const point p = at.get();
    return p.x + p.y;
}
std::uint64_t sum(guest_span<const std::uint32_t> words) {
    std::uint64_t total = 0;
    for (const auto word : words) {
        total += word.get();
    }
    return total;
}
std::size_t fill(guest_span<std::uint16_t> words, std::uint16_t value) {
    for (std::size_t i = words.size(); i-- > 0;) {
        words[i].set(value);
    }
    return words.bytes().size();
}
void double_each(guest_span<std::uint32_t> words) {
    for (const auto word : words) {
        word.set(2 * word.get());
    }
}
std::size_t length(guest_string text) { return text.size(); }
int entered = 0;
void copy(guest_span<std::uint8_t> to, guest_span<const std::uint8_t> from) {
    ++entered;
    const std::size_t bytes = std::min(to.size(), from.size());
    for (std::size_t i = 0; i < bytes; ++i) {
        to[i].set(from[i].get());
    }
}

struct config : defaults {
    using helpers = helper_table<
        helper<1, "five", five>, helper<2, "minus_two", minus_two>, helper<3, "all_ones", all_ones>,
        helper<4, "small", small>, helper<5, "small_signed", small_signed>, helper<6, "yes", yes>,
        helper<7, "red", red>, helper<8, "nothing", nothing>, helper<9, "fail_if", fail_if>,
        helper<10, "maybe_green", maybe_green>, helper<11, "read_word", read_word>,
        helper<12, "write_word", write_word>, helper<13, "add_point", add_point>,
        helper<14, "sum", sum>, helper<15, "fill", fill>, helper<16, "length", length>,
        helper<17, "copy", copy>, helper<18, "lambda", [](std::uint64_t v) { return v * 2; }>>;
};

template <class Config>
result<std::uint64_t> run(std::span<const std::uint8_t> text, context ctx = {}) {
    const auto program = verify<Config>(text);
    REQUIRE(program);
    fc::vm<Config> vm;
    return vm.run(*program, ctx);
}

TEST_CASE("a helper's result is widened as its type says", "[helper]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
        std::uint64_t expected;
    };
    const row rows[] = {
        {"signed, sign-extended", assembled<"call 2\nexit">, ~std::uint64_t{1}},
        {"unsigned, zero-extended", assembled<"r0 = -1\ncall 3\nexit">, 0xFFFFFFFF},
        {"unsigned byte", assembled<"r0 = -1\ncall 4\nexit">, 200},
        {"signed byte", assembled<"call 5\nexit">, ~std::uint64_t{55}},
        {"bool", assembled<"r0 = -1\ncall 6\nexit">, 1},
        {"enumeration with a signed type", assembled<"call 7\nexit">, ~std::uint64_t{2}},
        {"nothing is 0", assembled<"r0 = -1\ncall 8\nexit">, 0},
        {"a result", assembled<"r1 = 0\ncall 9\nexit">, ~std::uint64_t{0}},
        {"a result of an enumeration", assembled<"r1 = 1\ncall 10\nexit">, 7},
        {"a lambda", assembled<"r1 = 21\ncall 18\nexit">, 42},
        {"a lambda by callx", assembled<"r1 = 21\nr5 = 18\ncallx r5\nexit">, 42},
    };
    for (const row& each : rows) {
        each_machine<config>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            const auto r0 = run<Config>(each.text);
            REQUIRE(r0);
            CHECK(*r0 == each.expected);
        });
    }
}

TEST_CASE("integer arguments are cut to their types", "[helper]") {
    const auto& text = assembled<R"(
        r1 = 1
        r2 = 0xffffffff00000002 ll
        r3 = 0x1ffff
        r4 = 0x100
        r5 = 0x1fd
        call 1
        exit
    )">;
    each_machine<config>([&]<class Config>() {
        CAPTURE(Config::name);
        // 1 + 2 + (-1) + bool(0x100) + (-3)
        CHECK(*run<Config>(text) == 1 + 2 - 1 + 1000 - 3);
    });
}

TEST_CASE("a helper that fails ends the run with its own error and leaves r0", "[helper]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"r0 = 77\nr1 = 42\ncall 9\nexit">);
        fc::vm<Config> vm;
        const auto r0 = vm.run(*program);
        CHECK(r0.error() == errc::helper_failed);
        CHECK(r0.at() == 2);
        CHECK(vm.registers()[0] == 77);
        CHECK(vm.instructions() == 2);
        const auto other = verify<Config>(assembled<"r1 = 10\ncall 9\nexit">);
        CHECK(vm.run(*other).error() == errc::unknown_function);
    });
}

TEST_CASE("a helper that fails with the vm's own end of budget is not called again", "[helper]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        const auto program = verify<Config>(assembled<"r1 = 8\ncall 9\nexit">);
        fc::vm<Config> vm;
        REQUIRE(vm.start(*program));
        CHECK(vm.resume(100).error() == errc::helper_failed);
        CHECK(vm.resume(100).error() == errc::not_running);
    });
}

TEST_CASE("a pointer argument is checked before the helper is entered", "[helper]") {
    struct row {
        const char* what;
        std::span<const std::uint8_t> text;
        errc expected;
    };
    const row rows[] = {
        {"a word", assembled<"call 11\nexit">, errc::ok},
        {"a word at an odd address", assembled<"r1 += 1\ncall 11\nexit">, errc::ok},
        {"the last word", assembled<"r1 += 12\ncall 11\nexit">, errc::ok},
        {"a word across the end", assembled<"r1 += 13\ncall 11\nexit">, errc::illegal_memory},
        {"a word behind the end", assembled<"r1 += 16\ncall 11\nexit">, errc::illegal_memory},
        {"a word before the start", assembled<"r1 += -1\ncall 11\nexit">, errc::illegal_memory},
        {"address 0", assembled<"r1 = 0\ncall 11\nexit">, errc::illegal_memory},
        {"address -1", assembled<"r1 = -1\ncall 11\nexit">, errc::illegal_memory},
        {"address -4, which plus 4 is 0", assembled<"r1 = -4\ncall 11\nexit">,
         errc::illegal_memory},
        {"a good address with an upper half",
         assembled<"r2 = 1\nr2 <<= 63\nr1 |= r2\ncall 11\nexit">, errc::illegal_memory},
        {"writing a word", assembled<"call 12\nexit">, errc::ok},
        {"an object", assembled<"r1 += 8\ncall 13\nexit">, errc::ok},
        {"an object across the end", assembled<"r1 += 9\ncall 13\nexit">, errc::illegal_memory},
        {"elements", assembled<"r2 = 4\ncall 14\nexit">, errc::ok},
        {"one element too many", assembled<"r2 = 5\ncall 14\nexit">, errc::illegal_memory},
        {"no elements at a wild address", assembled<"r1 = -1\nr2 = 0\ncall 14\nexit">, errc::ok},
        {"2^32 elements", assembled<"r2 = 0x100000000 ll\ncall 14\nexit">, errc::illegal_memory},
        {"2^30 elements, whose bytes are 2^32", assembled<"r2 = 0x40000000\ncall 14\nexit">,
         errc::illegal_memory},
        {"2^62 elements, whose bytes are 2^64", assembled<"r2 = 1\nr2 <<= 62\ncall 14\nexit">,
         errc::illegal_memory},
        {"2^62 + 1 elements, whose bytes wrap to 4",
         assembled<"r2 = 1\nr2 <<= 62\nr2 += 1\ncall 14\nexit">, errc::illegal_memory},
        {"-1 elements", assembled<"r2 = -1\ncall 14\nexit">, errc::illegal_memory},
        {"filling", assembled<"r2 = 8\nr3 = 0\ncall 15\nexit">, errc::ok},
        {"filling one too many", assembled<"r2 = 9\nr3 = 0\ncall 15\nexit">, errc::illegal_memory},
        {"a string", assembled<"call 16\nexit">, errc::ok},
        {"a string without an end", assembled<"r1 += 4\ncall 16\nexit">, errc::illegal_memory},
        {"a string at the end of its region", assembled<"r1 += 16\ncall 16\nexit">,
         errc::illegal_memory},
        {"a string at address 0", assembled<"r1 = 0\ncall 16\nexit">, errc::illegal_memory},
    };
    for (const row& each : rows) {
        each_machine<config>([&]<class Config>() {
            CAPTURE(each.what, Config::name);
            alignas(8) std::array<std::uint8_t, 48> host{};
            host.fill(0x11);
            host[16 + 3] = 0; // the only end of a string, before the program's byte 4
            const auto r0 = run<Config>(each.text, {host.data() + 16, 16});
            CHECK(static_cast<int>(r0.error()) == static_cast<int>(each.expected));
            for (std::size_t i = 0; i < 16; ++i) {
                CHECK(host[i] == 0x11);
                CHECK(host[32 + i] == 0x11);
            }
        });
    }
}

TEST_CASE("a helper that writes is refused read-only memory, one that reads is not", "[helper]") {
    each_machine<config>([]<class Config>() {
        CAPTURE(Config::name);
        alignas(8) const std::array<std::uint8_t, 8> bytes{1, 0, 0, 0, 2, 0, 0, 0};
        CHECK(*run<Config>(assembled<"call 11\nexit">, read_only(bytes)) == 1);
        CHECK(*run<Config>(assembled<"call 13\nexit">, read_only(bytes)) == 3);
        CHECK(*run<Config>(assembled<"call 16\nexit">, read_only(bytes)) == 1);
        CHECK(run<Config>(assembled<"call 12\nexit">, read_only(bytes)).error() ==
              errc::illegal_memory);
        CHECK(run<Config>(assembled<"r2 = 1\ncall 15\nexit">, read_only(bytes)).error() ==
              errc::illegal_memory);
        CHECK(bytes[0] == 1);
    });
}

TEST_CASE("a helper with two spans is entered only when both are good", "[helper]") {
    const auto& good =
        assembled<"r3 = r1\nr4 = 4\nr1 = r10\nr1 += -8\nr2 = 4\n*(u64 *)(r10 - 8) = 0\n"
                  "call 17\nr0 = *(u32 *)(r10 - 8)\nexit">;
    const auto& wild = assembled<"r3 = r1\nr4 = 5\nr1 = r10\nr1 += -8\nr2 = 4\ncall 17\nexit">;
    each_machine<config>([&]<class Config>() {
        CAPTURE(Config::name);
        std::array<std::uint8_t, 4> bytes{1, 2, 3, 4};
        entered = 0;
        CHECK(*run<Config>(good, bytes) == 0x04030201);
        CHECK(entered == 1);
        CHECK(run<Config>(wild, bytes).error() == errc::illegal_memory);
        CHECK(entered == 1);
    });
}

TEST_CASE("a span's elements are gone over wherever they lie", "[helper]") {
    static_assert(std::forward_iterator<guest_span<std::uint32_t>::iterator>);
    static_assert(std::forward_iterator<guest_span<const point>::iterator>);
    for (std::size_t at = 0; at < 4; ++at) {
        CAPTURE(at);
        alignas(4) std::array<std::uint8_t, 16> bytes{};
        bytes[at] = 0x81;
        bytes[at + 4] = 3;
        double_each({&bytes[at], 2});
        CHECK(load_le<std::uint32_t>(&bytes[at]) == 0x102);
        CHECK(load_le<std::uint32_t>(&bytes[at + 4]) == 6);
        CHECK(load_le<std::uint32_t>(&bytes[at + 8]) == 0);
        const guest_span<const point> points{&bytes[at], 1};
        for (const auto each : points) {
            CHECK(each.get().y == 6);
        }
    }
    const guest_span<std::uint32_t> none;
    CHECK(none.begin() == none.end());
}

template <std::uint32_t Id>
std::uint32_t own_id() {
    return Id;
}
template <std::uint32_t... Ids>
using numbered = helper_table<helper<Ids, "own_id", own_id<Ids>>...>;

struct dense : defaults {
    using helpers = numbered<0, 1, 2, 3>;
};
struct gaps : defaults {
    using helpers = numbered<1, 7, 200, 255>;
};
struct sparse : defaults {
    using helpers = numbered<2, 256, 257, 0x10000, 0x7EFFFFFF>;
};

template <class Base>
void check_lookup(std::initializer_list<std::uint32_t> present) {
    for (const std::uint32_t id :
         {0U,          1U,          2U,          3U,         4U,       6U,       7U,
          8U,          199U,        200U,        201U,       254U,     255U,     256U,
          257U,        258U,        511U,        0xFFFFU,    0x10000U, 0x10001U, 0x7EFFFFFEU,
          0x7EFFFFFFU, 0x7F000000U, 0x80000000U, 0xFFFFFFFFU}) {
        const bool expected = std::find(present.begin(), present.end(), id) != present.end();
        CAPTURE(id);
        CHECK((Base::helpers::find(id) < Base::helpers::size) == expected);
        const auto text =
            text_of({{0x85, 0, 0, 0, static_cast<std::int32_t>(id)}, {0x95, 0, 0, 0, 0}});
        const auto through = text_of({{0xb4, 1, 0, 0, static_cast<std::int32_t>(id)},
                                      {0x8d, 1, 0, 0, 0},
                                      {0x95, 0, 0, 0, 0}});
        each_executor<Base>([&]<class Config>() {
            CAPTURE(Config::name);
            const auto program = verify<Config>(text);
            CHECK(program.error() == (expected ? errc::ok : errc::illegal_call));
            fc::vm<Config> vm;
            if (program) {
                CHECK(*vm.run(*program) == id);
            }
            if (id != isa::code_address_base) { // that is the function in slot 0
                const auto r0 = vm.run(*verify<Config>(through));
                CHECK(r0.error() == (expected ? errc::ok : errc::illegal_call));
            }
        });
    }
}

TEST_CASE("helpers are found by id, dense or sparse, and nothing else is", "[helper]") {
    check_lookup<defaults>({});
    check_lookup<dense>({0, 1, 2, 3});
    check_lookup<gaps>({1, 7, 200, 255});
    check_lookup<sparse>({2, 256, 257, 0x10000, 0x7EFFFFFF});
}

TEST_CASE("a helper outside the contract is refused at load and by callx", "[helper]") {
    each_machine<gaps>([]<class Config>() {
        CAPTURE(Config::name);
        helper_set<typename Config::helpers> contract;
        contract.allow(7).allow(255).allow(9999);
        CHECK(verify<Config>(assembled<"call 7\nexit">, contract));
        CHECK(verify<Config>(assembled<"call 255\nexit">, contract));
        const auto refused = verify<Config>(assembled<"r0 = 0\ncall 200\nexit">, contract);
        CHECK(refused.error() == errc::illegal_call);
        CHECK(refused.at() == 1);
        CHECK(verify<Config>(assembled<"call 200\nexit">));

        fc::vm<Config> vm;
        const auto inside = verify<Config>(assembled<"r1 = 7\ncallx r1\nexit">, contract);
        CHECK(*vm.run(*inside) == 7);
        const auto outside = verify<Config>(assembled<"r1 = 200\ncallx r1\nexit">, contract);
        CHECK(vm.run(*outside).error() == errc::illegal_call);
        const auto nothing = verify<Config>(assembled<"r1 = 7\ncallx r1\nexit">, {});
        CHECK(vm.run(*nothing).error() == errc::illegal_call);
    });
}

TEST_CASE("contracts hold for tables of more than 32 helpers", "[helper]") {
    using many = numbered<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                          21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35>;
    helper_set<many> set;
    set.allow(31).allow(32).allow(35);
    for (std::uint32_t id = 0; id < 40; ++id) {
        CAPTURE(id);
        CHECK(set.contains(many::find(id)) == (id == 31 || id == 32 || id == 35));
        CHECK(helper_set<many>::all().contains(many::find(id)) == (id < 36));
    }
}

} // namespace
} // namespace fc::test
