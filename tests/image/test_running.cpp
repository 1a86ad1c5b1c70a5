// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// One source, two compilers: what clang makes of it for BPF must return what the host's code does,
// run after run, with the data of both living on.
#include "loading.hpp"
#include "support/catch.hpp"

#include <femto/base/message.hpp>
#include <femto/vm.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using native_function = std::uint64_t(const std::uint8_t*, std::uint64_t);
extern "C" native_function calls, data, strings, tables, pointers, places, weak, closing, objects;

namespace {

struct variant {
    const char* program;
    const char* name;
    const char* path;
};
constexpr variant variants[] = {
#include "objects.inc"
};

struct program_row {
    const char* name;
    native_function* native;
};
constexpr program_row programs[] = {
    {"calls", calls},   {"data", data},         {"strings", strings},
    {"tables", tables}, {"pointers", pointers}, {"places", places},
    {"weak", weak},     {"objects", objects},   {"closing", closing},
};

using context = std::vector<std::uint8_t>;

std::vector<context> contexts() {
    std::vector<context> all;
    for (unsigned i = 0; i < 40; ++i) {
        context each;
        for (unsigned k = 0; k < i % 5; ++k) {
            each.push_back(static_cast<std::uint8_t>(i * 37 + k * 11));
        }
        all.push_back(each);
    }
    return all;
}

/// What the host returns for contexts(), computed once: its statics cannot be reset.
const std::vector<std::uint64_t>& expected(const program_row& program) {
    static std::map<std::string, std::vector<std::uint64_t>> known;
    auto& results = known[program.name];
    if (results.empty()) {
        for (const context& each : contexts()) {
            results.push_back(program.native(each.data(), each.size()));
        }
    }
    return results;
}

// -O0 spills every variable, so frames are large.
struct by_region : fc::defaults {
    static constexpr std::size_t stack_bytes = 4096;
};
struct by_address : by_region {
    using memory = fc::memory::allow_list<4>;
};

/// The row of a name; a wrong one does not compile.
consteval const program_row& named(std::string_view name) {
    for (const program_row& each : programs) {
        if (name == each.name) {
            return each;
        }
    }
    throw "there is no such program";
}

template <class Config>
void check(const program_row& program) {
    unsigned tried = 0;
    for (const variant& each : variants) {
        if (each.program != std::string{program.name}) {
            continue;
        }
        CAPTURE(each.name);
        ++tried;
        const auto object = loading::read(each.path);
        const loading::image image{object, {.function = program.name}};
        CAPTURE(fc::message(image.error), image.at);
        REQUIRE(image.error == fc::errc::ok);
        const auto code = fc::verify<Config>(image.program.sections);
        CAPTURE(fc::message(code.error()), code.at());
        REQUIRE(code);

        std::vector<std::uint8_t> storage(code->data_bytes());
        const auto instance = fc::instantiate(*code, storage);
        REQUIRE(instance);
        fc::vm<Config> vm;
        std::size_t index = 0;
        for (context bytes : contexts()) {
            CAPTURE(index);
            const auto r0 = vm.run(*instance, bytes);
            CAPTURE(fc::message(r0.error()), r0.at());
            REQUIRE(r0);
            REQUIRE(*r0 == expected(program)[index]);
            ++index;
        }
    }
    REQUIRE(tried != 0);
}

} // namespace

TEST_CASE("local calls return what the host returns", "[image]") {
    check<by_region>(named("calls"));
}
TEST_CASE("variables live from run to run as the host's do", "[image]") {
    check<by_region>(named("data"));
}
TEST_CASE("constants read as the host's do", "[image]") { check<by_region>(named("strings")); }
TEST_CASE("tables of addresses lead where the host's lead", "[image]") {
    check<by_region>(named("tables"));
}
TEST_CASE("function pointers call what the host's call", "[image]") {
    check<by_region>(named("pointers"));
}
TEST_CASE("functions in several sections are linked as by the host", "[image]") {
    check<by_region>(named("places"));
}
TEST_CASE("weak symbols resolve as by the host", "[image]") { check<by_region>(named("weak")); }
TEST_CASE("a text that ends in a call that does not return is given an end", "[image]") {
    check<by_region>(named("closing"));
}
TEST_CASE("C++ objects behave as the host's do", "[image]") { check<by_region>(named("objects")); }

TEST_CASE("every program returns the same with host addresses", "[image]") {
    for (const program_row& program : programs) {
        check<by_address>(program);
    }
}
