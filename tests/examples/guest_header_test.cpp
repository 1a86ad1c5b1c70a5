// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <femto/helper/c_header.hpp>

#include <cstdint>
#include <string>

namespace {

struct sample {
    std::int32_t value;
};
struct anonymous {
    std::int32_t value;
};
struct station {};
enum class colour : std::int8_t { red };

} // namespace

template <>
inline constexpr const char* fc::guest_type_name<sample> = "struct sample";

namespace fc::test {
namespace {

void nothing() {}
std::uint8_t unsigned_bytes(std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t) { return 0; }
std::int64_t signed_bytes(std::int8_t, std::int16_t, std::int32_t, std::int64_t) { return 0; }
bool letters(bool, char, colour) { return false; }
colour choose() { return colour::red; }
result<std::int16_t> may_fail() { return std::int16_t{0}; }
result<colour> may_fail_to_choose() { return colour::red; }
void memory(guest<sample>, guest<const std::uint16_t>, guest_string) {}
void memories(guest_span<std::uint8_t>, guest_span<const sample>) {}
void unnamed(guest<const anonymous>) {}
std::uint32_t with_environment(station&, std::uint32_t) { return 0; }
std::uint32_t promises(std::uint32_t) noexcept { return 0; }
constexpr auto lambda = [](std::uint32_t) -> std::int32_t { return 0; };

template <auto Function, std::uint32_t Id = 1>
std::string header() {
    std::string text;
    write_guest_header<helper_table<helper<Id, "f", Function>>>(
        [&](const char* piece) { text += piece; });
    return text;
}

/// The one declaration of `header`.
template <auto Function, std::uint32_t Id = 1>
std::string declaration() {
    const std::string text = header<Function, Id>();
    const std::size_t from = text.find("static ");
    return text.substr(from, text.find('\n', from) - from);
}

TEST_CASE("a helper's C declaration follows from its C++ declaration") {
    struct row {
        std::string declared;
        const char* returns;
        const char* parameters;
    };
    const row rows[] = {
        {declaration<nothing>(), "void", "(void)"},
        {declaration<unsigned_bytes>(), "uint8_t", "(uint8_t, uint16_t, uint32_t, uint64_t)"},
        {declaration<signed_bytes>(), "int64_t", "(int8_t, int16_t, int32_t, int64_t)"},
        {declaration<letters>(), "uint8_t", "(uint8_t, char, int8_t)"},
        {declaration<choose>(), "int8_t", "(void)"},
        {declaration<may_fail>(), "int16_t", "(void)"},
        {declaration<may_fail_to_choose>(), "int8_t", "(void)"},
        {declaration<memory>(), "void", "(struct sample *, const uint16_t *, const char *)"},
        {declaration<memories>(), "void", "(uint8_t *, uint64_t, const struct sample *, uint64_t)"},
        {declaration<unnamed>(), "void", "(const void *)"},
        {declaration<with_environment>(), "uint32_t", "(uint32_t)"},
        {declaration<promises>(), "uint32_t", "(uint32_t)"},
        {declaration<lambda>(), "int32_t", "(uint32_t)"},
    };
    for (const row& each : rows) {
        CAPTURE(each.declared);
        const std::string type{each.returns};
        CHECK(each.declared == "static " + type + " (*const f)" + each.parameters + " = (" + type +
                                   " (*)" + each.parameters + ")0x1;");
    }
}

TEST_CASE("a helper's id is written in hexadecimal") {
    CHECK(declaration<nothing, 0x20>().find(")0x20;") != std::string::npos);
    CHECK(declaration<nothing, 0x10000>().find(")0x10000;") != std::string::npos);
    CHECK(declaration<nothing, 0x7EFFFFFF>().find(")0x7effffff;") != std::string::npos);
}

TEST_CASE("a header declares every helper of its table behind a guard") {
    std::string text;
    write_guest_header<helper_table<helper<1, "first", nothing>, helper<2, "second", choose>>>(
        [&](const char* piece) { text += piece; }, "MY_GUARD_H");
    CHECK(text == "/* Generated: the functions of the firmware. */\n"
                  "#ifndef MY_GUARD_H\n"
                  "#define MY_GUARD_H\n"
                  "\n"
                  "#include <stdint.h>\n"
                  "\n"
                  "static void (*const first)(void) = (void (*)(void))0x1;\n"
                  "static int8_t (*const second)(void) = (int8_t (*)(void))0x2;\n"
                  "\n"
                  "#endif\n");
}

TEST_CASE("a firmware without helpers has an empty header") {
    std::string text;
    write_guest_header<helper_table<>>([&](const char* piece) { text += piece; });
    CHECK(text.find("static") == std::string::npos);
    CHECK(text.find("#endif") != std::string::npos);
}

// The generator is constexpr: a header can be made, and measured, by the compiler.
constexpr std::size_t length_of_header() {
    std::size_t length = 0;
    write_guest_header<helper_table<helper<1, "first", nothing>>>([&](const char* piece) {
        for (; *piece != '\0'; ++piece) {
            ++length;
        }
    });
    return length;
}
static_assert(length_of_header() > 100);

} // namespace
} // namespace fc::test
